/** A folder for the files of lists, and which of these files this process holds. */
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { createPages, type Pages } from '../../src/spill/pages.ts';

const OPEN_FILES = '/proc/self/fd';

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

export function makeScratchFolder(): ScratchFolder {
  const made = mkdtempSync(path.join(tmpdir(), 'pages-'));
  return { path: made, remove: () => rmSync(made, { recursive: true, force: true }) };
}

/** A folder for the tests around this call, which goes after the last of them. */
export function scratchOfTests(): ScratchFolder {
  const made = makeScratchFolder();
  afterAll(() => made.remove());
  return made;
}

/** What `use` makes of two lists of pages, of which a few are held; they are closed afterwards. */
export function withPages<T>(folder: string | null, heldPages: number, use: (one: Pages, other: Pages) => T): T {
  const [one, other] = [createPages(folder, heldPages), createPages(folder, heldPages)];
  try {
    return use(one, other);
  } finally {
    one.close();
    other.close();
  }
}

/** Files of lists that this process has open, with or without a name. */
export function openFilesIn(folder: string): string[] {
  return readdirSync(OPEN_FILES).flatMap((number) => {
    try {
      const target = readlinkSync(path.join(OPEN_FILES, number));
      return target.startsWith(`${folder}${path.sep}spill-`) ? [target] : [];
    } catch {
      // That of the listing itself.
      return [];
    }
  });
}
