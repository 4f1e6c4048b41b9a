import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedNumbers, textHash } from '../../src/domain/text-hash.ts';
import { runs } from '../property/replay.ts';

const MANY = 60_000;

/** Texts of which each differs little from others. */
const SIMILAR: readonly (readonly [name: string, text: (number: number) => string])[] = [
  ['numbers', String],
  ['numbers at the end', (number) => `doi:10.1145/3292500.${3_000_000 + number}`],
  ['numbers at the beginning', (number) => `${number} machine learning systems in production`],
  ['two characters', (number) => String.fromCharCode(number & 1023, number >> 10)],
  ['lengths', (number) => 'a'.repeat(number % 245) + 'b'.repeat(number / 245)],
];

const UNIQUE = (text: (number: number) => string): string[] => [
  ...new Set(Array.from({ length: MANY }, (_, n) => text(n))),
];

describe('the number of a text', () => {
  it('is the same for equal texts, and whole and below 2^53 for all', () => {
    const property = fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const number = textHash(text);
      expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
      expect(textHash([...text].join(''))).toBe(number);
    });
    fc.assert(property, runs(500));
  });

  it('differs where one character does', () => {
    const property = fc.property(
      fc.string({ minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 65_535 }),
      (text, place, by) => {
        const at = place % text.length;
        const other = String.fromCharCode(text.charCodeAt(at) ^ by);
        expect(textHash(text.slice(0, at) + other + text.slice(at + 1))).not.toBe(textHash(text));
      },
    );
    fc.assert(property, runs(500));
  });

  it.each(SIMILAR)('is another for each of many similar texts: %s', (_name, text) => {
    const hashes = UNIQUE(text).map(textHash);
    expect(repeatedNumbers(Float64Array.from(hashes)).size).toBe(0);
  });

  it.each(SIMILAR)('is spread over low and high bits alike: %s', (_name, text) => {
    const hashes = UNIQUE(text).map(textHash);
    for (const bits of [0, 22, 32, 43]) {
      const counts = new Uint32Array(1_024);
      for (const hash of hashes) {
        const place = Math.floor(hash / 2 ** bits) % counts.length;
        counts[place] = (counts[place] ?? 0) + 1;
      }
      const expected = hashes.length / counts.length;
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // Of numbers drawn by chance it is 1,023, give or take 45.
      expect(chiSquare).toBeGreaterThan(700);
      expect(chiSquare).toBeLessThan(1_350);
    }
  });
});

describe('numbers that come more than once', () => {
  it('are those of a list that has them twice or oftener', () => {
    const number = fc.oneof(fc.nat(20), fc.maxSafeNat());
    const property = fc.property(fc.array(number, { maxLength: 200, size: 'max' }), (numbers) => {
      const expected = numbers.filter((one, place) => numbers.indexOf(one) !== place);
      expect(repeatedNumbers(Float64Array.from(numbers))).toEqual(new Set(expected));
    });
    fc.assert(property, runs(200));
  });

  it('are none of none or of one', () => {
    for (const numbers of [[], [0], [1, 2, 3]]) expect(repeatedNumbers(Float64Array.from(numbers)).size).toBe(0);
  });
});
