/**
 * How packed data lies in bytes. Sections follow each other: a header with their lengths, doubles, the shapes of records as texts of JSON,
 * inner values, where each begins, rows, lists of numbers and of bytes, where each text begins, texts. But for doubles and texts all is words.
 */

/** The low bits of a word say what its other bits are. */
export const TAG_BITS = 3;
export const TAG = { constant: 0, text: 1, whole: 2, double: 3, inner: 4, numbers: 5, bytes: 6 } as const;
/** What an inner value begins with. */
export const LIST = 0;
export const OBJECT = 1;
export const CONSTANTS = [null, true, false] as const;
/** Bytes of a word. */
export const { BYTES_PER_ELEMENT: WORD_BYTES } = Uint32Array;
export const LARGEST_WORD = 2 ** 32 - 1;
export const LARGEST_PAYLOAD = 2 ** (32 - TAG_BITS) - 1;
/** Words of the header: how long each section is. */
export const HEADER_WORDS = 8;
/** What the bytes of a text begin with: how many of them a character takes. */
export const NARROW = 1;
export const WIDE = 2;

/** @throws Error where a word has no room for it. */
export function taggedWord(tag: number, payload: number): number {
  if (payload > LARGEST_PAYLOAD) throw tooMuch();
  return ((payload << TAG_BITS) | tag) >>> 0;
}

export function tooMuch(): Error {
  return new Error('Too much to pack');
}
