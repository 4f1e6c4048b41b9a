import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordList } from '../../src/domain/word-list.ts';
import { createBytes } from '../../src/spill/bytes.ts';
import { createRecords } from '../../src/spill/records.ts';
import { runs } from '../property/replay.ts';
import { createWords } from '../../src/spill/words.ts';
import { scratchOfTests, withPages } from './scratch-folder.ts';

/** Some are longer than a page; halves of characters are among the texts. */
const record = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue() },
  {
    weight: 2,
    arbitrary: fc.record({ text: fc.string({ unit: 'binary' }), half: fc.constantFrom('\ud800', '\n"\u2028') }),
  },
  { weight: 1, arbitrary: fc.nat(150_000).map((length) => ({ long: '学'.repeat(length / 3) + 'x'.repeat(length) })) },
);

describe('records', () => {
  const scratch = scratchOfTests();

  it('are those that were pushed, one after another and in any order', () => {
    const given = fc.array(record, { maxLength: 60, size: 'max' });
    const property = fc.property(fc.boolean(), given, fc.infiniteStream(fc.nat()), (inFile, all, places) => {
      withPages(inFile ? scratch.path : null, 1, (one, other) => {
        const records = createRecords<unknown>(createBytes(one), createWords(other));
        const expected = all.map((value) => JSON.stringify(value));
        for (const [number, value] of all.entries()) {
          records.push(value);
          expect(records.length).toBe(number + 1);
          const place = (places.next().value ?? 0) % (number + 1);
          expect(JSON.stringify(records.at(place))).toBe(expected[place]);
        }
        for (const _ of [1, 2]) expect(Array.from(records, (value) => JSON.stringify(value))).toEqual(expected);
        for (const number of [-1, all.length]) expect(() => records.at(number)).toThrow(RangeError);
      });
    });
    fc.assert(property, runs(60));
  });

  it('are taken by several at the same time', () => {
    withPages(scratch.path, 1, (one, other) => {
      const records = createRecords<number>(createBytes(one), createWords(other));
      for (let number = 0; number < 40_000; number += 1) records.push(number);
      const [first, second] = [records[Symbol.iterator](), records[Symbol.iterator]()];
      for (let number = 0; number < 20_000; number += 1) first.next();
      for (let number = 0; number < 100; number += 1) {
        expect(first.next().value).toBe(20_000 + number);
        expect(second.next().value).toBe(number);
      }
    });
  });

  it('are refused beyond what a place of 32 bits reaches', () => {
    const full = { length: 2 ** 32, append: () => undefined, look: () => Buffer.alloc(0) };
    const records = createRecords<number>(full, createWordList());
    expect(() => records.push(1)).toThrow('Too many records');
    expect(records).toHaveLength(0);
  });
});
