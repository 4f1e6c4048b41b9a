/** The rows of a list of records that is being packed. */
import { inPieces } from '../domain/stored-numbers.ts';
import type { Spill } from '../spill/spill.ts';
import { LARGEST_WORD, tooMuch } from './pack-format.ts';
import type { ValueWords } from './value-words.ts';

/** A list of records that is being packed. */
export interface PackedList<T> {
  readonly length: number;
  push(record: T): void;
  /** The record as it was pushed; equal inner values may be one object. @throws RangeError where there is none. */
  at(number: number): T;
  /** Puts another record in the place of this one. @throws RangeError where there is none. */
  replace(number: number, record: T): void;
}

export interface PackedRows<T> extends PackedList<T> {
  /** Of all rows that are written. */
  readonly wordCount: number;
  /**
   * Gives all rows in pieces, one after another.
   * @param order the numbers of the records; as they were pushed where it is not given. @throws RangeError where it has one twice, or none of one.
   */
  write(take: (words: Uint32Array) => void, order?: Iterable<number>): void;
}

/** Records of which the rows are put in order together. */
const ROWS_AT_ONCE = 2 ** 16;

function* upTo(length: number): Generator<number> {
  for (let number = 0; number < length; number += 1) yield number;
}

/** Numbers in blocks; each must be there once. @throws RangeError */
function* blocksOf(order: Iterable<number>, length: number): Generator<readonly number[]> {
  const isTaken = new Uint8Array(length);
  let block: number[] = [];
  let count = 0;
  for (const number of order) {
    if (isTaken[number] !== 0) throw new RangeError(`An order that has ${number} twice, or has no such record`);
    isTaken[number] = 1;
    count += 1;
    block.push(number);
    if (block.length === ROWS_AT_ONCE) {
      yield block;
      block = [];
    }
  }
  if (count !== length) throw new RangeError('An order that leaves out records');
  yield block;
}

/** @param spill for the rows. */
export function createPackedRows<T extends object>(spill: Spill, values: ValueWords): PackedRows<T> {
  const rows = spill.words();
  /** By number, where the row begins that was pushed. */
  const starts = spill.words();
  /** By number, where the row begins that is in the place of another. */
  const replaced = new Map<number, number>();
  let wordCount = 0;

  const startOf = (number: number): number => {
    if (!(number >= 0 && number < starts.length))
      throw new RangeError(`There is no record ${number} of ${starts.length}`);
    return replaced.get(number) ?? starts.at(number);
  };
  const lengthAt = (start: number): number => values.rowLength(rows.at(start));
  /** @returns where it begins. */
  const add = (record: T): number => {
    const start = rows.length;
    if (start > LARGEST_WORD) throw tooMuch();
    wordCount += values.addRow(record, rows);
    return start;
  };
  /** The rows of some records, in this order. */
  const inOrder = (numbers: readonly number[]): Uint32Array => {
    // Taken in the order in which most of them lie, so that each page is looked at once, whatever their own order.
    const byNumber = Float64Array.from(numbers, (number, index) => number * ROWS_AT_ONCE + index).toSorted();
    const from = new Float64Array(numbers.length);
    const ends = new Uint32Array(numbers.length + 1);
    for (const one of byNumber) {
      const index = one % ROWS_AT_ONCE;
      const start = startOf(Math.floor(one / ROWS_AT_ONCE));
      from[index] = start;
      ends[index + 1] = lengthAt(start);
    }
    for (let index = 0; index < numbers.length; index += 1)
      ends[index + 1] = (ends[index + 1] ?? 0) + (ends[index] ?? 0);
    const words = new Uint32Array(ends.at(-1) ?? 0);
    for (const one of byNumber) {
      const index = one % ROWS_AT_ONCE;
      const [start = 0, to = 0, end = 0] = [from[index], ends[index], ends[index + 1]];
      words.set(rows.subarray(start, start + end - to), to);
    }
    return words;
  };
  return {
    get length() {
      return starts.length;
    },
    get wordCount() {
      return wordCount;
    },
    push: (record) => starts.push(add(record)),
    at: (number) => values.rowAt(rows, startOf(number)) as T,
    replace: (number, record) => {
      const before = lengthAt(startOf(number));
      replaced.set(number, add(record));
      wordCount -= before;
    },
    write: (take, order) => {
      if (order === undefined && replaced.size === 0) inPieces(rows, take);
      else for (const block of blocksOf(order ?? upTo(starts.length), starts.length)) inPieces(inOrder(block), take);
    },
  };
}
