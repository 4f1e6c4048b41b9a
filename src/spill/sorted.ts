/** External merge sort (Knuth, The Art of Computer Programming, volume 3, section 5.4): runs that fit are sorted and merged. */
import type { ByteList } from './bytes.ts';

export interface Sorter<T> {
  /** What JSON can say of a record is kept. */
  add(record: T): void;
  /** All records in their order, equals in the order in which they were added. To be taken once, after the last was added. */
  sorted(): Iterable<T>;
}

/** Text of the records of one run. */
const RUN_CHARACTERS = 8_000_000;
/** Bytes of a run that are read together. */
const READ_BYTES = 2 ** 16;
const NEW_LINE = '\n'.charCodeAt(0);

/** The lines of a run, from some bytes at a time. */
function* linesOf(bytes: ByteList, start: number, end: number): Generator<string> {
  let rest = Buffer.alloc(0);
  for (let at = start; at < end; at += READ_BYTES) {
    const read = Buffer.concat([rest, bytes.look(at, Math.min(end, at + READ_BYTES))]);
    let from = 0;
    for (let to = read.indexOf(NEW_LINE, from); to >= 0; to = read.indexOf(NEW_LINE, from)) {
      yield read.toString('utf8', from, to);
      from = to + 1;
    }
    rest = read.subarray(from);
  }
}

interface Head<T> {
  record: T;
  /** Which run it is of: of equals that of the earlier one comes first. */
  readonly run: number;
  readonly others: Iterator<string>;
}

/** Smallest first: a binary heap of the first records of all runs. */
function* merged<T>(runs: readonly Iterable<string>[], compare: (a: T, b: T) => number): Generator<T> {
  const before = (a: Head<T>, b: Head<T>): boolean => (compare(a.record, b.record) || a.run - b.run) < 0;
  const heap: Head<T>[] = [];
  const sink = (from: number): void => {
    for (let at = from; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const [one, other] = [heap[child], heap[least]];
        if (one !== undefined && other !== undefined && before(one, other)) least = child;
      }
      const [moved, risen] = [heap[at], heap[least]];
      if (least === at || moved === undefined || risen === undefined) return;
      heap[at] = risen;
      heap[least] = moved;
      at = least;
    }
  };
  for (const [run, lines] of runs.entries()) {
    const others = lines[Symbol.iterator]();
    const { done, value } = others.next();
    if (done !== true) heap.push({ record: JSON.parse(value) as T, run, others });
  }
  for (let at = heap.length >> 1; at >= 0; at -= 1) sink(at);
  for (let [head] = heap; head !== undefined; [head] = heap) {
    yield head.record;
    const { done, value } = head.others.next();
    if (done !== true) head.record = JSON.parse(value) as T;
    else {
      const last = heap.pop();
      if (last !== undefined && last !== head) heap[0] = last;
    }
    sink(0);
  }
}

/** @param bytes empty: where runs lie. */
export function createSorter<T>(
  bytes: ByteList,
  compare: (a: T, b: T) => number,
  runCharacters = RUN_CHARACTERS,
): Sorter<T> {
  const ends: number[] = [];
  let run: { readonly record: T; readonly json: string }[] = [];
  let characters = 0;
  const sortRun = (): typeof run => run.toSorted((a, b) => compare(a.record, b.record));
  const endRun = (): void => {
    for (const { json } of sortRun()) bytes.append(Buffer.from(`${json}\n`));
    ends.push(bytes.length);
    run = [];
    characters = 0;
  };
  return {
    add: (record) => {
      const json = JSON.stringify(record);
      run.push({ record, json });
      characters += json.length;
      if (characters >= runCharacters) endRun();
    },
    sorted: () => {
      if (ends.length === 0) return sortRun().map(({ record }) => record);
      if (run.length > 0) endRun();
      return merged(
        ends.map((end, index) => linesOf(bytes, ends[index - 1] ?? 0, end)),
        compare,
      );
    },
  };
}
