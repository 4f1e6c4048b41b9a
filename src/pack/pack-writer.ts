/**
 * Plain data as bytes that are read back quickly and held in little memory: every text and every equal inner value is kept once, so
 * that a million edges share the ids and provenances they name. Lists of records are what this is made for; a list of numbers alone is
 * a `Uint32Array` or `StoredNumbers`, and bytes are a `Uint8Array`. What is packed may outgrow memory: it lies in spilled lists until it is written.
 */
import { inPieces, type StoredNumbers } from '../domain/stored-numbers.ts';
import type { ByteList } from '../spill/bytes.ts';
import type { Spill } from '../spill/spill.ts';
import { HEADER_WORDS, LARGEST_WORD, tooMuch } from './pack-format.ts';
import { createPackedRows, type PackedList, type PackedRows } from './packed-rows.ts';
import { createValueWords, type Referred } from './value-words.ts';

/** Takes bytes in pieces, one after another; must have used or copied each when it returns. */
type Write = (bytes: Uint8Array) => void;

export interface PackWriter {
  /** A single value under its name. `undefined` is as good as absent. */
  value(name: string, value: unknown): void;
  /** A list of records under its name, empty as yet. */
  list<T extends object>(name: string): PackedList<T>;
  /** Writes everything, entries in the order in which they were named. */
  writeTo(write: Write): void;
}

/** What is packed under a name: a single value, or rows. */
type Entry = { readonly nameWord: number } & ({ readonly word: number } | { readonly rows: Rows });
type Rows = Pick<PackedRows<never>, 'length' | 'wordCount' | 'write'>;

/** Bytes that are written together. */
const PIECE_BYTES = 2 ** 16;
/** Words before those of an entry: its name, 0 for a single value or one more than the length of the list, how many words follow. */
const ENTRY_WORDS = 3;

function writeWords(write: Write, words: StoredNumbers): void {
  inPieces(words, ({ buffer, byteOffset, byteLength }) => write(new Uint8Array(buffer, byteOffset, byteLength)));
}

function writeBytes(write: Write, bytes: ByteList): void {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    write(bytes.look(start, Math.min(bytes.length, start + PIECE_BYTES)));
}

function writeEntry(write: Write, entry: Entry): void {
  if ('word' in entry) {
    writeWords(write, Uint32Array.of(entry.nameWord, 0, 1, entry.word));
    return;
  }
  const { nameWord, rows } = entry;
  writeWords(write, Uint32Array.of(nameWord, rows.length + 1, rows.wordCount));
  rows.write((words) => writeWords(write, words));
}

/** All sections in their order. */
function writeSections(
  write: Write,
  { texts, inner, lists, doubles }: Referred,
  shapes: Uint32Array,
  entries: ReadonlyMap<string, Entry>,
): void {
  let rowWords = 1;
  for (const entry of entries.values()) rowWords += ENTRY_WORDS + ('word' in entry ? 1 : entry.rows.wordCount);
  const numbers = Float64Array.from(doubles.all);
  const header = new Uint32Array(HEADER_WORDS);
  const sections = [shapes, inner.words, inner.starts, { length: rowWords }, lists, texts.starts];
  const lengths = [numbers, ...sections].map(({ length }) => length);
  if (Math.max(...lengths) > LARGEST_WORD) throw tooMuch();
  header.set(lengths);
  writeWords(write, header);
  write(new Uint8Array(numbers.buffer));
  for (const words of [shapes, inner.words, inner.starts]) writeWords(write, words);
  writeWords(write, Uint32Array.of(entries.size));
  for (const entry of entries.values()) writeEntry(write, entry);
  for (const words of [lists, texts.starts]) writeWords(write, words);
  writeBytes(write, texts.bytes);
}

/** @param spill for what is packed until it is written. */
export function createPackWriter(spill: Spill): PackWriter {
  const values = createValueWords(spill);
  const entries = new Map<string, Entry>();
  const nameWordOf = (name: string): number => {
    if (entries.has(name)) throw new RangeError(`There is something called ${name} already`);
    return values.wordOf(name);
  };
  return {
    value: (name, value) => {
      if (value === undefined) return;
      const nameWord = nameWordOf(name);
      entries.set(name, { nameWord, word: values.wordOf(value) });
    },
    list: <T extends object>(name: string) => {
      const rows = createPackedRows<T>(spill, values);
      entries.set(name, { nameWord: nameWordOf(name), rows });
      return rows;
    },
    writeTo: (write) => {
      const shapes = values.referred.shapes.all.map((keys) => values.wordOf(JSON.stringify(keys)));
      writeSections(write, values.referred, Uint32Array.from(shapes), entries);
    },
  };
}
