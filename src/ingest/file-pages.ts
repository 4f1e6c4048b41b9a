/** Bytes of a file in pages, of which those that were used last are held. */
import { readSync } from 'node:fs';

const PAGE_BYTES = 2 ** 16;
/** 16 MB: what is named from everywhere, such as the names of authors, lies beside each other. */
const PAGES = 256;

/** Bytes that lie beside each other in a file, and the same as words. */
interface Page {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
}

/** Looks at one part of the file after another. */
export interface FileView {
  /** What is looked at, which nobody may change. */
  bytes: Buffer;
  words: Uint32Array;
  /**
   * Looks where these bytes of the file are. @returns where they begin in `bytes`: at a multiple of eight where they do in the file.
   * @throws RangeError where the file ends before they do.
   */
  look(start: number, end: number): number;
}

function readPage(file: number, start: number, length: number): Page {
  const bytes = Buffer.allocUnsafeSlow(length);
  const size = readSync(file, bytes, 0, length, start);
  return { bytes: bytes.subarray(0, size), words: new Uint32Array(bytes.buffer, 0, size >>> 2) };
}

/** @param file an open file that nobody writes to. @returns a new view each time, for what is read one after another. */
export function createFilePages(file: number): () => FileView {
  /** In the order in which they were used last. */
  const pages = new Map<number, Page>();
  const pageAt = (number: number): Page => {
    const page = pages.get(number) ?? readPage(file, number * PAGE_BYTES, PAGE_BYTES);
    pages.delete(number);
    pages.set(number, page);
    const [oldest] = pages.keys();
    if (pages.size > PAGES && oldest !== undefined) pages.delete(oldest);
    return page;
  };
  return () => {
    let from = 0;
    const view: FileView = {
      bytes: Buffer.alloc(0),
      words: new Uint32Array(),
      look: (start, end) => {
        if (start < from || end > from + view.bytes.length) {
          const number = Math.floor(start / PAGE_BYTES);
          const isInOne = end <= (number + 1) * PAGE_BYTES;
          from = isInOne ? number * PAGE_BYTES : start;
          // What lies across two pages is read by itself, from its own beginning.
          const page = isInOne ? pageAt(number) : readPage(file, start, end - start);
          view.bytes = page.bytes;
          view.words = page.words;
          if (end > from + page.bytes.length) throw new RangeError('The file ends too early');
        }
        return start - from;
      },
    };
    return view;
  };
}
