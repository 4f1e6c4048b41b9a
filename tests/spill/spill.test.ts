import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSpill, type Spill } from '../../src/spill/spill.ts';
import { scratchOfTests, openFilesIn } from './scratch-folder.ts';

/** Words that are more than a list holds. */
const MANY = 1_200_000;

/** One list of each kind, with more in it than is held. */
function fill(spill: Spill) {
  const [words, bytes] = [spill.words(), spill.bytes()];
  const records = spill.records<{ readonly text: string }>();
  const sorter = spill.sorter<string>((a, b) => a.length - b.length);
  for (let place = 0; place < MANY; place += 1) words.push(place);
  const text = 'x'.repeat(50_000);
  for (let number = 0; number < 120; number += 1) {
    bytes.append(Buffer.from(text));
    records.push({ text: text.slice(number) });
    for (const part of [1, 2]) sorter.add(text.slice(number * part));
  }
  return { words, bytes, records, sorter };
}

describe('lists that may outgrow memory', () => {
  const scratch = scratchOfTests();

  it.each([true, false])('are all there, in a folder: %s', (inFolder) => {
    const spill = createSpill(inFolder ? scratch.path : null);
    try {
      const { words, bytes, records, sorter } = fill(spill);
      expect([words.length, words.at(0), words.at(MANY - 1)]).toEqual([MANY, 0, MANY - 1]);
      expect([bytes.length, bytes.look(0, 3).toString()]).toEqual([6_000_000, 'xxx']);
      expect([records.length, records.at(0).text.length, records.at(119).text.length]).toEqual([120, 50_000, 49_881]);
      const lengths = Array.from(sorter.sorted(), (text) => text.length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      expect([lengths.length, lengths[0], lengths.at(-1)]).toEqual([240, 49_762, 50_000]);
      expect(openFilesIn(scratch.path)).toHaveLength(inFolder ? 4 : 0);
      expect(readdirSync(scratch.path)).toEqual([]);
    } finally {
      spill.close();
    }
    for (const folder of [scratch.path, tmpdir(), process.cwd()]) expect(openFilesIn(folder)).toEqual([]);
    spill.close();
  });

  it('throw what the system says where their folder takes no files', () => {
    const spill = createSpill(path.join(scratch.path, 'nowhere'));
    expect(() => fill(spill)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    spill.close();
  });
});
