/** Where edges are stated but for the place, which many of them share: what a load writes once, and gives a number. */
import type { Origin } from './properties.ts';

/** The origins of one load: few, of which each edge names its own by the number. */
export interface Origins {
  /** The number of an origin, given when it is asked for first: the same edges in the same order have the same numbers. */
  numberOf(origin: Origin): number;
  /** All that have a number, which is their place. */
  readonly all: readonly Origin[];
}

export function createOrigins(): Origins {
  const numbers = new Map<string, number>();
  const all: Origin[] = [];
  return {
    all,
    numberOf: (origin) => {
      // Only the last may hold a space.
      const key = [origin.sourceId, origin.retrievedAt, origin.confidence, origin.method].join(' ');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(origin) - 1;
    },
  };
}
