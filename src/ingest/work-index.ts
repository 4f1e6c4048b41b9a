/** Finds works by texts that they carry, of which it holds numbers alone. */
import { textHash } from '../domain/text-hash.ts';

/** A number below 2^53 for each of some entries, and which work it is of. */
interface Entries {
  hashes: Float64Array;
  works: Uint32Array;
  length: number;
}

export interface WorkIndex {
  add(key: string, work: number): void;
  /** Numbers of the works that may carry this key, ascending; some may not, so the works are asked. After the last was added. */
  find(key: string): readonly number[];
}

const FIRST_ROOM = 1_024;

function grown({ hashes, works, length }: Entries): Entries {
  const more = { hashes: new Float64Array(length * 2), works: new Uint32Array(length * 2), length };
  more.hashes.set(hashes);
  more.works.set(works);
  return more;
}

function inOrder({ hashes, works, length }: Entries): Entries {
  const places = Uint32Array.from({ length }, (_, place) => place);
  places.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || (works[a] ?? 0) - (works[b] ?? 0));
  return {
    hashes: Float64Array.from(places, (place) => hashes[place] ?? 0),
    works: Uint32Array.from(places, (place) => works[place] ?? 0),
    length,
  };
}

/** Where the first entry of a hash is, or would be. */
function firstPlace({ hashes, length }: Entries, hash: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createWorkIndex(): WorkIndex {
  let entries: Entries = { hashes: new Float64Array(FIRST_ROOM), works: new Uint32Array(FIRST_ROOM), length: 0 };
  let isSorted = false;
  return {
    add: (key, work) => {
      if (entries.length === entries.hashes.length) entries = grown(entries);
      entries.hashes[entries.length] = textHash(key);
      entries.works[entries.length] = work;
      entries.length += 1;
      isSorted = false;
    },
    find: (key) => {
      if (!isSorted) entries = inOrder(entries);
      isSorted = true;
      const hash = textHash(key);
      const found = new Set<number>();
      for (let at = firstPlace(entries, hash); at < entries.length && entries.hashes[at] === hash; at += 1)
        found.add(entries.works[at] ?? 0);
      return [...found];
    },
  };
}
