/** Disks that are full, and builds that are killed: what is there afterwards is whole. */
import { spawnSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { load } from '../neo4j/load.ts';
import { checksumOf } from '../neo4j/whole-database.ts';
import { startOwnNeo4j } from './own-neo4j.ts';
import { beginSeed, chances, endOf, type Ended } from './processes.ts';
import { tell } from './watch-product.ts';

const KILLS = 3;
const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));

describe('Neo4j on a full disk', () => {
  it('breaks a load off; with room again, a rerun gives the graph of a clean load (check 37)', async (context) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'full-'));
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
    context.skip(mount.status !== 0, 'This needs the right to mount a small disk.');
    const neo4j = await startOwnNeo4j(folder);
    context.onTestFinished(async () => {
      await neo4j.end();
      spawnSync('umount', [folder]);
      await rm(folder, { recursive: true, force: true });
    });
    const { observer, address } = neo4j;
    const execute = (statement: string) => observer.executeQuery(statement, {}, { database: address.database });
    const first = createNeo4jStore({ ...address, revisionCheckMs: 100 });
    await load(first, SMALL_GRAPH);
    const clean = await checksumOf(observer, address.database);
    await execute('MATCH (n) DETACH DELETE n');
    // What is left of the disk is taken by somebody else's file.
    const file = path.join(folder, 'somebody');
    spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=64k']);
    const failure = await load(first, SMALL_GRAPH).catch((error: unknown) => error);
    await first.close();
    expect(failure).toMatchObject({ code: expect.stringMatching(/^(?:STORE_UNAVAILABLE|UNKNOWN_OUTCOME)$/) });
    await rm(file);
    await neo4j.kill();
    await neo4j.restart();
    const second = createNeo4jStore({ ...address, revisionCheckMs: 100 });
    const seen = await second.status({ signal: AbortSignal.timeout(15_000), deadlineMs: 15_000 });
    expect(seen.state).toBeOneOf(['empty', 'loading']);
    await execute('MATCH (g:Graph) SET g.leaseUntil = 0');
    await load(second, SMALL_GRAPH);
    expect(await checksumOf(observer, address.database)).toBe(clean);
    await second.close();
    tell('37', `Neo4j on a full disk: readers saw "${seen.state}"; with room again, the checksum of a clean load`);
  });
});

describe('the built graph', () => {
  let folder = '';
  let whole = '';
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const settings = (cache: string): Readonly<Record<string, string>> => ({
    CACHE_DIR: path.join(folder, cache),
    DATA_DIR: path.join(folder, 'none'),
  });
  const exported = (cache: string, before = ''): Promise<Ended> =>
    endOf(beginSeed(['--export', '-'], settings(cache), before));
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'built-'));
    whole = sha256((await exported('clean')).stdout);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is built anew where the disk has no room to keep it, and leaves no draft there (check 37)', async () => {
    // No file may grow beyond a megabyte; a pipe has no size.
    const { code, stdout } = await exported('full', 'ulimit -f 2000;');
    expect(code).toBe(0);
    expect(sha256(stdout)).toBe(whole);
    expect(await readdir(path.join(folder, 'full'))).toEqual([]);
    const full = await endOf(beginSeed(['--export', '/dev/full'], settings('clean')));
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('no room') });
    tell('37', 'a snapshot on a full disk: the same export, no draft left; an export on a full disk says so');
  });

  it('is the same after a build that was killed at any moment (check 37)', async () => {
    const chance = chances(SEED);
    const startedAt = performance.now();
    await exported('timed');
    const lengthMs = performance.now() - startedAt;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = beginSeed(['--export', path.join(folder, 'broken')], settings('killed'));
      const ended = once(child, 'close');
      await sleep((0.3 + 0.7 * chance()) * lengthMs);
      child.kill('SIGKILL');
      await ended;
    }
    const file = path.join(folder, 'rerun');
    expect(await endOf(beginSeed(['--export', file], settings('killed')))).toMatchObject({ code: 0 });
    expect(sha256(await readFile(file, 'utf8'))).toBe(whole);
    tell('37', `seed ${SEED}: a build killed ${KILLS} times, then the export ${whole.slice(0, 12)} of a clean one`);
  });
});
