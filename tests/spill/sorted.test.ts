import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBytes } from '../../src/spill/bytes.ts';
import { createSorter } from '../../src/spill/sorted.ts';
import { runs } from '../property/replay.ts';
import { scratchOfTests, openFilesIn, withPages } from './scratch-folder.ts';

interface Keyed {
  readonly key: number;
  /** Of equals it says which was added first. */
  readonly added: number;
  readonly text: string;
}

const byKey = (a: Keyed, b: Keyed): number => a.key - b.key;

/** Few keys, so that many are equal; some texts are longer than what is read together. */
const given = fc
  .array(
    fc.record({
      key: fc.integer({ min: -3, max: 3 }),
      text: fc.oneof(
        { weight: 20, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
        { weight: 1, arbitrary: fc.nat(140_000).map((length) => '\n学'.repeat(length / 4)) },
      ),
    }),
    { maxLength: 200, size: 'max' },
  )
  .map((all) => all.map((one, added): Keyed => ({ ...one, added })));

describe('a sorter', () => {
  const scratch = scratchOfTests();

  it('gives all records in their order, equals as they were added, however many runs there are', () => {
    const runCharacters = fc.constantFrom(1, 100, 1_000, 50_000, 10_000_000);
    const property = fc.property(fc.boolean(), runCharacters, given, (inFile, characters, all) => {
      withPages(inFile ? scratch.path : null, 1, (pages) => {
        const sorter = createSorter(createBytes(pages), byKey, characters);
        for (const one of all) sorter.add(one);
        const sorted = [...sorter.sorted()];
        expect(sorted.map(({ added }) => added)).toEqual(all.toSorted(byKey).map(({ added }) => added));
        expect(sorted.every(({ added, text }) => text === all[added]?.text)).toBe(true);
      });
    });
    fc.assert(property, runs(100));
  });

  it('gives none of none, and one of one', () => {
    for (const characters of [1, 1_000])
      withPages(scratch.path, 1, (pages) => {
        expect([...createSorter(createBytes(pages), byKey, characters).sorted()]).toEqual([]);
        const sorter = createSorter<string>(createBytes(pages), () => 0, characters);
        sorter.add('only');
        expect([...sorter.sorted()]).toEqual(['only']);
      });
  });

  it('takes plain values, and orders that only part of them has', () => {
    withPages(scratch.path, 1, (pages) => {
      const sorter = createSorter<number | null>(createBytes(pages), (a, b) => (a ?? 99) - (b ?? 99), 2);
      for (const value of [5, null, 3, 100, 0, null, 4]) sorter.add(value);
      expect([...sorter.sorted()]).toEqual([0, 3, 4, 5, null, null, 100]);
    });
  });

  it('keeps one run in memory, and several in a file that nobody sees', () => {
    const all = Array.from({ length: 20_000 }, (_, added): Keyed => ({
      key: (added * 7_919) % 20_000,
      added,
      text: '',
    }));
    for (const [characters, files] of [
      [10_000_000, 0],
      [10_000, 1],
    ] as const)
      withPages(scratch.path, 2, (pages) => {
        const sorter = createSorter(createBytes(pages), byKey, characters);
        for (const one of all) sorter.add(one);
        let last = -1;
        for (const { key } of sorter.sorted()) {
          expect(key).toBe(last + 1);
          last = key;
        }
        expect(last).toBe(all.length - 1);
        expect([openFilesIn(scratch.path).length, readdirSync(scratch.path)]).toEqual([files, []]);
      });
  });
});
