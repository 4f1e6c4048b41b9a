/** Bytes of a file in pages, of which those that were used last are held. */
import { readSync } from 'node:fs';

const PAGE_BYTES = 2 ** 16;
const PAGES = 64;

/** Bytes that lie beside each other in a file, and the same as words. */
interface Page {
  /** Where it begins in the file; another place once another page is read into it. */
  start: number;
  /** How many bytes were read. */
  size: number;
  readonly bytes: Buffer;
  readonly words: Uint32Array;
}

/** Looks at one place of the file after another. */
export interface FileView {
  /** What was looked at last. The next look may put other bytes in its place. */
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  /**
   * Looks where these bytes of the file are. @returns where they begin in `bytes`: at a multiple of eight where they do in the file.
   * @throws RangeError where the file ends before they do.
   */
  look(start: number, end: number): number;
}

function emptyPage(length: number): Page {
  // On its own, for it is held and read again and again: many small ones would be collected as often.
  const bytes = Buffer.allocUnsafeSlow(length);
  return { start: 0, size: 0, bytes, words: new Uint32Array(bytes.buffer, 0, length >>> 2) };
}

/** @param file an open file that nobody writes to. @returns a view with at most 4 MB of pages, all of them its own. */
export function viewFile(file: number): FileView {
  /** By number, in the order in which they were used last. */
  const pages = new Map<number, Page>();
  /** For what lies across two pages. */
  let across = emptyPage(PAGE_BYTES);
  const read = (page: Page, start: number, length: number): Page => {
    page.start = start;
    page.size = readSync(file, page.bytes, 0, length, start);
    return page;
  };
  const pageToRead = (): Page => {
    const [oldest] = pages;
    if (pages.size < PAGES || oldest === undefined) return emptyPage(PAGE_BYTES);
    pages.delete(oldest[0]);
    return oldest[1];
  };
  const pageAt = (number: number): Page => {
    const page = pages.get(number) ?? read(pageToRead(), number * PAGE_BYTES, PAGE_BYTES);
    pages.delete(number);
    pages.set(number, page);
    return page;
  };
  const readAcross = (start: number, end: number): Page => {
    if (across.bytes.length < end - start) across = emptyPage(end - start);
    return read(across, start, end - start);
  };
  let page = emptyPage(0);
  return {
    get bytes() {
      return page.bytes;
    },
    get words() {
      return page.words;
    },
    look: (start, end) => {
      if (start < page.start || end > page.start + page.size) {
        const number = Math.floor(start / PAGE_BYTES);
        page = end <= (number + 1) * PAGE_BYTES ? pageAt(number) : readAcross(start, end);
        if (end > page.start + page.size) throw new RangeError('The file ends too early');
      }
      return start - page.start;
    },
  };
}
