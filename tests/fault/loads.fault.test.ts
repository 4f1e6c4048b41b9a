/** Loaders of a real Neo4j that are killed, that meet, and that run out of disk; afterwards the data is that of a clean load. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore, StoreStatus } from '../../src/store/graph-store.ts';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { OTHER_GRAPH, SMALL_GRAPH } from '../graphs/small-graph.ts';
import { ROOT } from '../http/product.ts';
import { load } from '../neo4j/load.ts';
import { checksumOf } from '../neo4j/whole-database.ts';
import { startOwnNeo4j, type OwnNeo4j } from './own-neo4j.ts';
import { tell } from './watch-product.ts';

const SMALL_GRAPHS = [SMALL_GRAPH, OTHER_GRAPH];
const KILLS = 20;
const KILLS_OF_SEED = 3;
const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));

/** Numbers from 0 to 1 that a seed repeats (a linear congruential generator, Numerical Recipes). */
function chances(seed: number): () => number {
  let state = seed % 2 ** 32;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

describe('loads into a real Neo4j', () => {
  let neo4j: OwnNeo4j;
  let store: GraphStore;
  let folder = '';
  /** What a clean load of each small graph leaves. */
  const clean: Record<string, string> = {};
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'loads-'));
    neo4j = await startOwnNeo4j();
    store = createNeo4jStore({ ...neo4j.address, revisionCheckMs: 100 });
    for (const graph of SMALL_GRAPHS) {
      await empty();
      await load(store, graph);
      clean[graph.revision] = await checksum();
    }
    expect(new Set(Object.values(clean)).size).toBe(SMALL_GRAPHS.length);
  });
  afterAll(async () => {
    await store.close();
    await neo4j.end();
    await rm(folder, { recursive: true, force: true });
  });

  const checksum = (): Promise<string> => checksumOf(neo4j.observer, neo4j.address.database);
  const execute = (statement: string) =>
    neo4j.observer.executeQuery(statement, {}, { database: neo4j.address.database });
  const empty = () => execute('MATCH (n) DETACH DELETE n');
  const status = (): Promise<StoreStatus> => store.status({ signal: AbortSignal.timeout(10_000), deadlineMs: 10_000 });
  /** Nobody renews the lease of the dead, so it would run out in ten seconds; that is not waited for. */
  const forgetTheDead = () => execute('MATCH (g:Graph) SET g.leaseUntil = 0');

  /** A process that loads a small graph and says when it has begun. */
  function loader(graph: GraphRecords): ChildProcess {
    const { uri, user, password, database } = neo4j.address;
    const program = path.join(import.meta.dirname, '..', 'neo4j', 'load-process.ts');
    return spawn(process.execPath, ['--import', 'tsx', program, uri, user, password, database, graph.revision]);
  }

  /** What readers may see: one of the whole graphs, or that a load was broken off. */
  async function expectNoHalf(): Promise<StoreStatus['state']> {
    await sleep(150);
    const seen = await status();
    expect(seen.state).toBeOneOf(['ready', 'loading']);
    const isWhole = seen.state !== 'ready' || (await checksum()) === clean[seen.revision];
    expect({ seen: seen.state, isWhole }).toMatchObject({ isWhole: true });
    return seen.state;
  }

  it('that are killed at 20 random moments leave the old graph, the new one or none, and end well (check 37)', async () => {
    const chance = chances(SEED);
    const startedAt = performance.now();
    // From its first word, which is the first batch, a whole load takes this long.
    const whole = loader(SMALL_GRAPH);
    await once(whole.stdout ?? whole, 'data');
    const begunAt = performance.now();
    await endOf(whole);
    const lengthMs = performance.now() - begunAt;
    const left = { ready: 0, loading: 0, empty: 0, unavailable: 0 };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const graph = kill % 2 === 0 ? OTHER_GRAPH : SMALL_GRAPH;
      const child = loader(graph);
      const ended = once(child, 'close');
      await Promise.race([once(child.stdout ?? child, 'data'), ended]);
      await sleep(chance() * lengthMs * 1.1);
      child.kill('SIGKILL');
      await ended;
      left[await expectNoHalf()] += 1;
      await forgetTheDead();
      await load(store, graph);
      expect(await checksum()).toBe(clean[graph.revision]);
    }
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    tell(
      '37',
      `seed ${SEED}: killed ${KILLS} times in ${seconds} s; ${left.loading} times no graph could be read, ${left.ready} times a whole one; each rerun gave the checksum of a clean load`,
    );
    expect(left.loading).toBeGreaterThan(0);
  });

  it('that meet do not mix: one is refused by name, or they follow each other (check 37)', async () => {
    await load(store, SMALL_GRAPH);
    const ends = await Promise.all([endOf(loader(OTHER_GRAPH)), endOf(loader(OTHER_GRAPH))]);
    const refused = ends.filter(({ code }) => code !== 0);
    expect(refused.length).toBeLessThan(2);
    for (const { stderr } of refused) expect(stderr).toMatch(/Another load is under way \(\S+ process \d+/);
    expect(await checksum()).toBe(clean[OTHER_GRAPH.revision]);
    tell('37', `two loaders at once: ${refused.length} refused by name; the graph is that of a clean load`);
  });

  describe('by npm run seed', () => {
    const seed = (args: readonly string[], settings: Readonly<Record<string, string>> = {}): ChildProcess =>
      spawn(process.execPath, [path.join('dist', 'cli', 'seed.js'), ...args], {
        cwd: ROOT,
        env: { PATH: process.env['PATH'], ...neo4j.settings, DATA_DIR: path.join(folder, 'none'), ...settings },
      });

    it('that are killed and run again end in the checksum of a clean load (check 37)', async () => {
      const chance = chances(SEED + 1);
      await empty();
      const begunAt = performance.now();
      expect(await endOf(seed([]))).toMatchObject({ code: 0 });
      const lengthMs = performance.now() - begunAt;
      const whole = await checksum();
      for (let kill = 0; kill < KILLS_OF_SEED; kill += 1) {
        await empty();
        const child = seed([]);
        const ended = once(child, 'close');
        await sleep((0.2 + 0.7 * chance()) * lengthMs);
        child.kill('SIGKILL');
        await ended;
        await forgetTheDead();
      }
      expect(await endOf(seed([]))).toMatchObject({ code: 0 });
      expect(await checksum()).toBe(whole);
      tell(
        '37',
        `seed ${SEED}: npm run seed took ${Math.round(lengthMs / 1_000)} s; killed ${KILLS_OF_SEED} times, then run to its end: checksum ${whole.slice(0, 12)}, that of a clean load`,
      );
    });

    it('with a bad record at the very end change nothing, and name file, line and field (check 37)', async () => {
      const before = await checksum();
      const own = path.join(folder, 'own');
      await mkdir(own);
      const rows = [
        { title: 'A good row about MLOps', kind: 'article' },
        { title: 'A bad one', kind: 'article', year: 'soon' },
      ];
      await writeFile(path.join(own, 'rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const { code, stderr } = await endOf(seed([], { DATA_DIR: own }));
      expect(code).toBe(1);
      expect(stderr).toMatch(/rows\.jsonl:2.*year/);
      expect(await checksum()).toBe(before);
    });
  });
});

describe('a disk that is full', () => {
  let folder = '';
  let neo4j: OwnNeo4j | null = null;
  const mounted: string[] = [];
  afterEach(async () => {
    await neo4j?.end();
    neo4j = null;
    for (const place of mounted.splice(0)) spawnSync('umount', [place]);
    await rm(folder, { recursive: true, force: true });
  });

  it('under Neo4j breaks a load off; with room again, a rerun gives the graph of a clean load (check 37)', async ({
    skip,
  }) => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'full-'));
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
    skip(mount.status !== 0, 'This needs the right to mount a small disk.');
    mounted.push(folder);
    neo4j = await startOwnNeo4j(folder);
    const { observer, address } = neo4j;
    const first = createNeo4jStore({ ...address, revisionCheckMs: 100 });
    await load(first, SMALL_GRAPH);
    const clean = await checksumOf(observer, address.database);
    await observer.executeQuery('MATCH (n) DETACH DELETE n', {}, { database: address.database });
    // What is left of the disk is taken by somebody else's file.
    spawnSync('dd', ['if=/dev/zero', `of=${path.join(folder, 'somebody')}`, 'bs=64k']);
    const failure = await load(first, SMALL_GRAPH).then(
      () => null,
      (error: unknown) => error,
    );
    await first.close();
    expect(failure).toMatchObject({ code: expect.stringMatching(/^(?:STORE_UNAVAILABLE|UNKNOWN_OUTCOME)$/) });
    await rm(path.join(folder, 'somebody'));
    await neo4j.kill();
    await neo4j.restart();
    const second = createNeo4jStore({ ...address, revisionCheckMs: 100 });
    const seen = await second.status({ signal: AbortSignal.timeout(15_000), deadlineMs: 15_000 });
    expect(seen.state).toBeOneOf(['empty', 'loading']);
    await observer.executeQuery('MATCH (g:Graph) SET g.leaseUntil = 0', {}, { database: address.database });
    await load(second, SMALL_GRAPH);
    expect(await checksumOf(observer, address.database)).toBe(clean);
    await second.close();
    tell(
      '37',
      `Neo4j on a full disk: the load failed (${String((failure as { code?: string }).code)}), readers saw ${seen.state}; with room again, the checksum of a clean load`,
    );
  });

  it('under the snapshot leaves none and no draft, and the graph is built anew (check 37)', async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'full-'));
    const cache = path.join(folder, 'cache');
    const run = (limit: string, file: string): Promise<Ended> => {
      const command = `${limit} exec "${process.execPath}" dist/cli/seed.js --export "${file}"`;
      const env = { PATH: process.env['PATH'], CACHE_DIR: cache, DATA_DIR: path.join(folder, 'none') };
      return endOf(spawn('sh', ['-c', command], { cwd: ROOT, env }));
    };
    // No file may grow beyond a few megabytes: the export is written through a pipe, which has no size.
    const limited = await run('ulimit -f 2000;', '-');
    expect(limited.code).toBe(0);
    expect(spawnSync('ls', ['-A', cache]).stdout.toString()).toBe('');
    const whole = path.join(folder, 'whole.jsonl');
    expect(await run('', whole)).toMatchObject({ code: 0 });
    expect(limited.stdout === (await readFile(whole, 'utf8'))).toBe(true);
    const full = await run('', '/dev/full');
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('no room') });
    tell(
      '37',
      'a snapshot and an export on a full disk: no draft left, the same graph without a snapshot, the full disk named',
    );
  });
});
