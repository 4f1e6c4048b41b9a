/** Seeded chance: the same seed and place give the same numbers on every machine. */

/** A number from 0 to below 1. */
export type Random = () => number;

/** Spreads the bits of a 32-bit number over all of it. */
function scrambled(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Numbers that depend on seed and place alone, so that any row can be made without those before it. */
export function randomAt(seed: number, place: number): Random {
  let state = scrambled(scrambled(seed) + Math.imul(place + 1, 0x9e3779b1));
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return scrambled(state) / 0x1_0000_0000;
  };
}

/** A whole number from 0 to below `size`. */
export function below(size: number, random: Random): number {
  return Math.floor(random() * size);
}

/** @throws Error of an empty list. */
export function oneOf<T>(list: readonly T[], random: Random): T {
  const chosen = list[below(list.length, random)];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}

/**
 * Ranks from 0 to below `size`, each as often as the law of Zipf and Mandelbrot says: in proportion to 1 / (rank + 1 + flatness).
 * @param flatness 0 for the plain law; more brings the first ranks closer together.
 */
export function zipf(size: number, flatness: number): (random: Random) => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 1 + flatness);
    sums[rank] = sum;
  }
  return (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
