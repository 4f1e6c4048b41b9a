/** Loaders of a real Neo4j that are killed, that meet, and that are given bad rows; afterwards the data is that of a clean load. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore, StoreStatus } from '../../src/store/graph-store.ts';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { OTHER_GRAPH, SMALL_GRAPH } from '../graphs/small-graph.ts';
import { load } from '../neo4j/load.ts';
import { checksumOf } from '../neo4j/whole-database.ts';
import { startOwnNeo4j, type OwnNeo4j } from './own-neo4j.ts';
import { beginSeed, chances, endOf } from './processes.ts';
import { tell } from './watch-product.ts';

const SMALL_GRAPHS = [SMALL_GRAPH, OTHER_GRAPH];
const KILLS = 20;
const KILLS_OF_SEED = 3;
/** Twenty kills and as many loads, on a machine that has other work too. */
const LONG = { timeout: 1_500_000 };
const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(2 ** 31));

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
  /** In pieces, edges first: all of the seed is more than a transaction may hold. */
  async function empty(): Promise<void> {
    for (const pattern of ['()-[x]->()', '(x)']) {
      for (let found = 1; found > 0;) {
        const { summary } = await execute(`MATCH ${pattern} WITH x LIMIT 10000 DELETE x`);
        const { nodesDeleted, relationshipsDeleted } = summary.counters.updates();
        found = nodesDeleted + relationshipsDeleted;
      }
    }
  }
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

  it(
    'that are killed at 20 random moments leave the old graph, the new one or none, and end well (check 37)',
    LONG,
    async () => {
      const chance = chances(SEED);
      const startedAt = performance.now();
      // From its first word, which is the first batch, a whole load takes this long, and later ones a fifth of it or more: the
      // database has planned their statements. So early moments come more often.
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
        await sleep(chance() ** 2 * lengthMs * 1.1);
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
    },
  );

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
    const seed = (settings: Readonly<Record<string, string>> = {}): ChildProcess =>
      beginSeed([], { ...neo4j.settings, DATA_DIR: path.join(folder, 'none'), ...settings });

    it('that are killed and run again end in the checksum of a clean load (check 37)', LONG, async () => {
      const chance = chances(SEED + 1);
      await empty();
      const begunAt = performance.now();
      expect(await endOf(seed())).toMatchObject({ code: 0 });
      const lengthMs = performance.now() - begunAt;
      const whole = await checksum();
      for (let kill = 0; kill < KILLS_OF_SEED; kill += 1) {
        await empty();
        const child = seed();
        const ended = once(child, 'close');
        await sleep((0.2 + 0.7 * chance()) * lengthMs);
        child.kill('SIGKILL');
        await ended;
        await forgetTheDead();
      }
      expect(await endOf(seed())).toMatchObject({ code: 0 });
      expect(await checksum()).toBe(whole);
      tell(
        '37',
        `seed ${SEED}: npm run seed took ${Math.round(lengthMs / 1_000)} s; killed ${KILLS_OF_SEED} times, then run to its end: checksum ${whole.slice(0, 12)}, that of a clean load`,
      );
    });

    it('that meet: the second is refused, and told who is at work (check 37)', LONG, async () => {
      await empty();
      const first = endOf(seed());
      await expect.poll(async () => (await status()).state, { timeout: 120_000, interval: 200 }).toBe('loading');
      const second = await endOf(seed());
      expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/under way \(\S+ process \d+/) });
      expect(await first).toMatchObject({ code: 0 });
      tell('37', `npm run seed beside another one: refused, "${second.stderr.trim().split('\n').at(-1)}"`);
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
      const { code, stderr } = await endOf(seed({ DATA_DIR: own }));
      expect(code).toBe(1);
      expect(stderr).toMatch(/rows\.jsonl:2.*year/);
      expect(await checksum()).toBe(before);
    });
  });
});
