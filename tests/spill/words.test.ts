import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPieces, numbersAt } from '../../src/domain/stored-numbers.ts';
import { createWordList, type WordList } from '../../src/domain/word-list.ts';
import { createWords } from '../../src/spill/words.ts';
import { runs } from '../property/replay.ts';
import { scratchOfTests, withPages } from './scratch-folder.ts';

const WORDS = 2 ** 32;
/** Four pages and a bit. */
const MANY = 70_000;

const steps = fc.array(
  fc.oneof(
    fc.record({ push: fc.nat(30_000), seed: fc.nat(WORDS - 1) }),
    fc.record({ at: fc.nat(MANY) }),
    fc.record({ from: fc.nat(MANY), length: fc.nat(MANY) }),
  ),
  { maxLength: 20, size: 'max' },
);

type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** What a list answers to each step, and then at many places from its end to its beginning. */
function answersOf(list: WordList, all: Steps): unknown[] {
  const answers = all.map((step) => {
    if ('at' in step) return list.at(step.at);
    if ('from' in step) return list.subarray(step.from, step.from + step.length);
    for (let count = 0; count < step.push; count += 1) list.push((step.seed + count * 2_654_435_761) % WORDS);
    return list.length;
  });
  for (let place = list.length; place >= 0; place -= 777) answers.push(list.at(place));
  return answers;
}

function plainWords(): WordList {
  const words: number[] = [];
  return {
    push: (value) => words.push(value),
    get length() {
      return words.length;
    },
    at: (place) => words[place] ?? 0,
    subarray: (start, end) => Uint32Array.from(words.slice(start, end)),
  };
}

describe('words', () => {
  const scratch = scratchOfTests();

  it('are those of an array, whether they are in memory or in a file', () => {
    const property = fc.property(fc.integer({ min: 1, max: 3 }), steps, (heldPages, all) => {
      const expected = answersOf(plainWords(), all);
      expect(answersOf(createWordList(1), all)).toEqual(expected);
      for (const folder of [scratch.path, null]) {
        const found = withPages(folder, heldPages, (pages) => answersOf(createWords(pages), all));
        expect(found).toEqual(expected);
      }
    });
    fc.assert(property, runs(8));
  });

  it('are taken in pieces, and one after another', () => {
    withPages(scratch.path, 2, (pages) => {
      const words = createWords(pages);
      for (let place = 0; place < 200_000; place += 1) words.push(place * 3);
      let next = 0;
      inPieces(words, (some, start) => {
        expect([start, some[0]]).toEqual([next, next * 3]);
        next += some.length;
      });
      expect(next).toBe(200_000);
      const at = numbersAt(words);
      for (const place of [0, 65_535, 65_536, 199_999, 3]) expect(at(place)).toBe(place * 3);
      expect(() => at(200_000)).toThrow(RangeError);
    });
  });

  it('that were taken stay when other pages are used', () => {
    withPages(scratch.path, 1, (pages) => {
      const words = createWords(pages);
      for (let place = 0; place < MANY; place += 1) words.push(place);
      const first = words.subarray(0, 3);
      words.at(MANY - 1);
      words.subarray(30_000, MANY);
      expect([...first]).toEqual([0, 1, 2]);
    });
  });

  it('are 0 where there are none', () => {
    withPages(null, 1, (pages) => {
      const words = createWords(pages);
      expect([words.length, words.at(0), words.at(-1), words.subarray(0, 5).length]).toEqual([0, 0, 0, 0]);
      words.push(7);
      expect([words.at(0), words.at(1), words.at(-1), words.subarray(1, 5).length]).toEqual([7, 0, 0, 0]);
    });
  });
});
