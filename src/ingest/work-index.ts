/** Finds works by texts that they carry, of which it holds numbers alone. */
import { createNumberList } from '../domain/number-list.ts';
import { textHash } from '../domain/text-hash.ts';
import { createWordList } from '../domain/word-list.ts';

export interface WorkIndex {
  add(key: string, work: number): void;
  /** Numbers of the works that may carry this key, ascending; some may not, so the works are asked. */
  find(key: string): readonly number[];
}

/** Where the first of a hash is among so many in order, or would be. */
function firstPlace(length: number, hash: number, hashAt: (at: number) => number | undefined): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hashAt(middle) ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createWorkIndex(): WorkIndex {
  const [hashes, works] = [createNumberList(), createWordList()];
  /** Places in these by hash, and by work where it is the same: made when it is first asked for, and anew after more was added. */
  let order: Uint32Array | null = null;
  const inOrder = (): Uint32Array => {
    const all = hashes.all();
    const places = Uint32Array.from(all.keys());
    return places.toSorted((a, b) => (all[a] ?? 0) - (all[b] ?? 0) || works.at(a) - works.at(b));
  };
  return {
    add: (key, work) => {
      hashes.push(textHash(key));
      works.push(work);
      order = null;
    },
    find: (key) => {
      order ??= inOrder();
      const all = hashes.all();
      const places = order;
      const hashAt = (at: number): number | undefined => all[places[at] ?? -1];
      const hash = textHash(key);
      const found = new Set<number>();
      for (let at = firstPlace(places.length, hash, hashAt); hashAt(at) === hash; at += 1)
        found.add(works.at(places[at] ?? 0));
      return [...found];
    },
  };
}
