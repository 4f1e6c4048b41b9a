/** Values to the words that are packed, and back. What words refer to lies in lists that may outgrow memory. */
import { inPieces, type StoredNumbers } from '../domain/stored-numbers.ts';
import type { WordList } from '../domain/word-list.ts';
import type { Spill } from '../spill/spill.ts';
import { CONSTANTS, LARGEST_PAYLOAD, LIST, OBJECT, TAG, taggedWord, WORD_BYTES } from './pack-format.ts';
import { createPackedTexts, type PackedTexts } from './packed-texts.ts';
import {
  bytesOf,
  innerOf,
  keptTexts,
  keptValues,
  notPacked,
  rowOf,
  shapeOf,
  valueReader,
  type Row,
  type Shape,
} from './packed-values.ts';
import { createWordSequences, type WordSequences } from './word-sequences.ts';

/** What words refer to. */
export interface Referred {
  readonly texts: PackedTexts;
  readonly inner: WordSequences;
  /** Lists of numbers and of bytes, each after its length. */
  readonly lists: WordList;
  readonly doubles: Doubles;
  readonly shapes: Shapes;
}

export interface ValueWords {
  readonly referred: Referred;
  /** The word of a value; what is inside of it is kept once. */
  wordOf(value: unknown): number;
  /** Adds the words of a record: its shape, then its values. @returns how many. */
  addRow(record: object, words: WordList): number;
  /** How many words a row has that begins with this one. */
  rowLength(first: number): number;
  /** The record whose row begins there. */
  rowAt(words: WordList, start: number): Row;
}

/** Numbers for those that are not whole, or too large for a word. */
interface Doubles {
  /** By number. */
  readonly all: readonly number[];
  of(value: number): number;
}

function createDoubles(): Doubles {
  const numbers = new Map<number, number>();
  const all: number[] = [];
  return {
    all,
    of: (value) => {
      // A map takes -0 for 0, which is whole and so never among these.
      let number = numbers.get(value);
      if (number === undefined) {
        number = all.push(value) - 1;
        numbers.set(value, number);
      }
      return number;
    },
  };
}

/** Numbers for the keys that records have. */
interface Shapes {
  /** By number. */
  readonly all: readonly (readonly string[])[];
  /** The shape of a record with these keys, but for those whose value is undefined. */
  of(keys: readonly string[], values: readonly unknown[]): number;
}

/** Where a walk along keys has come. */
interface Step {
  /** The shape of these keys, once there is one. */
  shape: number | null;
  readonly next: Map<string, Step>;
}

function createShapes(): Shapes {
  const all: (readonly string[])[] = [];
  const root: Step = { shape: null, next: new Map() };
  const nextOf = (step: Step, key: string): Step => {
    let next = step.next.get(key);
    if (next === undefined) {
      next = { shape: null, next: new Map() };
      step.next.set(key, next);
    }
    return next;
  };
  return {
    all,
    of: (keys, values) => {
      let step = root;
      for (let index = 0; index < keys.length; index += 1) {
        if (values[index] !== undefined) step = nextOf(step, keys[index] ?? '');
      }
      step.shape ??= all.push(keys.filter((_, index) => values[index] !== undefined)) - 1;
      return step.shape;
    },
  };
}

/** Words one upon another: inner values are put together while those around them wait. */
function createStack() {
  let words = new Uint32Array(1_024);
  let top = 0;
  return {
    get words() {
      return words;
    },
    get top() {
      return top;
    },
    push: (word: number): void => {
      if (top === words.length) {
        const more = new Uint32Array(top * 2);
        more.set(words);
        words = more;
      }
      words[top] = word;
      top += 1;
    },
    /** Takes away all from there on. */
    cut: (from: number): void => {
      top = from;
    },
  };
}

function isStoredNumbers(value: object): value is StoredNumbers {
  if (value instanceof Uint32Array) return true;
  // Lists of other numbers can be cut as well, but would not be the same when they are read.
  if (ArrayBuffer.isView(value) || !('subarray' in value && 'length' in value)) return false;
  return typeof value.subarray === 'function' && typeof value.length === 'number';
}

/** Adds a list after its length. @returns where it begins. */
function addList(lists: WordList, length: number, words: StoredNumbers): number {
  const place = lists.length;
  lists.push(length);
  inPieces(words, (some) => {
    for (let at = 0; at < some.length; at += 1) lists.push(some[at] ?? 0);
  });
  return place;
}

/** Bytes in words of four. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(bytes.length / WORD_BYTES));
  new Uint8Array(words.buffer).set(bytes);
  return words;
}

function createWriter({ texts, inner, lists, doubles, shapes }: Referred) {
  const stack = createStack();

  function pushFields(record: object): void {
    const values: readonly unknown[] = Object.values(record);
    stack.push(shapes.of(Object.keys(record), values));
    for (const value of values) if (value !== undefined) stack.push(wordOf(value));
  }

  /** An inner value once: whether it is a list or an object, its length or shape, and its values. */
  function innerValue(value: object): number {
    const { top } = stack;
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      stack.push(LIST);
      stack.push(items.length);
      for (const item of items) stack.push(wordOf(item));
    } else {
      stack.push(OBJECT);
      pushFields(value);
    }
    const number = inner.of(stack.words, top, stack.top);
    stack.cut(top);
    return taggedWord(TAG.inner, number);
  }

  function objectWord(value: object): number {
    if (value instanceof Uint8Array) return taggedWord(TAG.bytes, addList(lists, value.length, wordsOf(value)));
    if (isStoredNumbers(value)) return taggedWord(TAG.numbers, addList(lists, value.length, value));
    return innerValue(value);
  }

  function numberWord(value: number): number {
    const isWhole = Number.isInteger(value) && value >= 0 && value <= LARGEST_PAYLOAD && !Object.is(value, -0);
    return isWhole ? taggedWord(TAG.whole, value) : taggedWord(TAG.double, doubles.of(value));
  }

  function wordOf(value: unknown): number {
    if (typeof value === 'string') return taggedWord(TAG.text, texts.of(value));
    if (typeof value === 'number') return numberWord(value);
    if (typeof value === 'object' && value !== null) return objectWord(value);
    const constant = CONSTANTS.findIndex((one) => one === value);
    if (constant < 0) throw new Error('A value that cannot be packed');
    return taggedWord(TAG.constant, constant);
  }

  return {
    // What a value before this one left, which could not be packed, goes.
    wordOf: (value: unknown): number => {
      stack.cut(0);
      return wordOf(value);
    },
    addRow: (record: object, to: WordList): number => {
      stack.cut(0);
      pushFields(record);
      const { words, top } = stack;
      for (let at = 0; at < top; at += 1) to.push(words[at] ?? 0);
      return top;
    },
  };
}

function createReader({ texts, inner, lists, doubles, shapes }: Referred) {
  const made: Shape[] = [];
  const shapeAt = (number: number): Shape => {
    const keys = shapes.all[number];
    if (keys === undefined) throw notPacked();
    return (made[number] ??= shapeOf(JSON.stringify(keys)));
  };
  const copy = (start: number, length: number): Uint32Array => lists.subarray(start, start + length).slice();
  const valueOf = valueReader({
    text: keptTexts(texts.at),
    double: (number) => doubles.all[number],
    inner: keptValues((number): unknown => {
      const words = inner.words.subarray(inner.starts.at(number), inner.starts.at(number + 1));
      return innerOf(words, shapeAt, valueOf);
    }),
    numbers: (place): StoredNumbers => ({
      length: lists.at(place),
      subarray: (start, end) => copy(place + 1 + start, end - start),
    }),
    bytes: (place) => bytesOf(lists.at(place), (words) => copy(place + 1, words)),
  });
  return (words: WordList, start: number): Row => {
    const shape = shapeAt(words.at(start));
    return rowOf(shape, words.subarray(start + 1, start + 1 + shape.keys.length), 0, valueOf);
  };
}

/** @param spill for what words refer to. */
export function createValueWords(spill: Spill): ValueWords {
  const referred: Referred = {
    texts: createPackedTexts(spill),
    inner: createWordSequences(spill),
    lists: spill.words(),
    doubles: createDoubles(),
    shapes: createShapes(),
  };
  /** Made when the first record is asked for. */
  let reader: ReturnType<typeof createReader> | null = null;
  return {
    ...createWriter(referred),
    referred,
    rowLength: (first) => 1 + (referred.shapes.all[first]?.length ?? 0),
    rowAt: (words, start) => (reader ??= createReader(referred))(words, start),
  };
}
