/** Words of 32 bits in a list that grows, a fraction of what a list of numbers takes. */
export interface WordList {
  readonly push: (value: number) => void;
  readonly length: () => number;
  /** The word at a place; 0 where there is none. */
  readonly at: (place: number) => number;
  /** Writes over the word at a place that was pushed before. */
  readonly set: (place: number, value: number) => void;
  /** All so far; later words are not in it. */
  readonly all: () => Uint32Array;
}

/** @param room words that fit before it grows */
export function createWordList(room = 1_024): WordList {
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
    length: () => length,
    at: (place) => (place < length ? (words[place] ?? 0) : 0),
    set: (place, value) => {
      if (place < length) words[place] = value;
    },
    all: () => words.subarray(0, length),
  };
}
