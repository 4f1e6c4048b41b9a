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

/** Words that are given together. */
const PIECE_WORDS = 2 ** 14;

export interface PackedRows<T> extends PackedList<T> {
  /** Of all rows that are written. */
  readonly wordCount: number;
  /** Gives all rows in pieces, one after another. */
  write(take: (words: Uint32Array) => void): void;
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
  /** The words of all rows that are written. */
  function* words(): Generator<number> {
    for (let number = 0; number < starts.length; number += 1) {
      const start = startOf(number);
      const end = start + lengthAt(start);
      for (let at = start; at < end; at += 1) yield rows.at(at);
    }
  }
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
    write: (take) => {
      if (replaced.size === 0) {
        inPieces(rows, take);
        return;
      }
      const piece = new Uint32Array(PIECE_WORDS);
      let size = 0;
      for (const word of words()) {
        piece[size] = word;
        size += 1;
        if (size < PIECE_WORDS) continue;
        take(piece);
        size = 0;
      }
      take(piece.subarray(0, size));
    },
  };
}
