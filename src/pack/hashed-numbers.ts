/** Numbers found by the hash of what they stand for: a table of words, for a map with a text for each of ten million does not fit. */

/** Numbers from 0 in the order in which they are added. What they stand for is kept elsewhere, and compared there. */
export interface HashedNumbers {
  readonly length: number;
  /** A number with this hash; -1 where there is none. */
  first(hash: number): number;
  /** Another number with the hash that was asked for; -1 where there is no other. */
  next(): number;
  /** Adds a number with the hash that was asked for, once all with that hash were given. */
  add(): number;
}

const FIRST_ROOM = 1_024;
/** Words of a place: one more than the number that has it, 0 where nobody has, and the hash. */
const PLACE_WORDS = 2;

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** MurmurHash3 of words, in its form of 32 bits without their count at the end. */
export function hashOf(words: Uint32Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) {
    const mixed = Math.imul(rotated(Math.imul(words[at] ?? 0, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotated(hash ^ mixed, 13), 5) + 0xe6546b64) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export function createHashedNumbers(): HashedNumbers {
  let room = FIRST_ROOM;
  let places = new Uint32Array(room * PLACE_WORDS);
  let length = 0;
  /** What was asked for last, and how far it was looked for. */
  let sought = 0;
  let place = 0;

  const find = (): number => {
    for (let taken = places[place * PLACE_WORDS] ?? 0; taken !== 0; taken = places[place * PLACE_WORDS] ?? 0) {
      if (places[place * PLACE_WORDS + 1] === sought) return taken - 1;
      place = (place + 1) & (room - 1);
    }
    return -1;
  };
  const grow = (): void => {
    const before = places;
    room *= 2;
    places = new Uint32Array(room * PLACE_WORDS);
    for (let at = 0; at < before.length; at += PLACE_WORDS) {
      const [taken = 0, hash = 0] = [before[at], before[at + 1]];
      if (taken === 0) continue;
      place = hash & (room - 1);
      while (places[place * PLACE_WORDS] !== 0) place = (place + 1) & (room - 1);
      places[place * PLACE_WORDS] = taken;
      places[place * PLACE_WORDS + 1] = hash;
    }
  };
  return {
    get length() {
      return length;
    },
    first: (hash) => {
      sought = hash;
      place = hash & (room - 1);
      return find();
    },
    next: () => {
      place = (place + 1) & (room - 1);
      return find();
    },
    add: () => {
      length += 1;
      places[place * PLACE_WORDS] = length;
      places[place * PLACE_WORDS + 1] = sought;
      // With more than two thirds taken, who finds nothing looks at many.
      if (length * 3 > room * 2) grow();
      return length - 1;
    },
  };
}
