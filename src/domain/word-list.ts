/** Words of 32 bits in a list that grows, a fraction of what a list of numbers takes. */
import type { StoredNumbers } from './stored-numbers.ts';

export interface WordList extends StoredNumbers {
  push(value: number): void;
  /** The word at a place; 0 where there is none. */
  at(place: number): number;
}

/** The same, all in memory. */
export interface HeldWords extends WordList {
  /** All so far; later words are not in it. */
  all(): Uint32Array;
}

/** @param room words that fit before it grows */
export function createWordList(room = 1_024): HeldWords {
  let words = new Uint32Array(Math.max(1, room));
  let length = 0;
  return {
    push: (value) => {
      if (length === words.length) {
        const more = new Uint32Array(length * 2);
        more.set(words);
        words = more;
      }
      words[length] = value;
      length += 1;
    },
    get length() {
      return length;
    },
    at: (place) => (place < length ? (words[place] ?? 0) : 0),
    subarray: (start, end) => words.subarray(start, Math.min(end, length)),
    all: () => words.subarray(0, length),
  };
}
