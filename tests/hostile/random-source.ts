/** Random choices that a number repeats. */
export interface RandomSource {
  /** From 0 up to, not including, `below`. */
  whole(below: number): number;
  chance(share: number): boolean;
  /** @throws Error when there is nothing to pick. */
  pick<T>(items: readonly T[]): T;
}

/** mulberry32, as `communitiesOf` uses it. */
export function randomSource(seed: number): RandomSource {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    chance: (share) => next() < share,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error('There is nothing to pick from');
      return items[whole(items.length)] as T;
    },
  };
}
