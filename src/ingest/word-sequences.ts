/** Sequences of words of 32 bits, each kept once: a table of numbers, for a map with a text for each of ten million does not fit. */
import { createWordList } from '../domain/word-list.ts';

export interface WordSequences {
  /** The number of a sequence, in the order in which different ones are first given. */
  of(words: readonly number[]): number;
  /** All sequences in the order of their numbers, one after another. */
  all(): Uint32Array;
  /** By number, where each begins in `all`, and at the end where the last one ends. */
  starts(): Uint32Array;
}

const FIRST_ROOM = 1_024;

/** Fowler, Noll and Vo's hash (FNV-1a) over words instead of bytes, its high bits mixed into the low ones that choose a place. */
function hashOf(words: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export function createWordSequences(): WordSequences {
  const words = createWordList();
  /** By number, where it begins; the last is where the next one will. */
  const starts = createWordList();
  const hashes = createWordList();
  starts.push(0);
  /** One more than the number that has a place, 0 where nobody has; at most half are taken. */
  let places = new Uint32Array(FIRST_ROOM);

  const isAt = (number: number, sought: readonly number[]): boolean => {
    const start = starts.at(number);
    if (starts.at(number + 1) - start !== sought.length) return false;
    for (let index = 0; index < sought.length; index += 1) {
      if (words.at(start + index) !== sought[index]) return false;
    }
    return true;
  };
  /** The place of a sequence, or the free one where it belongs. */
  const placeOf = (hash: number, isIt: (number: number) => boolean): number => {
    const last = places.length - 1;
    let place = hash & last;
    for (let taken = places[place] ?? 0; taken !== 0; taken = places[place] ?? 0) {
      if (hashes.at(taken - 1) === hash && isIt(taken - 1)) return place;
      place = (place + 1) & last;
    }
    return place;
  };
  const grow = (): void => {
    places = new Uint32Array(places.length * 2);
    for (let number = 0; number < hashes.length(); number += 1) {
      places[placeOf(hashes.at(number), () => false)] = number + 1;
    }
  };
  return {
    of: (sought) => {
      const hash = hashOf(sought);
      const place = placeOf(hash, (number) => isAt(number, sought));
      const taken = places[place] ?? 0;
      if (taken !== 0) return taken - 1;
      const number = hashes.length();
      hashes.push(hash);
      for (const word of sought) words.push(word);
      starts.push(words.length());
      places[place] = number + 1;
      if (hashes.length() * 2 > places.length) grow();
      return number;
    },
    all: words.all,
    starts: starts.all,
  };
}
