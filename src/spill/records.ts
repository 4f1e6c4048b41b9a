/** Plain records, of which little is in memory. */
import type { WordList } from '../domain/word-list.ts';
import type { ByteList } from './bytes.ts';

/** Records by number, from 0 in the order in which they were added. */
export interface Records<T> extends Iterable<T> {
  readonly length: number;
  /** @throws RangeError where there is none. */
  at(number: number): T;
}

export interface RecordList<T> extends Records<T> {
  /** What JSON can say of a record is kept. */
  push(record: T): void;
}

const LARGEST_PLACE = 2 ** 32 - 1;

/** @param starts of the records in `bytes`, both empty. @throws RangeError for more than 4 GB. */
export function createRecords<T>(bytes: ByteList, starts: WordList): RecordList<T> {
  const at = (number: number): T => {
    const end = number + 1 < starts.length ? starts.at(number + 1) : bytes.length;
    if (number < 0 || number >= starts.length) throw new RangeError(`There is no record ${number} of ${starts.length}`);
    return JSON.parse(bytes.look(starts.at(number), end).toString()) as T;
  };
  return {
    get length() {
      return starts.length;
    },
    push: (record) => {
      if (bytes.length > LARGEST_PLACE) throw new RangeError('Too many records');
      starts.push(bytes.length);
      bytes.append(Buffer.from(JSON.stringify(record)));
    },
    at,
    *[Symbol.iterator]() {
      for (let number = 0; number < starts.length; number += 1) yield at(number);
    },
  };
}
