/** Numbers that may stand in a file: taken in pieces, and best in their order. */

export interface StoredNumbers {
  readonly length: number;
  subarray(start: number, end: number): Uint32Array;
}

/** Lists of numbers, one after another: list n is `members[offsets[n] .. offsets[n + 1])`. */
export interface StoredLists {
  readonly offsets: StoredNumbers;
  readonly members: StoredNumbers;
}

/** Numbers that are taken together. */
const NUMBERS_AT_ONCE = 65_536;

/** Calls `take` with neighbouring numbers and the place of the first of them. */
export function inPieces(numbers: StoredNumbers, take: (some: Uint32Array, start: number) => void): void {
  for (let start = 0; start < numbers.length; start += NUMBERS_AT_ONCE)
    take(numbers.subarray(start, Math.min(numbers.length, start + NUMBERS_AT_ONCE)), start);
}

/**
 * The number at a place. Neighbours are best asked for one after another, since some thousands are held.
 * @throws RangeError where there is none.
 */
export function numbersAt(numbers: StoredNumbers): (place: number) => number {
  let first = 0;
  let held: Uint32Array = new Uint32Array();
  return (place) => {
    if (place < first || place >= first + held.length) {
      first = place - (place % NUMBERS_AT_ONCE);
      held = numbers.subarray(first, Math.min(numbers.length, first + NUMBERS_AT_ONCE));
    }
    const number = held[place - first];
    if (number === undefined) throw new RangeError(`There is no number ${place} of ${numbers.length}`);
    return number;
  };
}

/** The list at a place; asked for in order as `numbersAt`. @throws RangeError where there is none. */
export function listsAt({ offsets, members }: StoredLists): (place: number) => Uint32Array {
  const offset = numbersAt(offsets);
  return (place) => members.subarray(offset(place), offset(place + 1));
}
