/** Words of 32 bits, of which those of some pages are in memory. */
import type { WordList } from '../domain/word-list.ts';
import { PAGE_BYTES, type Page, type Pages } from './pages.ts';

const PAGE_WORDS = PAGE_BYTES / Uint32Array.BYTES_PER_ELEMENT;

export function createWords(pages: Pages): WordList {
  let length = 0;
  let newest: Page | null = null;
  /** Where the newest page begins. */
  let newestStart = 0;
  const pageOf = (place: number): Page => pages.at(Math.floor(place / PAGE_WORDS));
  return {
    get length() {
      return length;
    },
    push: (value) => {
      const at = length % PAGE_WORDS;
      if (newest === null || at === 0) {
        newest = pages.add();
        newestStart = length;
      }
      newest.words[at] = value;
      length += 1;
    },
    at: (place) => {
      if (place < 0 || place >= length) return 0;
      if (newest !== null && place >= newestStart) return newest.words[place - newestStart] ?? 0;
      return pageOf(place).words[place % PAGE_WORDS] ?? 0;
    },
    // A copy: the page may hold other words by the time that these are used.
    subarray: (start, end) => {
      const stop = Math.min(end, length);
      const found = new Uint32Array(Math.max(0, stop - start));
      for (let place = start; place < stop;) {
        const at = place % PAGE_WORDS;
        const size = Math.min(PAGE_WORDS - at, stop - place);
        found.set(pageOf(place).words.subarray(at, at + size), place - start);
        place += size;
      }
      return found;
    },
  };
}
