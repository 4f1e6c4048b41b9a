/** Bytes of `pack` to the data they were made from. Equal texts and equal inner values are one object, so nobody may change them. */
import { CONSTANTS, HEADER_WORDS, OBJECT, TAG, TAG_BITS } from './pack.ts';

type Row = Record<string, unknown>;

interface Sections {
  readonly numbers: Float64Array;
  readonly shapes: Uint32Array;
  readonly inner: Uint32Array;
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
  const [shapes, inner, rows, lists, textLengths] = lengths.slice(0, 5).map(words);
  if (!shapes || !inner || !rows || !lists || !textLengths) throw new RangeError('No packed data');
  return { numbers, shapes, inner, rows, lists, texts: textsOf(own, at - own.byteOffset, textLengths) };
}

function textsOf(bytes: Buffer, start: number, lengths: Uint32Array): string[] {
  let at = start;
  return Array.from(lengths, (length) => {
    const isWide = length % 2 === 1;
    const end = at + (length >>> 1) * (isWide ? 2 : 1);
    const text = bytes.toString(isWide ? 'utf16le' : 'latin1', at, end);
    at = end;
    return text;
  });
}

/** Makes rows of one shape: copies of one object, which share its layout. */
interface Shape {
  readonly keys: readonly string[];
  readonly empty: Row;
}

function shapeOf(json: string): Shape {
  const keys = JSON.parse(json) as string[];
  const fields = keys.map((key) => `${JSON.stringify(key)}:null`);
  // Parsed, not assigned: objects from JSON hold their values in themselves.
  return { keys, empty: JSON.parse(`{${fields.join()}}`) as Row };
}

/** Takes values from words one after another. */
function createReader({ numbers, shapes: shapeWords, inner, lists, texts }: Sections) {
  const values: unknown[] = [];
  const valueOf = (word: number): unknown => {
    const payload = word >>> TAG_BITS;
    switch (word & (2 ** TAG_BITS - 1)) {
      case TAG.constant:
        return CONSTANTS[payload];
      case TAG.text:
        return texts[payload];
      case TAG.whole:
        return payload;
      case TAG.double:
        return numbers[payload];
      case TAG.inner:
        return values[payload];
      case TAG.numbers:
        // A copy, so that the bytes can go.
        return lists.slice(payload + 1, payload + 1 + (lists[payload] ?? 0));
      default:
        throw new RangeError('No packed data');
    }
  };
  const shapes = Array.from(shapeWords, (word) => shapeOf(String(valueOf(word))));
  /** The row that begins at `at`, and where the next one does. */
  const rowAt = (words: Uint32Array, at: number): { readonly row: Row; readonly next: number } => {
    const shape = shapes[words[at] ?? -1];
    if (shape === undefined) throw new RangeError('No packed data');
    const { keys, empty } = shape;
    const row = { ...empty };
    let next = at + 1;
    for (const key of keys) {
      row[key] = valueOf(words[next] ?? 0);
      next += 1;
    }
    return { row, next };
  };
  for (let at = 0; at < inner.length;) {
    if (inner[at] === OBJECT) {
      const { row, next } = rowAt(inner, at + 1);
      values.push(row);
      at = next;
    } else {
      const length = inner[at + 1] ?? 0;
      values.push(Array.from(inner.subarray(at + 2, at + 2 + length), valueOf));
      at += 2 + length;
    }
  }
  return { valueOf, rowAt };
}

/**
 * What `pack` was given, with the same keys in the same order.
 * @throws RangeError for other bytes; who reads them from outside checks them first.
 */
export function unpack(bytes: Buffer): Row {
  const sections = sectionsOf(bytes);
  const { valueOf, rowAt } = createReader(sections);
  const { rows } = sections;
  const data: Row = {};
  let at = 1;
  for (let entry = 0; entry < (rows[0] ?? 0); entry += 1) {
    const key = String(valueOf(rows[at] ?? 0));
    const length = (rows[at + 1] ?? 0) - 1;
    at += 2;
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
