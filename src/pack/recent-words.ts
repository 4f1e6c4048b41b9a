/** Sequences of words that were given lately, with their numbers: what comes again and again is known without a look at pages. */

export interface RecentWords {
  /** The number of the words from `start` to `end`; -1 where they are not held. */
  find(hash: number, words: Uint32Array, start: number, end: number): number;
  /** Holds them where they have room, in place of others whose hash leads there. */
  keep(hash: number, words: Uint32Array, start: number, end: number, number: number): void;
}

/** @param places how many are held, a power of two. @param room words of each; longer sequences are not held. */
export function createRecentWords(places: number, room: number): RecentWords {
  const held = new Uint32Array(places * room);
  /** By place, one more than the number in it. */
  const numbers = new Uint32Array(places);
  const lengths = new Uint32Array(places);
  return {
    find: (hash, words, start, end) => {
      const place = hash & (places - 1);
      if (lengths[place] !== end - start) return -1;
      const from = place * room - start;
      for (let at = start; at < end; at += 1) if (held[from + at] !== words[at]) return -1;
      return (numbers[place] ?? 0) - 1;
    },
    keep: (hash, words, start, end, number) => {
      if (end - start > room) return;
      const place = hash & (places - 1);
      held.set(words.subarray(start, end), place * room);
      lengths[place] = end - start;
      numbers[place] = number + 1;
    },
  };
}
