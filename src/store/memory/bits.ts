/** Sets of ordinals as bits: `and`, `or` and `not` of filters are word by word, and a complement is exact. */

/** One bit for each node of a kind. Made once, then only read; bits beyond the size are 0. */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function allBits(size: number): Bits {
  return complement(noBits(size), size);
}

export function complement(bits: Bits, size: number): Bits {
  const inverted = bits.map((word) => ~word);
  const used = size & 31;
  const last = inverted.length - 1;
  if (used !== 0) inverted[last] = (inverted[last] ?? 0) & ((1 << used) - 1);
  return inverted;
}

export function intersection(left: Bits, right: Bits): Bits {
  return left.map((word, index) => word & (right[index] ?? 0));
}

export function union(left: Bits, right: Bits): Bits {
  return left.map((word, index) => word | (right[index] ?? 0));
}

/** Only while a set is being made. */
export function addBit(bits: Bits, ordinal: number): void {
  bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
}

export function hasBit(bits: Bits, ordinal: number): boolean {
  return ((bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;
}

export function bitsOf(ordinals: Iterable<number>, size: number): Bits {
  const bits = noBits(size);
  for (const ordinal of ordinals) addBit(bits, ordinal);
  return bits;
}

function countOf(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return (((sum + (sum >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The members, ascending. */
export function ordinalsOf(bits: Bits): Int32Array {
  let count = 0;
  for (const word of bits) count += countOf(word);
  const ordinals = new Int32Array(count);
  let at = 0;
  for (let index = 0; index < bits.length; index += 1) {
    for (let word = bits[index] ?? 0; word !== 0; word &= word - 1) {
      ordinals[at] = (index << 5) + 31 - Math.clz32(word & -word);
      at += 1;
    }
  }
  return ordinals;
}
