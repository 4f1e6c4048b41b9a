/** Bytes one after another, of which those of some pages are in memory. */
import { PAGE_BYTES, type Page, type Pages } from './pages.ts';

export interface ByteList {
  readonly length: number;
  append(bytes: Uint8Array): void;
  /** A view of these bytes, which are others after the next call. @throws RangeError where there are none. */
  look(start: number, end: number): Buffer;
}

export function createBytes(pages: Pages): ByteList {
  let length = 0;
  let newest: Page | null = null;
  /** For what lies across pages. */
  let across = Buffer.alloc(0);
  return {
    get length() {
      return length;
    },
    append: (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const at = length % PAGE_BYTES;
        if (newest === null || at === 0) newest = pages.add();
        const size = Math.min(PAGE_BYTES - at, bytes.length - done);
        newest.bytes.set(bytes.subarray(done, done + size), at);
        done += size;
        length += size;
      }
    },
    look: (start, end) => {
      if (start < 0 || end > length || start > end) throw new RangeError('There are no such bytes');
      if (start === end) return across.subarray(0, 0);
      const at = start % PAGE_BYTES;
      const first = Math.floor(start / PAGE_BYTES);
      if (at + end - start <= PAGE_BYTES) return pages.at(first).bytes.subarray(at, at + end - start);
      if (across.length < end - start) across = Buffer.allocUnsafeSlow(end - start);
      for (let place = start; place < end;) {
        const from = place % PAGE_BYTES;
        const size = Math.min(PAGE_BYTES - from, end - place);
        across.set(pages.at(Math.floor(place / PAGE_BYTES)).bytes.subarray(from, from + size), place - start);
        place += size;
      }
      return across.subarray(0, end - start);
    },
  };
}
