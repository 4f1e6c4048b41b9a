/** Pages of a list that may outgrow memory: those used last are held, the others lie in a file that no other program sees. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeAt } from './write-at.ts';

export const PAGE_BYTES = 2 ** 16;
/** Pages of one list that are held: 4 MB. */
const HELD_PAGES = 64;

export interface Page {
  readonly bytes: Buffer;
  /** The same bytes. */
  readonly words: Uint32Array;
}

export interface Pages {
  /** A new page after all others, which is changed before the next one is added, and never after. */
  add(): Page;
  /** A page that was added. Its bytes are others after the next call. */
  at(number: number): Page;
  close(): void;
}

/** A file that goes with its last user, whatever becomes of this process. */
interface ScratchFile {
  write(bytes: Uint8Array, start: number): void;
  read(bytes: Uint8Array, start: number): void;
  close(): void;
}

function openScratch(folder: string): ScratchFile {
  // Of nobody else: processes of other containers may have the same number, and one that was killed may have left its file.
  const path = join(folder, `spill-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  let isLinked = true;
  const unlink = (): void => {
    try {
      unlinkSync(path);
      isLinked = false;
    } catch {
      // Some systems keep the name of an open file: it is taken away when the file is closed.
    }
  };
  unlink();
  return {
    write: (bytes, start) => writeAt(file, bytes, start),
    read: (bytes, start) => {
      for (let done = 0; done < bytes.length;) {
        const count = readSync(file, bytes, done, bytes.length - done, start + done);
        if (count === 0) throw new RangeError('A page that was not written');
        done += count;
      }
    },
    close: () => {
      closeSync(file);
      if (isLinked) unlink();
    },
  };
}

function emptyPage(): Page {
  // On its own, for it is used again and again.
  const bytes = Buffer.allocUnsafeSlow(PAGE_BYTES);
  return { bytes, words: new Uint32Array(bytes.buffer, 0, PAGE_BYTES / Uint32Array.BYTES_PER_ELEMENT) };
}

/** @param folder where the file is made once there are more pages than are held; null: all are held. */
export function createPages(folder: string | null, heldPages = HELD_PAGES): Pages {
  /** By number, in the order in which they were used last; the newest, which may be changed, is not among them. */
  const held = new Map<number, Page>();
  let newest: Page | null = null;
  /** The page that was asked for last: it is asked for again and again, and moved to the end of `held` but once. */
  let [lastNumber, last] = [-1, null as Page | null];
  let count = 0;
  /** Of the pages, the first ones are in the file. */
  let written = 0;
  let file: ScratchFile | null = null;
  const scratch = (place: string): ScratchFile => (file ??= openScratch(place));

  /** Pages are written in their order, so that the file has no gaps: all up to the one that goes. */
  const writeUpTo = (place: string, number: number): void => {
    for (; written <= number; written += 1) {
      const page = held.get(written);
      if (page !== undefined) scratch(place).write(page.bytes, written * PAGE_BYTES);
    }
  };
  /** A page for other bytes: one that was not used for the longest goes. */
  const takePage = (): Page => {
    last = null;
    const [oldest] = held;
    if (folder === null || held.size < heldPages || oldest === undefined) return emptyPage();
    const [number, page] = oldest;
    writeUpTo(folder, number);
    held.delete(number);
    return page;
  };
  return {
    add: () => {
      if (newest !== null) held.set(count - 1, newest);
      newest = takePage();
      count += 1;
      return newest;
    },
    at: (number) => {
      if (newest !== null && number === count - 1) return newest;
      if (last !== null && number === lastNumber) return last;
      let page = held.get(number);
      if (page === undefined) {
        if (folder === null || number < 0 || number >= written)
          throw new RangeError(`There is no page ${number} of ${count}`);
        page = takePage();
        scratch(folder).read(page.bytes, number * PAGE_BYTES);
      } else if (folder !== null) {
        held.delete(number);
      }
      held.set(number, page);
      [lastNumber, last] = [number, page];
      return page;
    },
    close: () => {
      held.clear();
      newest = null;
      last = null;
      // Else a page that is asked for later would make a file again.
      written = 0;
      count = 0;
      file?.close();
      file = null;
    },
  };
}
