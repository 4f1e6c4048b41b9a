/** Texts as they are packed, each kept once. In memory are their hashes and those of them that were given lately. */
import type { WordList } from '../domain/word-list.ts';
import type { ByteList } from '../spill/bytes.ts';
import type { Spill } from '../spill/spill.ts';
import { createHashedNumbers, hashOf } from './hashed-numbers.ts';
import { LARGEST_WORD, NARROW, tooMuch, WIDE, WORD_BYTES } from './pack-format.ts';
import { textOf } from './packed-values.ts';
import { createRecentWords } from './recent-words.ts';

export interface PackedTexts {
  /** The number of a text, in the order in which different ones are first given. */
  of(text: string): number;
  /** @throws RangeError where there is none. */
  at(number: number): string;
  /** All texts in the order of their numbers, one after another, each after what its characters take. */
  readonly bytes: ByteList;
  /** By number, where each begins in `bytes`, and at the end where the last one ends. */
  readonly starts: WordList;
}

/** Places for those given lately; each holds the last one whose hash leads there. 8 MB, of which a short list of texts uses little. */
const RECENT = 2 ** 16;
/** Words of a place; longer texts are not held. Most ids are shorter. */
const RECENT_WORDS = 32;
/** Words that an encoder begins with. */
const FIRST_ROOM = 1_024;
/** Characters of a text that are written one by one, which takes less time than a call for all of them. */
const FEW = 100;
/** Where the characters begin in what is encoded. */
const FIRST_CHARACTER = WORD_BYTES + 1;

/** The text that was encoded last. */
interface Encoder {
  /** How many bytes it has, then these. */
  readonly words: Uint32Array;
  /** Where they end. */
  readonly end: number;
  /** Its bytes alone. */
  bytes(): Buffer;
  encode(text: string): void;
}

function createEncoder(): Encoder {
  let words = new Uint32Array(FIRST_ROOM);
  let buffer = Buffer.from(words.buffer);
  let size = 0;
  let end = 0;
  const begin = (width: number, length: number): void => {
    size = 1 + length;
    end = 1 + Math.ceil(size / WORD_BYTES);
    if (end > words.length) {
      words = new Uint32Array(Math.max(end, words.length * 2));
      buffer = Buffer.from(words.buffer);
    }
    words[0] = size;
    // What is left of the last word is the same for equal texts.
    words[end - 1] = 0;
    buffer[WORD_BYTES] = width;
  };
  /** @returns whether a byte was enough for each character. */
  const writeNarrow = (text: string): boolean => {
    if (text.length > FEW) {
      buffer.write(text, FIRST_CHARACTER, 'latin1');
      return buffer.toString('latin1', FIRST_CHARACTER, FIRST_CHARACTER + text.length) === text;
    }
    /** Has each bit that one of the codes has. */
    let codes = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      codes |= code;
      buffer[FIRST_CHARACTER + index] = code;
    }
    return codes <= 0xff;
  };
  return {
    get words() {
      return words;
    },
    get end() {
      return end;
    },
    bytes: () => buffer.subarray(WORD_BYTES, WORD_BYTES + size),
    encode: (text) => {
      begin(NARROW, text.length);
      if (!writeNarrow(text)) {
        begin(WIDE, text.length * 2);
        buffer.write(text, FIRST_CHARACTER, 'utf16le');
      }
    },
  };
}

export function createPackedTexts(spill: Spill): PackedTexts {
  const bytes = spill.bytes();
  /** By number, where it begins; the last is where the next one will. */
  const starts = spill.words();
  const numbers = createHashedNumbers();
  const encoder = createEncoder();
  const recent = createRecentWords(RECENT, RECENT_WORDS);
  starts.push(0);

  const isAt = (number: number): boolean => {
    const [start, end] = [starts.at(number), starts.at(number + 1)];
    return end - start === encoder.words[0] && bytes.look(start, end).equals(encoder.bytes());
  };
  const findOrAdd = (hash: number): number => {
    for (let number = numbers.first(hash); number >= 0; number = numbers.next()) if (isAt(number)) return number;
    const encoded = encoder.bytes();
    if (bytes.length + encoded.length > LARGEST_WORD) throw tooMuch();
    bytes.append(encoded);
    starts.push(bytes.length);
    return numbers.add();
  };
  return {
    of: (text) => {
      encoder.encode(text);
      const hash = hashOf(encoder.words, 0, encoder.end);
      const held = recent.find(hash, encoder.words, 0, encoder.end);
      if (held >= 0) return held;
      const number = findOrAdd(hash);
      recent.keep(hash, encoder.words, 0, encoder.end, number);
      return number;
    },
    at: (number) => {
      if (number < 0 || number >= numbers.length) throw new RangeError(`There is no text ${number}`);
      const found = bytes.look(starts.at(number), starts.at(number + 1));
      return textOf(found, 0, found.length);
    },
    bytes,
    starts,
  };
}
