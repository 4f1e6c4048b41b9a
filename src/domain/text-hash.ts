/** Texts as numbers, to find out which of many may be equal without holding them. */

/**
 * A whole number below 2^53 that equal texts share. Two streams of 32 bits, each multiplied and mixed as in MurmurHash3's
 * last step; of a million different texts two share a number once in ten thousand graphs, so who finds two asks the texts.
 */
export function textHash(text: string): number {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0xcc9e2d51);
    b = Math.imul(b ^ code, 0x1b873593);
    a ^= b >>> 15;
    b ^= a >>> 13;
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0);
}

/** Those of many numbers that come more than once. @param numbers changed: they are sorted. */
export function repeatedNumbers(numbers: Float64Array): ReadonlySet<number> {
  const repeated = new Set<number>();
  numbers.sort();
  for (let at = 1; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if (number === numbers[at - 1]) repeated.add(number);
  }
  return repeated;
}
