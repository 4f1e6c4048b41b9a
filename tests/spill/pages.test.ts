import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPages, PAGE_BYTES, type Page, type Pages } from '../../src/spill/pages.ts';
import { runs } from '../property/replay.ts';
import { scratchOfTests, openFilesIn, withPages } from './scratch-folder.ts';

const HELD_PAGES = 3;
/** Far more than are held. */
const MANY = 40;

/** Fills a page with what only this one has. */
function fill({ words }: Page, number: number): void {
  words.fill(number * 7 + 1);
  words[0] = number;
}

/** What stands in a page, and what should. */
function read({ bytes, words }: Page): number[] {
  return [words[0] ?? -1, words[1] ?? -1, words.at(-1) ?? -1, bytes.length, bytes.readUInt32LE(PAGE_BYTES - 4)];
}
function filled(number: number): number[] {
  const others = number * 7 + 1;
  return [number, others, others, PAGE_BYTES, others];
}

function expectFilled(pages: Pages, number: number): void {
  expect(read(pages.at(number))).toEqual(filled(number));
}

describe('pages of a list', () => {
  const scratch = scratchOfTests();

  it('come back as they were left, whichever is asked for', () => {
    const steps = fc.array(fc.oneof(fc.constant('add' as const), fc.nat(MANY)), { maxLength: 120, size: 'max' });
    const property = fc.property(fc.boolean(), fc.integer({ min: 0, max: 4 }), steps, (inFile, heldPages, all) => {
      withPages(inFile ? scratch.path : null, heldPages, (pages) => {
        let count = 0;
        for (const step of ['add' as const, ...all]) {
          if (step === 'add') {
            fill(pages.add(), count);
            count += 1;
          }
          const number = step === 'add' ? count - 1 : step % count;
          expect(read(pages.at(number))).toEqual(filled(number));
        }
      });
    });
    fc.assert(property, runs(60));
  });

  it('are in the file only where they are more than are held', () => {
    withPages(scratch.path, HELD_PAGES, (pages) => {
      for (let number = 0; number < HELD_PAGES; number += 1) fill(pages.add(), number);
      expect(openFilesIn(scratch.path)).toEqual([]);
      fill(pages.add(), HELD_PAGES);
      expect(openFilesIn(scratch.path)).toHaveLength(1);
    });
  });

  it('that were used last are held', () => {
    withPages(scratch.path, HELD_PAGES, (pages) => {
      for (let number = 0; number < MANY; number += 1) fill(pages.add(), number);
      const first = pages.at(0);
      for (let number = 1; number < MANY; number += 1) {
        pages.at(number);
        expect(pages.at(0)).toBe(first);
      }
      expectFilled(pages, 0);
    });
  });

  it('lie in a file that nobody sees, and that is gone when they are closed', () => {
    const pages = createPages(scratch.path, HELD_PAGES);
    for (let number = 0; number < MANY; number += 1) fill(pages.add(), number);
    for (let number = 0; number < MANY; number += 1) expectFilled(pages, number);
    expect(readdirSync(scratch.path)).toEqual([]);
    expect(openFilesIn(scratch.path)).toHaveLength(1);
    pages.close();
    expect(openFilesIn(scratch.path)).toEqual([]);
    pages.close();
  });

  it('are none after they were closed, and make no other file', () => {
    const pages = createPages(scratch.path, HELD_PAGES);
    for (let number = 0; number < MANY; number += 1) fill(pages.add(), number);
    pages.close();
    for (const number of [0, MANY - 1, MANY]) expect(() => pages.at(number)).toThrow(RangeError);
    expect(openFilesIn(scratch.path)).toEqual([]);
  });

  it('stay in memory where there is no folder', () => {
    withPages(null, HELD_PAGES, (pages) => {
      for (let number = 0; number < MANY; number += 1) fill(pages.add(), number);
      for (let number = 0; number < MANY; number += 1) expectFilled(pages, number);
      for (const folder of [tmpdir(), process.cwd()]) expect(openFilesIn(folder)).toEqual([]);
    });
  });

  it('throw what the system says of a folder that cannot be written, and can still be read', () => {
    const file = path.join(scratch.path, 'no-folder');
    writeFileSync(file, '');
    const folders = [
      [path.join(scratch.path, 'nowhere'), 'ENOENT'],
      [file, 'ENOTDIR'],
    ] as const;
    for (const [folder, code] of folders) {
      withPages(folder, HELD_PAGES, (pages) => {
        for (let number = 0; number < HELD_PAGES; number += 1) fill(pages.add(), number);
        for (const _ of [1, 2]) expect(() => pages.add()).toThrow(expect.objectContaining({ code }));
        for (let number = 0; number < HELD_PAGES; number += 1) expectFilled(pages, number);
      });
    }
  });

  it.each([-1, 2])('have no number %d of two', (number) => {
    withPages(scratch.path, HELD_PAGES, (pages) => {
      for (const one of [0, 1]) fill(pages.add(), one);
      expect(() => pages.at(number)).toThrow(`There is no page ${number} of 2`);
    });
  });
});
