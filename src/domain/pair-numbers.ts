/** Pairs of numbers by number, in some words for each: a map of them would hold objects, and no more than 2^24. */
import { createWordList } from './word-list.ts';

export interface PairNumbers {
  /** How many different pairs there are. */
  readonly length: number;
  /** The number of a pair of words of 32 bits, from 0 in the order in which they were asked for first. */
  of(first: number, second: number): number;
}

const SMALLEST_TABLE = 1_024;

/** As the last step of MurmurHash3, so that low bits of the words decide about high ones and the other way round. */
function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Open addressing with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
export function createPairNumbers(): PairNumbers {
  const [firsts, seconds] = [createWordList(), createWordList()];
  /** One more than the number of a pair, at a place that its hash gives or after it; at most half are taken. */
  let table = new Uint32Array(SMALLEST_TABLE);
  /** Where a pair stands, or could. */
  const placeOf = (first: number, second: number): number => {
    for (let place = hashOf(first, second) % table.length; ; place = (place + 1) % table.length) {
      const taken = table[place] ?? 0;
      if (taken === 0 || (firsts.at(taken - 1) === first && seconds.at(taken - 1) === second)) return place;
    }
  };
  const grow = (): void => {
    table = new Uint32Array(table.length * 2);
    for (let number = 0; number < firsts.length; number += 1)
      table[placeOf(firsts.at(number), seconds.at(number))] = number + 1;
  };
  return {
    get length() {
      return firsts.length;
    },
    of: (first, second) => {
      const place = placeOf(first, second);
      const known = table[place] ?? 0;
      if (known !== 0) return known - 1;
      const number = firsts.length;
      firsts.push(first);
      seconds.push(second);
      table[place] = number + 1;
      if (firsts.length * 2 > table.length) grow();
      return number;
    },
  };
}
