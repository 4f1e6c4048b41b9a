/** What the words of packed data mean, and the bytes of a text, wherever they are kept. */
import { CONSTANTS, TAG, TAG_BITS, WIDE, WORD_BYTES } from './pack.ts';

export type Row = Record<string, unknown>;

/** What words refer to, each by its number or place. */
export interface Referred {
  text(number: number): string | undefined;
  double(number: number): number | undefined;
  inner(number: number): unknown;
  numbers(place: number): unknown;
  bytes(place: number): Uint8Array;
}

/** The value of a word. @throws RangeError where the data is none of `pack`'s. */
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

/** @param json the keys, as `pack` wrote them. */
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
