/** Packed bytes to the data they were made from. Equal texts and equal inner values are one object, so nobody may change them. */
import { HEADER_WORDS, OBJECT } from './pack-format.ts';
import { bytesOf, notPacked, rowOf, shapeOf, textOf, valueReader, type Row } from './packed-values.ts';

interface Sections {
  readonly numbers: Float64Array;
  readonly shapes: Uint32Array;
  readonly inner: Uint32Array;
  readonly innerStarts: Uint32Array;
  readonly rows: Uint32Array;
  readonly lists: Uint32Array;
  readonly texts: readonly string[];
}

/** @throws RangeError when the bytes end too early. */
function sectionsOf(bytes: Buffer): Sections {
  // Numbers stand at multiples of their size, as typed arrays ask.
  const own = bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(Uint8Array.from(bytes).buffer);
  let at = own.byteOffset;
  const words = (length: number): Uint32Array => {
    const found = new Uint32Array(own.buffer, at, length);
    at += found.byteLength;
    return found;
  };
  const [numberCount = 0, ...lengths] = words(HEADER_WORDS);
  const numbers = new Float64Array(own.buffer, at, numberCount);
  at += numbers.byteLength;
  const [shapes, inner, innerStarts, rows, lists, textStarts] = lengths.slice(0, 6).map(words);
  if (!shapes || !inner || !innerStarts || !rows || !lists || !textStarts) throw notPacked();
  return {
    numbers,
    shapes,
    inner,
    innerStarts,
    rows,
    lists,
    texts: textsOf(own.subarray(at - own.byteOffset), textStarts),
  };
}

function textsOf(bytes: Buffer, starts: Uint32Array): string[] {
  return Array.from(starts.subarray(1), (end, text) => textOf(bytes, starts[text] ?? 0, end));
}

/** Takes values from words one after another. */
function createReader({ numbers, shapes: shapeWords, inner, innerStarts, lists, texts }: Sections) {
  /** By number, those that were asked for. */
  const values: unknown[] = Array.from({ length: innerStarts.length }, () => undefined);
  const valueOf = valueReader({
    text: (number) => texts[number],
    double: (number) => numbers[number],
    inner: (number) => (values[number] ??= innerAt(innerStarts[number] ?? inner.length)),
    // A copy, so that the bytes can go.
    numbers: (place) => lists.slice(place + 1, place + 1 + (lists[place] ?? 0)),
    bytes: (place) => bytesOf(lists[place] ?? 0, (words) => lists.slice(place + 1, place + 1 + words)),
  });
  const shapes = Array.from(shapeWords, (word) => shapeOf(valueOf(word)));
  /** The row that begins at `at`, and where the next one does. */
  const rowAt = (words: Uint32Array, at: number): { readonly row: Row; readonly next: number } => {
    const shape = shapes[words[at] ?? -1];
    if (shape === undefined) throw notPacked();
    return { row: rowOf(shape, words, at + 1, valueOf), next: at + 1 + shape.keys.length };
  };
  const innerAt = (at: number): unknown => {
    if (inner[at] === OBJECT) return rowAt(inner, at + 1).row;
    const length = inner[at + 1] ?? 0;
    return Array.from(inner.subarray(at + 2, at + 2 + length), valueOf);
  };
  return { valueOf, rowAt };
}

/**
 * What was packed, with the same keys in the same order.
 * @param except names that are left out, and of which nothing is made.
 * @throws RangeError for other bytes; who reads them from outside checks them first.
 */
export function unpack(bytes: Buffer, except: readonly string[] = []): Row {
  const sections = sectionsOf(bytes);
  const { valueOf, rowAt } = createReader(sections);
  const { rows } = sections;
  const data: Row = {};
  let at = 1;
  for (let entry = 0; entry < (rows[0] ?? 0); entry += 1) {
    const key = String(valueOf(rows[at] ?? 0));
    const [length, words] = [(rows[at + 1] ?? 0) - 1, rows[at + 2] ?? 0];
    at += 3;
    if (except.includes(key)) {
      at += words;
      continue;
    }
    if (length < 0) {
      data[key] = valueOf(rows[at] ?? 0);
      at += 1;
      continue;
    }
    const list: Row[] = [];
    for (let index = 0; index < length; index += 1) {
      const { row, next } = rowAt(rows, at);
      list.push(row);
      at = next;
    }
    data[key] = list;
  }
  return data;
}
