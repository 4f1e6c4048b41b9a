/** Bytes of a file in pages, of which those that were used last are held. */
import { readSync } from 'node:fs';

const PAGE_BYTES = 2 ** 16;
/** 16 MB: what is named from everywhere, such as the names of authors, lies beside each other. */
const PAGES = 256;

export interface FilePages {
  /**
   * These bytes, which nobody may change; they begin at a multiple of eight where `start` does.
   * @throws RangeError where the file ends before.
   */
  bytes(start: number, end: number): Buffer;
}

/** @param file an open file that nobody writes to. */
export function createFilePages(file: number): FilePages {
  /** In the order in which they were used last. */
  const pages = new Map<number, Buffer>();
  let last: { readonly number: number; readonly page: Buffer } = { number: -1, page: Buffer.alloc(0) };
  const read = (start: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafeSlow(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, start));
  };
  const pageAt = (number: number): Buffer => {
    if (number === last.number) return last.page;
    const page = pages.get(number) ?? read(number * PAGE_BYTES, PAGE_BYTES);
    pages.delete(number);
    pages.set(number, page);
    const [oldest] = pages.keys();
    if (pages.size > PAGES && oldest !== undefined) pages.delete(oldest);
    last = { number, page };
    return page;
  };
  return {
    bytes: (start, end) => {
      const number = Math.floor(start / PAGE_BYTES);
      const from = number * PAGE_BYTES;
      if (end <= from + PAGE_BYTES) {
        const page = pageAt(number);
        if (end - from > page.length) throw new RangeError('The file ends too early');
        return page.subarray(start - from, end - from);
      }
      // Alone and at its own beginning, so that what lies across two pages can be taken as words too.
      const bytes = read(start, end - start);
      if (bytes.length < end - start) throw new RangeError('The file ends too early');
      return bytes;
    },
  };
}
