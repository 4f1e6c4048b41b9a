/** Sets of ordinals as bits: `and`, `or` and `not` of filters are word by word, and a complement is exact. */

/** One bit for each node of a kind. Made once, then only read; bits beyond the size are 0. */
export type Bits = Int32Array;

export function noBits(size: number): Bits {
  return new Int32Array((size + 31) >>> 5);
}

export function allBits(size: number): Bits {
  return complement(noBits(size), size);
}

export function complement(bits: Bits, size: number): Bits {
  const inverted = new Int32Array(bits.length);
  for (let index = 0; index < bits.length; index += 1) inverted[index] = ~(bits[index] ?? 0);
  const used = size & 31;
  const last = inverted.length - 1;
  if (used !== 0) inverted[last] = (inverted[last] ?? 0) & ((1 << used) - 1);
  return inverted;
}

/** What is in all of `sets`; everything, where there are none. */
export function intersection([first, ...others]: readonly Bits[], size: number): Bits {
  if (first === undefined) return allBits(size);
  const both = first.slice();
  for (const other of others) {
    for (let index = 0; index < both.length; index += 1) both[index] = (both[index] ?? 0) & (other[index] ?? 0);
  }
  return both;
}

/** What is in any of `sets`. */
export function union([first, ...others]: readonly Bits[], size: number): Bits {
  if (first === undefined) return noBits(size);
  const either = first.slice();
  for (const other of others) {
    for (let index = 0; index < either.length; index += 1) either[index] = (either[index] ?? 0) | (other[index] ?? 0);
  }
  return either;
}

/** Only while a set is being made. */
export function addBit(bits: Bits, ordinal: number): void {
  bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) | (1 << (ordinal & 31));
}

/** Only while a set is being made. */
export function removeBit(bits: Bits, ordinal: number): void {
  bits[ordinal >>> 5] = (bits[ordinal >>> 5] ?? 0) & ~(1 << (ordinal & 31));
}

export function hasBit(bits: Bits, ordinal: number): boolean {
  return ((bits[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) !== 0;
}

export function bitsOf(ordinals: Iterable<number>, size: number): Bits {
  const bits = noBits(size);
  for (const ordinal of ordinals) addBit(bits, ordinal);
  return bits;
}

/** Those of `ordinals` that are members, as they stand. Not by `filter`, which calls for each: the list of a hub has tens of thousands. */
export function membersAmong(ordinals: Int32Array, bits: Bits): Int32Array {
  const found = new Int32Array(ordinals.length);
  let count = 0;
  for (let index = 0; index < ordinals.length; index += 1) {
    const ordinal = ordinals[index] ?? 0;
    if (!hasBit(bits, ordinal)) continue;
    found[count] = ordinal;
    count += 1;
  }
  return found.slice(0, count);
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
