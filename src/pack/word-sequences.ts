/** Sequences of words of 32 bits, each kept once. In memory are their hashes and those of them that were given lately. */
import type { WordList } from '../domain/word-list.ts';
import type { Spill } from '../spill/spill.ts';
import { createHashedNumbers, hashOf } from './hashed-numbers.ts';
import { createRecentWords } from './recent-words.ts';

export interface WordSequences {
  /** The number of the sequence from `start` to `end` in words, in the order in which different ones are first given. */
  of(words: Uint32Array, start?: number, end?: number): number;
  /** All sequences in the order of their numbers, one after another. */
  readonly words: WordList;
  /** By number, where each begins in `words`, and at the end where the last one ends. */
  readonly starts: WordList;
}

/** Places for those given lately; each holds the last one whose hash leads there. */
const RECENT = 2 ** 14;
/** Words of a place; longer sequences are not held. Those that come again and again say where a fact came from, in seven. */
const RECENT_WORDS = 8;

export function createWordSequences(spill: Spill): WordSequences {
  const words = spill.words();
  /** By number, where it begins; the last is where the next one will. */
  const starts = spill.words();
  const numbers = createHashedNumbers();
  const recent = createRecentWords(RECENT, RECENT_WORDS);
  starts.push(0);

  const isAt = (number: number, sought: Uint32Array, start: number, end: number): boolean => {
    const first = starts.at(number);
    if (starts.at(number + 1) - first !== end - start) return false;
    for (let at = start; at < end; at += 1) if (words.at(first + at - start) !== sought[at]) return false;
    return true;
  };
  const findOrAdd = (hash: number, sought: Uint32Array, start: number, end: number): number => {
    for (let number = numbers.first(hash); number >= 0; number = numbers.next()) {
      if (isAt(number, sought, start, end)) return number;
    }
    for (let at = start; at < end; at += 1) words.push(sought[at] ?? 0);
    starts.push(words.length);
    return numbers.add();
  };
  return {
    of: (sought, start = 0, end = sought.length) => {
      const hash = hashOf(sought, start, end);
      const held = recent.find(hash, sought, start, end);
      if (held >= 0) return held;
      const number = findOrAdd(hash, sought, start, end);
      recent.keep(hash, sought, start, end, number);
      return number;
    },
    words,
    starts,
  };
}
