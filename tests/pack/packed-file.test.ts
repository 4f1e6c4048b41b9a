import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { only } from '../../src/domain/rows.ts';
import { openPacked, type PackedFile } from '../../src/pack/packed-file.ts';
import { unpack } from '../../src/pack/unpack.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';
import { packed } from './packed.ts';

type Lists = Record<string, unknown>;

describe('a file of packed data', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'packed-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Gives what was packed, from a file in which it begins at `begin`. */
  function opened<T>(bytes: Buffer, use: (file: PackedFile) => T, begin = 64): T {
    const place = path.join(folder, 'packed.bin');
    const file = openSync(place, 'w+');
    try {
      writeSync(file, Buffer.concat([Buffer.alloc(begin), bytes]));
      return use(openPacked(file, begin));
    } finally {
      closeSync(file);
    }
  }

  /** Every list and single value of it. */
  function read(file: PackedFile, like: Lists): Lists {
    const entries = Object.entries(like).map(([name, value]) => {
      return [name, Array.isArray(value) ? [...file.rows(name)] : file.value(name)];
    });
    return Object.fromEntries(entries) as Lists;
  }

  it('gives the records that were packed, however often they are taken', () => {
    const property = fc.property(arbitraryGraph(), (graph) => {
      opened(packed({ ...graph }), (file) => {
        for (const _ of [1, 2]) expect(JSON.stringify(read(file, { ...graph }))).toBe(JSON.stringify(graph));
      });
    });
    fc.assert(property, runs(15));
  });

  it('gives the whole seed, of which it holds a part at a time', async () => {
    const seed: Lists = { ...(await seedGraph()) };
    opened(packed(seed), (file) => {
      expect(JSON.stringify(read(file, seed))).toBe(JSON.stringify(seed));
      const lists = Object.entries(seed).filter(([, value]) => Array.isArray(value));
      for (const [name, list] of lists) expect(file.rows(name)).toHaveLength((list as unknown[]).length);
    });
  });

  it('gives texts, lists and records that lie across its pages, in any order', () => {
    const long = Array.from({ length: 40 }, (_, number) => String(number).repeat(60_000));
    const rows = Array.from({ length: 3_000 }, (_, number) => ({
      id: `row ${number}`,
      text: long[(number * 7) % long.length],
      nested: [number, [`inner ${number % 50}`, number / 3]],
      wide: '学'.repeat(number % 40),
      bytes: Uint8Array.from({ length: number % 70 }, (_byte, at) => (at * number) % 256),
    }));
    const data = { rows, numbers: { of: Uint32Array.from({ length: 50_000 }, (_, number) => number * 3) } };
    opened(packed(data), (file) => {
      expect([...file.rows('rows')]).toEqual(rows);
      const { of } = file.value('numbers') as { of: Uint32Array };
      expect(of.length).toBe(50_000);
      expect([...of.subarray(16_000, 33_000)]).toEqual([...data.numbers.of.subarray(16_000, 33_000)]);
      const [first, second] = [file.rows('rows')[Symbol.iterator](), file.rows('rows')[Symbol.iterator]()];
      for (const row of rows.slice(0, 100)) {
        expect(first.next().value).toEqual(row);
        expect(second.next().value).toEqual(row);
      }
    });
  });

  it('gives some fields of records alone', async () => {
    const { resources } = await seedGraph();
    opened(packed({ resources }), (file) => {
      const some = [...only(file.rows('resources'), 'title', 'id')];
      expect(some).toEqual(resources.map(({ id, title }) => ({ id, title })));
      expect([...only(file.rows('resources'), 'unknown')]).toEqual(resources.map(() => ({})));
    });
  });

  it('is refused where it ends too early, or has no such list', () => {
    const bytes = packed({ rows: [{ id: 'a', name: 'text' }] });
    expect(unpack(bytes)).toEqual({ rows: [{ id: 'a', name: 'text' }] });
    expect(() => opened(bytes, (file) => file.rows('others'))).toThrow(RangeError);
    for (const kept of [0, 8, 40]) {
      const cut = (): unknown => opened(bytes.subarray(0, kept), (file) => [...file.rows('rows')]);
      expect(cut).toThrow(RangeError);
    }
  });
});
