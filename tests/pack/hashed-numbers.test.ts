import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHashedNumbers, type HashedNumbers } from '../../src/pack/hashed-numbers.ts';
import { runs } from '../property/replay.ts';

/** Few, so that most are equal, some only in the bits that choose a place, and some at the end of the table. */
const hash = fc.oneof(
  fc.nat(20),
  fc.nat(20).map((low) => low * 2 ** 20),
  fc.nat(20).map((low) => 2 ** 32 - 1 - low),
  fc.nat(2 ** 32 - 1),
);

function numbersOf(table: HashedNumbers, sought: number): number[] {
  const found: number[] = [];
  for (let number = table.first(sought); number >= 0; number = table.next()) found.push(number);
  return found;
}

it('finds all numbers of a hash, and no others', () => {
  const property = fc.property(fc.array(hash, { maxLength: 3_000, size: 'max' }), (hashes) => {
    const table = createHashedNumbers();
    const known = new Map<number, number[]>();
    for (const [number, one] of hashes.entries()) {
      const before = known.get(one) ?? [];
      expect(numbersOf(table, one)).toHaveLength(before.length);
      expect(table.add()).toBe(number);
      known.set(one, [...before, number]);
    }
    expect(table.length).toBe(hashes.length);
    for (const [one, numbers] of known) expect(numbersOf(table, one).toSorted((a, b) => a - b)).toEqual(numbers);
  });
  fc.assert(property, runs(20));
});
