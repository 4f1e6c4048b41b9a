/** What filters accept, kept for as long as the graph: pages of one list and equal conditions of different lists share it. */
import { LRUCache } from 'lru-cache';
import type { ResourceFilter } from '../../domain/filter.ts';
import type { Bits } from './bits.ts';

export interface KeptFilters {
  /** What the filter accepts, from what is kept or by `evaluate`. */
  of(filter: ResourceFilter, evaluate: (filter: ResourceFilter) => Bits): Bits;
}

/** @param maxBytes of sets and of the filters they belong to, the least recently asked for go first; 0: none is kept. */
export function createKeptFilters(maxBytes: number): KeptFilters {
  if (maxBytes === 0) return { of: (filter, evaluate) => evaluate(filter) };
  const kept = new LRUCache<string, Bits>({
    maxSize: maxBytes,
    sizeCalculation: (bits, key) => bits.byteLength + key.length * 2,
  });
  return {
    of: (filter, evaluate) => {
      const key = JSON.stringify(filter);
      let bits = kept.get(key);
      if (bits === undefined) kept.set(key, (bits = evaluate(filter)));
      return bits;
    },
  };
}
