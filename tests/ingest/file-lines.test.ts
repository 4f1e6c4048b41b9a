import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileLines } from '../../src/ingest/file-lines.ts';
import { linesOf } from '../../src/ingest/read-rows.ts';
import { runs } from '../property/replay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'file-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Longer than what is read together, with characters of several bytes across the seam. */
const long = fc.nat(70_000).map((length) => `${'a'.repeat(length % 7)}${'有賀é😀'.repeat(length / 8)}`);
const line = fc.oneof({ weight: 5, arbitrary: fc.string({ unit: 'grapheme' }) }, { weight: 1, arbitrary: long });

it('the lines of a file are those of its text, and all of its bytes are told', async () => {
  const file = path.join(folder, 'rows.jsonl');
  const property = fc.asyncProperty(fc.array(line), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
    const text = lines.join(end);
    await writeFile(file, text);
    const told: Buffer[] = [];
    expect([...fileLines(file, (bytes) => told.push(Buffer.from(bytes)))]).toEqual(linesOf(text));
    expect(Buffer.concat(told).toString()).toBe(text);
  });
  await fc.assert(property, runs(30));
});
