/**
 * Plain data as bytes that are read back quickly and held in little memory: every text and every equal inner value is kept once, so
 * that a million edges share the ids and provenances they name. Lists of records are what this is made for; a list of numbers alone is a `Uint32Array`,
 * and bytes are a `Uint8Array`.
 */
import { createWordList } from '../domain/word-list.ts';
import { createWordSequences } from './word-sequences.ts';

/** What can be packed. `undefined` is as good as absent. */
type Packable = Readonly<Record<string, unknown>>;

/** The low bits of a word say what its other bits are. */
export const TAG_BITS = 3;
export const TAG = { constant: 0, text: 1, whole: 2, double: 3, inner: 4, numbers: 5, bytes: 6 } as const;
/** What an inner value begins with. */
export const LIST = 0;
export const OBJECT = 1;
export const CONSTANTS = [null, true, false] as const;
/** Bytes of a word. */
export const { BYTES_PER_ELEMENT: WORD_BYTES } = Uint32Array;
const LARGEST_WORD = 2 ** 32 - 1;
const LARGEST_PAYLOAD = 2 ** (32 - TAG_BITS) - 1;
/** Words of the header: how long each section is. */
export const HEADER_WORDS = 8;
/** What the bytes of a text begin with: how many of them a character takes. */
export const NARROW = 1;
export const WIDE = 2;

function word(tag: number, payload: number): number {
  if (payload > LARGEST_PAYLOAD) throw new Error('Too much to pack');
  return payload * 2 ** TAG_BITS + tag;
}

/** Numbers for keys, in the order in which they are first asked for. */
function createNumbers<Key>(): {
  readonly of: (key: Key) => number;
  readonly keys: () => Key[];
} {
  const numbers = new Map<Key, number>();
  return {
    of: (key) => {
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      return number;
    },
    keys: () => [...numbers.keys()],
  };
}

interface Packer {
  /** The word of a value; what is inside of it is kept once. */
  word(value: unknown): number;
  /** The words of a record: its shape, then its values. */
  row(record: Packable): number[];
  /** Everything that words refer to. */
  finish(rows: Uint32Array): Buffer;
}

function definedEntries(record: Packable): [string, unknown][] {
  return Object.entries(record).filter(([, value]) => value !== undefined);
}

function createPacker(): Packer {
  const texts = createNumbers<string>();
  const shapes = createNumbers<string>();
  const inner = createWordSequences();
  const doubles = createNumbers<number>();
  /** Lists of numbers and of bytes, each after its length. */
  const lists = createWordList();

  function number(value: number): number {
    const isWhole = Number.isInteger(value) && value >= 0 && value <= LARGEST_PAYLOAD && !Object.is(value, -0);
    return isWhole ? word(TAG.whole, value) : word(TAG.double, doubles.of(value));
  }

  /** An inner value once: whether it is a list or an object, its length or shape, and its values. */
  function innerValue(value: object): number {
    const words = Array.isArray(value)
      ? [LIST, value.length, ...value.map(wordOf)]
      : [OBJECT, ...row(value as Packable)];
    return word(TAG.inner, inner.of(words));
  }

  function numberList(values: Uint32Array): number {
    const place = lists.length();
    lists.push(values.length);
    for (const value of values) lists.push(value);
    return word(TAG.numbers, place);
  }

  /** How many there are, then words of four. */
  function byteList(values: Uint8Array): number {
    const place = lists.length();
    lists.push(values.length);
    const words = new Uint32Array(Math.ceil(values.length / WORD_BYTES));
    new Uint8Array(words.buffer).set(values);
    for (const one of words) lists.push(one);
    return word(TAG.bytes, place);
  }

  function wordOf(value: unknown): number {
    if (typeof value === 'string') return word(TAG.text, texts.of(value));
    if (typeof value === 'number') return number(value);
    if (value instanceof Uint32Array) return numberList(value);
    if (value instanceof Uint8Array) return byteList(value);
    if (typeof value === 'object' && value !== null) return innerValue(value);
    const constant = CONSTANTS.findIndex((one) => one === value);
    if (constant < 0) throw new Error('A value that cannot be packed');
    return word(TAG.constant, constant);
  }

  function row(record: Packable): number[] {
    const entries = definedEntries(record);
    return [shapes.of(JSON.stringify(entries.map(([key]) => key))), ...entries.map(([, value]) => wordOf(value))];
  }

  return {
    word: wordOf,
    row,
    finish: (rows) => {
      const shapeWords = shapes.keys().map((keys) => wordOf(keys));
      const sections = [Uint32Array.from(shapeWords), inner.all(), inner.starts(), rows, lists.all()];
      // A map takes -0 for 0, which is whole and so never among these.
      const numbers = doubles.keys().map((value) => (value === 0 ? -0 : value));
      return joined(texts.keys(), numbers, sections);
    },
  };
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0xff) return false;
  return true;
}

function bytesOf(words: Uint32Array | Float64Array): Buffer {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}

/** A text after what its characters take. */
function textBytes(text: string): Buffer {
  const isNarrow = isLatin1(text);
  return Buffer.concat([Buffer.of(isNarrow ? NARROW : WIDE), Buffer.from(text, isNarrow ? 'latin1' : 'utf16le')]);
}

/** Sections one after another: header, numbers, words, where each text begins and the last one ends, texts. */
function joined(texts: readonly string[], doubles: readonly number[], sections: readonly Uint32Array[]): Buffer {
  const bytes = texts.map(textBytes);
  const starts = new Uint32Array(texts.length + 1);
  let end = 0;
  for (const [text, { length }] of bytes.entries()) {
    end += length;
    if (end > LARGEST_WORD) throw new Error('Too much to pack');
    starts[text + 1] = end;
  }
  const numbers = Float64Array.from(doubles);
  const header = new Uint32Array(HEADER_WORDS);
  header.set([numbers.length, ...sections.map(({ length }) => length), starts.length]);
  return Buffer.concat([...[header, numbers, ...sections, starts].map(bytesOf), ...bytes]);
}

/**
 * Packs lists of records, and single values beside them, under their names. Each is its name, 0 for a single
 * value or one more than the length of the list, how many words follow, and these.
 */
export function pack(data: Packable): Buffer {
  const packer = createPacker();
  const rows = createWordList();
  const entries = definedEntries(data);
  rows.push(entries.length);
  for (const [key, value] of entries) {
    rows.push(packer.word(key));
    const list = Array.isArray(value) ? (value as readonly Packable[]) : null;
    rows.push(list === null ? 0 : list.length + 1);
    const size = rows.length();
    rows.push(0);
    if (list === null) rows.push(packer.word(value));
    else for (const record of list) for (const one of packer.row(record)) rows.push(one);
    rows.set(size, rows.length() - size - 1);
  }
  return packer.finish(rows.all());
}
