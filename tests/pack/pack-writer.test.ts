import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWordList } from '../../src/domain/word-list.ts';
import { createPackWriter } from '../../src/pack/pack-writer.ts';
import { unpack } from '../../src/pack/unpack.ts';
import { createSpill, type Spill } from '../../src/spill/spill.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';
import { makeScratchFolder } from '../spill/scratch-folder.ts';
import { packed, writtenBy } from './packed.ts';

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, 0, -0, 2 ** 29 - 1, 2 ** 29, -1, 0.95),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.string({ maxLength: 3 }).filter((key) => key !== '__proto__'),
      tie('value'),
      {
        maxKeys: 3,
        noNullPrototype: true,
      },
    ),
  ),
})).value;
const records = fc.array(
  fc.record(
    { id: fc.string(), count: value, kind: fc.constantFrom('A', 'B') },
    { requiredKeys: ['id'], noNullPrototype: true },
  ),
);

describe('packed data', () => {
  it('is what it was, with every kind of value in it', () => {
    const property = fc.property(fc.string(), records, records, (revision, first, second) => {
      const data = { revision, first, second };
      expect(unpack(packed(data))).toStrictEqual(data);
    });
    fc.assert(property, runs(100));
  });

  it('is the graph it was, down to the order of its keys', async () => {
    const property = fc.property(arbitraryGraph(), (graph) => {
      expect(JSON.stringify(unpack(packed({ ...graph })))).toBe(JSON.stringify(graph));
    });
    fc.assert(property, runs(20));
    const seed = await seedGraph();
    expect(JSON.stringify(unpack(packed({ ...seed })))).toBe(JSON.stringify(seed));
  });

  it('keeps equal texts and equal inner values once', () => {
    const place = (): object => ({ source: 'Source:kdd', lines: [1, 2] });
    const alike = Array.from({ length: 1_000 }, () => ({ id: 'Resource:one', at: place() }));
    expect(packed({ alike }).length).toBeLessThan(packed({ one: alike.slice(0, 1) }).length + 1_000 * 13);
    const [first, second] = unpack(packed({ alike }))['alike'] as { at: object }[];
    expect(first?.at).toBe(second?.at);
  });

  it('holds lists of numbers, wherever they stand', () => {
    const numbers = fc.uint32Array().map((list) => Uint32Array.from(list));
    const property = fc.property(records, numbers, numbers, (rows, offsets, holders) => {
      const data = { rows, terms: { names: ['a'], offsets, holders }, holders };
      expect(unpack(packed(data))).toStrictEqual(data);
      const lists = [createSpill(null).words(), createWordList()];
      for (const holder of holders) for (const list of lists) list.push(holder);
      for (const list of lists) {
        const stored = { rows, terms: { names: ['a'], offsets, holders: list }, holders: list };
        expect(packed(stored)).toEqual(packed(data));
      }
    });
    fc.assert(property, runs(50));
  });

  it('holds bytes, wherever they stand', () => {
    const bytes = fc.uint8Array({ maxLength: 9 }).map((list) => Uint8Array.from(list));
    const property = fc.property(fc.array(bytes), bytes, (lists, alone) => {
      const data = { parts: lists.map((held, first) => ({ first, held })), alone };
      expect(unpack(packed(data))).toStrictEqual(data);
    });
    fc.assert(property, runs(50));
  });

  it('leaves out what is not asked for', () => {
    const data = { first: [{ id: 'a' }], between: [{ of: [1, 2] }, { of: [] }], value: { b: 1 }, last: [{ id: 'c' }] };
    const { between: _between, value: _value, ...others } = data;
    expect(unpack(packed(data), ['between', 'value'])).toStrictEqual(others);
  });

  it('is refused where a value has no place in it', () => {
    expect(() => packed({ value: () => 1 })).toThrow('cannot be packed');
    const writer = createPackWriter(createSpill(null));
    const list = writer.list<object>('list');
    expect(() => list.push({ id: 'a', inner: ['b', { c: Symbol('d') }] })).toThrow('cannot be packed');
    list.push({ id: 'a', inner: ['b'] });
    expect(unpack(writtenBy(writer))).toEqual({ list: [{ id: 'a', inner: ['b'] }] });
  });
});

describe('a list that is being packed', () => {
  it('gives each record as it was pushed, or as what came in its place', () => {
    const property = fc.property(records, records, fc.infiniteStream(fc.nat()), (pushed, others, chosen) => {
      const writer = createPackWriter(createSpill(null));
      const list = writer.list<object>('list');
      const known: object[] = [];
      for (const record of pushed) {
        list.push(record);
        known.push(record);
        expect(list.length).toBe(known.length);
        const number = (chosen.next().value ?? 0) % known.length;
        expect(list.at(number)).toStrictEqual(known[number]);
      }
      for (const record of known.length === 0 ? [] : others) {
        const number = (chosen.next().value ?? 0) % known.length;
        list.replace(number, record);
        known[number] = record;
      }
      expect(known.map((_, number) => list.at(number))).toStrictEqual(known);
      expect(unpack(writtenBy(writer))).toStrictEqual({ list: known });
    });
    fc.assert(property, runs(100));
  });

  it('gives numbers and bytes', () => {
    const writer = createPackWriter(createSpill(null));
    const list = writer.list<{ numbers: Uint32Array; bytes: Uint8Array }>('list');
    list.push({ numbers: Uint32Array.of(3, 2 ** 32 - 1, 5), bytes: Uint8Array.of(1, 2, 3, 4, 5) });
    const { numbers, bytes } = list.at(0);
    expect([numbers.length, ...numbers.subarray(1, 3)]).toEqual([3, 2 ** 32 - 1, 5]);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves out fields that are undefined', () => {
    const data = { list: [{ a: undefined, b: 1 }, { b: 2 }, { c: { d: undefined } }], value: undefined };
    expect(unpack(packed(data))).toStrictEqual({ list: [{ b: 1 }, { b: 2 }, { c: {} }] });
  });

  it('has no other records', () => {
    const list = createPackWriter(createSpill(null)).list<object>('list');
    list.push({ id: 'a' });
    for (const number of [-1, 1, NaN]) {
      expect(() => list.at(number)).toThrow(RangeError);
      expect(() => list.replace(number, {})).toThrow(RangeError);
    }
    expect(list.at(0)).toEqual({ id: 'a' });
  });
});

describe('what is packed', () => {
  /** Rows of which an inner value comes again soon, others later, and texts long and short, narrow and wide. */
  const rows = Array.from({ length: 4_000 }, (_, number) => ({
    id: `row ${number}`,
    ...(number % 3 === 0 && { late: `row ${(number * 7_919) % 4_000}` }),
    text: number % 10 === 0 ? 'long '.repeat(number % 400) + String(number % 50) : `学習 ${number % 1_300}`,
    nested: { of: [`inner ${number >> 1}`, number % 1_000], third: number / 3 },
    bytes: Uint8Array.from({ length: number % 70 }, (_byte, at) => (at * number) % 256),
  }));
  const firsts = rows.map(({ id }, number) => ({ id, number }));
  const backwards = rows.map((_, number) => rows.length - 1 - number);

  /** What `use` makes of lists of which two pages are in memory. */
  function spilled<T>(use: (spill: Spill) => T): T {
    const folder = makeScratchFolder();
    const spill = createSpill(folder.path, 2);
    try {
      return use(spill);
    } finally {
      spill.close();
      folder.remove();
    }
  }

  it('is the same wherever it lies until it is written', () => {
    const numbers = Uint32Array.from({ length: 40_000 }, (_, number) => number * 3);
    const data = { revision: 'r', rows, numbers, firsts };
    const bytes = spilled((spill) => {
      const words = spill.words();
      for (const number of numbers) words.push(number);
      return packed({ ...data, numbers: words }, spill);
    });
    expect(bytes.equals(packed(data))).toBe(true);
    expect(unpack(bytes)).toStrictEqual(data);
  });

  it('is found in any order, and written as it was pushed but for what is replaced', () => {
    const found = spilled((spill) => {
      const writer = createPackWriter(spill);
      const [one, other] = [writer.list<object>('rows'), writer.list<object>('firsts')];
      for (const [number, row] of rows.entries()) {
        one.push(row);
        other.push(firsts[number] ?? {});
      }
      for (const number of backwards) if (number % 5 === 0) other.replace(number, { id: 'other', replaced: number });
      expect(backwards.map((number) => one.at(number))).toStrictEqual(rows.toReversed());
      return unpack(writtenBy(writer));
    });
    expect(found).toStrictEqual({
      rows,
      firsts: firsts.map((first) => (first.number % 5 === 0 ? { id: 'other', replaced: first.number } : first)),
    });
  });

  it('has one name each', () => {
    const writer = createPackWriter(createSpill(null));
    writer.list('list');
    expect(() => writer.value('list', 1)).toThrow(RangeError);
    expect(() => writer.list('list')).toThrow(RangeError);
    expect(unpack(writtenBy(writer))).toEqual({ list: [] });
  });
});
