/** What the words of packed data mean, and the bytes of a text, wherever they are kept. */
import { CONSTANTS, OBJECT, TAG, TAG_BITS, WIDE, WORD_BYTES } from './pack-format.ts';

/** Places for texts and inner values; each holds the last of those whose numbers leave the same remainder. */
const KEPT_TEXTS = 2 ** 16;
const KEPT_TEXT_CHARACTERS = 100;
const KEPT_VALUES = 2 ** 12;

export type Row = Record<string, unknown>;

/** What words refer to, each by its number or place. */
export interface Referred {
  text(number: number): string | undefined;
  double(number: number): number | undefined;
  inner(number: number): unknown;
  numbers(place: number): unknown;
  bytes(place: number): Uint8Array;
}

/** The value of a word. @throws RangeError where it is none. */
export function valueReader(referred: Referred): (word: number) => unknown {
  return (word) => {
    const payload = word >>> TAG_BITS;
    switch (word & (2 ** TAG_BITS - 1)) {
      case TAG.constant:
        return CONSTANTS[payload];
      case TAG.text:
        return referred.text(payload);
      case TAG.whole:
        return payload;
      case TAG.double:
        return referred.double(payload);
      case TAG.inner:
        return referred.inner(payload);
      case TAG.numbers:
        return referred.numbers(payload);
      case TAG.bytes:
        return referred.bytes(payload);
      default:
        throw notPacked();
    }
  };
}

export function notPacked(): RangeError {
  return new RangeError('No packed data');
}

/** The text in these bytes. */
export function textOf(bytes: Buffer, start: number, end: number): string {
  return bytes.toString(bytes[start] === WIDE ? 'utf16le' : 'latin1', start + 1, end);
}

/** So many bytes, of which words hold four each. @param take gives so many words in a buffer of their own. */
export function bytesOf(length: number, take: (words: number) => Uint32Array): Uint8Array {
  return new Uint8Array(take(Math.ceil(length / WORD_BYTES)).buffer, 0, length);
}

/** Makes rows of one shape: copies of one object, which share its layout. */
export interface Shape {
  readonly keys: readonly string[];
  /** By key, which of the values it has. */
  readonly places: readonly number[];
  readonly empty: Row;
}

function emptyRow(keys: readonly string[]): Row {
  const fields = keys.map((key) => `${JSON.stringify(key)}:null`);
  // Parsed, not assigned: objects from JSON hold their values in themselves.
  return JSON.parse(`{${fields.join()}}`) as Row;
}

/** @param json the keys, as they are packed. */
export function shapeOf(json: unknown): Shape {
  const keys = JSON.parse(String(json)) as string[];
  return { keys, places: [...keys.keys()], empty: emptyRow(keys) };
}

/** The shape of the same rows with no more than these keys. */
export function narrowShape({ keys, places }: Shape, wanted: readonly string[]): Shape {
  const kept = keys.flatMap((key, at) => (wanted.includes(key) ? [[key, places[at] ?? 0] as const] : []));
  const names = kept.map(([key]) => key);
  return { keys: names, places: kept.map(([, place]) => place), empty: emptyRow(names) };
}

/** The row of a shape whose values begin at `at`. */
export function rowOf(
  { keys, places, empty }: Shape,
  words: Uint32Array,
  at: number,
  valueOf: (word: number) => unknown,
): Row {
  const row = { ...empty };
  let index = 0;
  for (const key of keys) {
    row[key] = valueOf(words[at + (places[index] ?? 0)] ?? 0);
    index += 1;
  }
  return row;
}

/** The inner value of these words. */
export function innerOf(
  words: Uint32Array,
  shapeAt: (number: number) => Shape,
  valueOf: (word: number) => unknown,
): unknown {
  return words[0] === OBJECT
    ? rowOf(shapeAt(words[1] ?? -1), words, 2, valueOf)
    : Array.from(words.subarray(2), valueOf);
}

/** Values by number, of which some of the last ones asked for are kept. */
function keeping<T>(
  places: number,
  find: (number: number) => T,
  isKept: (value: T) => boolean = () => true,
): (number: number) => T {
  const numbers = new Int32Array(places).fill(-1);
  const values: (T | undefined)[] = Array.from({ length: places }, () => undefined);
  return (number) => {
    const place = number % places;
    const known = numbers[place] === number ? values[place] : undefined;
    if (known !== undefined) return known;
    const value = find(number);
    if (isKept(value)) {
      numbers[place] = number;
      values[place] = value;
    }
    return value;
  };
}

/** The texts that are found, of which short ones that were asked for lately are kept. */
export function keptTexts(find: (number: number) => string): (number: number) => string {
  return keeping(KEPT_TEXTS, find, ({ length }) => length <= KEPT_TEXT_CHARACTERS);
}

/** The inner values that are found, of which those that were asked for lately are kept. */
export function keptValues(find: (number: number) => unknown): (number: number) => unknown {
  return keeping(KEPT_VALUES, find);
}
