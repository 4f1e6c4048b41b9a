/**
 * A file of packed data whose records are made when they are taken. What is held of it is some pages, and the texts and inner
 * values that were asked for lately.
 */
import type { Rows } from '../domain/rows.ts';
import type { StoredNumbers } from '../domain/stored-numbers.ts';
import { viewFile, type FileView } from './file-pages.ts';
import { HEADER_WORDS, WORD_BYTES } from './pack-format.ts';
import {
  bytesOf,
  innerOf,
  keptTexts,
  keptValues,
  narrowShape,
  notPacked,
  rowOf,
  shapeOf,
  textOf,
  valueReader,
  type Row,
  type Shape,
} from './packed-values.ts';

const { BYTES_PER_ELEMENT: DOUBLE_BYTES } = Float64Array;

/** Packed data in a file. */
export interface PackedFile {
  /** A single value; lists of numbers in it are `StoredNumbers`. @throws RangeError where there is none of this name. */
  value(name: string): unknown;
  /** A list of records. @throws RangeError as `value`. */
  rows(name: string): Rows<Row>;
}

/** Words of a file. */
interface Words {
  readonly length: number;
  /** Holds all words that were looked at last. */
  readonly view: FileView;
  /** @returns where words from `start` to `end` begin in the words of the view. */
  look(start: number, end: number): number;
  at(place: number): number;
  /** A copy of these. */
  copy(start: number, end: number): Uint32Array;
}

function wordsIn(view: FileView, from: number, length: number): Words {
  const look = (start: number, end: number): number =>
    view.look(from + start * WORD_BYTES, from + end * WORD_BYTES) / WORD_BYTES;
  return {
    length,
    view,
    look,
    at: (place) => {
      const at = look(place, place + 1);
      return view.words[at] ?? 0;
    },
    copy: (start, end) => {
      const at = look(start, end);
      return view.words.slice(at, at + end - start);
    },
  };
}

/** The sections of the file, of which those of a few words are read. */
interface Sections {
  readonly doubles: Float64Array;
  readonly shapes: Uint32Array;
  readonly inner: Words;
  readonly innerStarts: Words;
  readonly rows: Words;
  readonly lists: Words;
  readonly text: (number: number) => string;
}

function sectionsOf(view: () => FileView, begin: number): Sections {
  const [doubleCount = 0, ...lengths] = wordsIn(view(), begin, HEADER_WORDS).copy(0, HEADER_WORDS);
  const doubleWords = doubleCount * (DOUBLE_BYTES / WORD_BYTES);
  const doublesFrom = begin + HEADER_WORDS * WORD_BYTES;
  const doubles = new Float64Array(wordsIn(view(), doublesFrom, doubleWords).copy(0, doubleWords).buffer);
  let end = doublesFrom + doubleCount * DOUBLE_BYTES;
  const words = lengths.slice(0, 6).map((length) => {
    const found = wordsIn(view(), end, length);
    end += length * WORD_BYTES;
    return found;
  });
  const [shapes, inner, innerStarts, rows, lists, textStarts] = words;
  if (!shapes || !inner || !innerStarts || !rows || !lists || !textStarts) throw notPacked();
  const texts = view();
  const text = (number: number): string => {
    const at = textStarts.look(number, number + 2);
    const { words: starts } = textStarts.view;
    const [start, stop] = [starts[at] ?? 0, starts[at + 1] ?? 0];
    const from = texts.look(end + start, end + stop);
    return textOf(texts.bytes, from, from + stop - start);
  };
  return { doubles, shapes: shapes.copy(0, shapes.length), inner, innerStarts, rows, lists, text };
}

/** Makes values and rows of words. */
function createReader({ doubles, shapes: shapeWords, inner, innerStarts, lists, text }: Sections) {
  const innerValue = (number: number): unknown => {
    const at = innerStarts.look(number, number + 2);
    const { words: starts } = innerStarts.view;
    // A copy, for what is inside of it is looked for in the same section.
    const words = inner.copy(starts[at] ?? 0, starts[at + 1] ?? 0);
    return innerOf(words, shapeAt, valueOf);
  };
  const valueOf = valueReader({
    text: keptTexts(text),
    double: (number) => doubles[number],
    inner: keptValues(innerValue),
    numbers: (place): StoredNumbers => ({
      length: lists.at(place),
      subarray: (start, end) => lists.copy(place + 1 + start, place + 1 + end),
    }),
    bytes: (place) => bytesOf(lists.at(place), (words) => lists.copy(place + 1, place + 1 + words)),
  });
  const shapes = Array.from(shapeWords, (word) => shapeOf(valueOf(word)));
  const shapeAt = (number: number): Shape => {
    const shape = shapes[number];
    if (shape === undefined) throw notPacked();
    return shape;
  };
  return { valueOf, shapeAt };
}

/** Where the words of an entry begin, and how many records it has; null is a single value. */
interface Entry {
  readonly start: number;
  readonly length: number | null;
}

/**
 * Opens packed data.
 * @param begin where it begins in the file, a multiple of eight.
 * @throws RangeError for other bytes; who does not trust them checks them first.
 */
export function openPacked(file: number, begin: number): PackedFile {
  const sections = sectionsOf(() => viewFile(file), begin);
  const { valueOf, shapeAt } = createReader(sections);
  const { rows } = sections;
  const entries = new Map<string, Entry>();
  for (let at = 1, entry = rows.at(0); entry > 0; entry -= 1) {
    const [name = 0, length = 0, words = 0] = rows.copy(at, at + 3);
    entries.set(String(valueOf(name)), { start: at + 3, length: length === 0 ? null : length - 1 });
    at += 3 + words;
  }
  const entry = (name: string): Entry => {
    const found = entries.get(name);
    if (found === undefined) throw notPacked();
    return found;
  };

  function* records({ start, length }: Entry, keys: readonly string[] | null): Generator<Row> {
    const parts = new Map<Shape, Shape>();
    const partOf = (shape: Shape): Shape => {
      if (keys === null) return shape;
      let part = parts.get(shape);
      if (part === undefined) parts.set(shape, (part = narrowShape(shape, keys)));
      return part;
    };
    let at = start;
    for (let index = 0; index < (length ?? 0); index += 1) {
      const shape = shapeAt(rows.at(at));
      const end = at + 1 + shape.keys.length;
      const place = rows.look(at, end);
      yield rowOf(partOf(shape), rows.view.words, place + 1, valueOf);
      at = end;
    }
  }

  return {
    value: (name) => valueOf(rows.at(entry(name).start)),
    rows: (name) => {
      const found = entry(name);
      return {
        length: found.length ?? 0,
        [Symbol.iterator]: () => records(found, null),
        only: <K extends string>(keys: readonly K[]) =>
          ({ [Symbol.iterator]: () => records(found, keys) }) as Iterable<Pick<Row, K>>,
      };
    },
  };
}
