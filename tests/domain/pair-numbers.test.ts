import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPairNumbers } from '../../src/domain/pair-numbers.ts';
import { runs } from '../property/replay.ts';

const word = fc.oneof(fc.nat(60), fc.nat(2 ** 32 - 1));
const given = fc.array(fc.tuple(word, word), { maxLength: 5_000, size: 'max' });

it('numbers different pairs in the order in which they come, and equal ones alike', () => {
  const property = fc.property(given, (asked) => {
    const numbers = new Map<string, number>();
    const pairs = createPairNumbers();
    for (const [first, second] of asked) {
      const key = `${first} ${second}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      expect(pairs.of(first, second)).toBe(numbers.get(key));
      expect(pairs.length).toBe(numbers.size);
    }
  });
  fc.assert(property, runs(20));
});

it('is quick where the numbers of nodes follow one another', () => {
  const pairs = createPairNumbers();
  for (const _ of [1, 2])
    for (let first = 0; first < 1_000; first += 1)
      for (let second = 0; second < 500; second += 1) pairs.of(first * 2 ** 20, second * 2 ** 12);
  expect(pairs.length).toBe(500_000);
  expect([pairs.of(0, 1), pairs.of(999 * 2 ** 20, 499 * 2 ** 12)]).toEqual([500_000, 499_999]);
});
