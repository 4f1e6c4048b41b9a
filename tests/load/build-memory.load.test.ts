/** A build does not hold the rows that it is made of: many of them fit into a heap in which they would not lie together. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld } from '../../bench/generate/world.ts';
import { writeRows } from '../../bench/generate/write-rows.ts';
import { beginSeed, endOf } from '../fault/processes.ts';

const WORKS = 60_000;
/** Of objects. For all rows at once, with what is made of them, 300 were too few. */
const HEAP_MB = 110;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'build-memory-'));
  await writeRows(await createWorld(WORKS, 1), path.join(folder, 'rows'), () => undefined);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

it(`${WORKS} works and the seed are built in a heap of ${HEAP_MB} MB`, async () => {
  const { code, stdout, stderr } = await endOf(
    beginSeed([], {
      DATA_DIR: path.join(folder, 'rows'),
      CACHE_DIR: path.join(folder, 'cache'),
      NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
    }),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(Number(/(\d+) resources/.exec(stdout)?.[1])).toBeGreaterThan(WORKS);
});
