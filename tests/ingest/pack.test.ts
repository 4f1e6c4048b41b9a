import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from '../../src/ingest/pack.ts';
import { unpack } from '../../src/ingest/unpack.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

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
      expect(unpack(pack(data))).toStrictEqual(data);
    });
    fc.assert(property, runs(100));
  });

  it('is the graph it was, down to the order of its keys', async () => {
    const property = fc.property(arbitraryGraph(), (graph) => {
      expect(JSON.stringify(unpack(pack({ ...graph })))).toBe(JSON.stringify(graph));
    });
    fc.assert(property, runs(20));
    const seed = await seedGraph();
    expect(JSON.stringify(unpack(pack({ ...seed })))).toBe(JSON.stringify(seed));
  });

  it('keeps equal texts and equal inner values once', () => {
    const place = (): object => ({ source: 'Source:kdd', lines: [1, 2] });
    const alike = Array.from({ length: 1_000 }, () => ({ id: 'Resource:one', at: place() }));
    expect(pack({ alike }).length).toBeLessThan(pack({ one: alike.slice(0, 1) }).length + 1_000 * 13);
    const [first, second] = unpack(pack({ alike }))['alike'] as { at: object }[];
    expect(first?.at).toBe(second?.at);
  });

  it('holds lists of numbers, wherever they stand', () => {
    const numbers = fc.uint32Array().map((list) => Uint32Array.from(list));
    const property = fc.property(records, numbers, numbers, (rows, offsets, holders) => {
      const data = { rows, terms: { names: ['a'], offsets, holders }, holders };
      expect(unpack(pack(data))).toStrictEqual(data);
    });
    fc.assert(property, runs(50));
  });

  it('holds bytes, wherever they stand', () => {
    const bytes = fc.uint8Array({ maxLength: 9 }).map((list) => Uint8Array.from(list));
    const property = fc.property(fc.array(bytes), bytes, (lists, alone) => {
      const data = { parts: lists.map((held, first) => ({ first, held })), alone };
      expect(unpack(pack(data))).toStrictEqual(data);
    });
    fc.assert(property, runs(50));
  });

  it('leaves out what is not asked for', () => {
    const data = { first: [{ id: 'a' }], between: [{ of: [1, 2] }, { of: [] }], value: { b: 1 }, last: [{ id: 'c' }] };
    const { between: _between, value: _value, ...others } = data;
    expect(unpack(pack(data), ['between', 'value'])).toStrictEqual(others);
  });

  it('is refused where a value has no place in it', () => {
    expect(() => pack({ value: () => 1 })).toThrow('cannot be packed');
  });
});
