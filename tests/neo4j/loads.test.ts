import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cy, int, param } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner } from '../../src/store/neo4j/run.ts';
import type { Repeatable, Writing } from '../../src/store/neo4j/write.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { IS_LONG } from '../property/replay.ts';
import { rowsOf, wholeDatabase } from './whole-database.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from './test-store.ts';

const PROCESS = path.join(import.meta.dirname, 'load-process.ts');
/** Batches that a load of the small graph surely writes. */
const BATCHES = 15;
const OPTIONS = { deadlineMs: 10_000, coordinate: 'test', requestId: 'test' };

/** Starts a loader, kills it when it has written so many batches, and waits for its end. */
async function killedLoader(batches: number): Promise<void> {
  const { uri, user, password, database } = ADDRESS;
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, uri, user, password, database]);
  let written = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString().split('\n').length - 1;
    if (written >= batches) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

describe.skipIf(NO_NEO4J)('loads into Neo4j', () => {
  const driver = neo4j.driver(ADDRESS.uri, neo4j.auth.basic(ADDRESS.user, ADDRESS.password), {
    disableLosslessIntegers: true,
  });
  const store = neo4jStore();
  const { database } = ADDRESS;

  const rows = (statement: string): Promise<string[]> => rowsOf(driver, database, statement);
  const everything = (): Promise<string[]> => wholeDatabase(driver, database);

  beforeAll(async () => {
    await load(store, SMALL_GRAPH);
  });
  afterAll(async () => {
    await store.close();
    await driver.close();
  });

  it(
    'end in the same graph when the loader is killed at any moment and runs again (check 37)',
    { timeout: 240_000 },
    async () => {
      const whole = await everything();
      expect(whole.length).toBeGreaterThan(100);
      for (const batches of IS_LONG ? [1, randomInt(2, BATCHES), BATCHES] : [randomInt(1, BATCHES + 1)]) {
        await driver.executeQuery('MATCH (n) DETACH DELETE n', {}, { database });
        await killedLoader(batches);
        expect((await rows('MATCH (g:Graph) RETURN g.state AS state'))[0]).toBe('{"state":"loading"}');
        // Nobody renews the lease of the dead, so it would run out in ten seconds; that is not waited for.
        await driver.executeQuery('MATCH (g:Graph) SET g.leaseUntil = 0', {}, { database });
        expect(await load(store, SMALL_GRAPH)).toMatchObject({ unchanged: false });
        expect(await everything(), `killed after ${batches} batches`).toEqual(whole);
      }
    },
  );

  it('are refused while another loader is at work, which is named (check 37)', async () => {
    const renew = () =>
      driver.executeQuery(
        "MATCH (g:Graph) SET g.loader = 'host process 7', g.leaseUntil = timestamp() + 10000",
        {},
        { database },
      );
    await renew();
    const renewing = setInterval(() => void renew(), 200);
    await expect(load(store, { ...SMALL_GRAPH, revision: 'second' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('host process 7'),
    });
    clearInterval(renewing);
    await driver.executeQuery('MATCH (g:Graph) SET g.loader = null, g.leaseUntil = null', {}, { database });
    expect(await load(store, SMALL_GRAPH)).toMatchObject({ unchanged: true });
  });
});

describe.skipIf(NO_NEO4J)('where edges are stated', () => {
  const driver = neo4j.driver(ADDRESS.uri, neo4j.auth.basic(ADDRESS.user, ADDRESS.password), {
    disableLosslessIntegers: true,
  });
  const store = neo4jStore();
  const rows = (statement: string): Promise<string[]> => rowsOf(driver, ADDRESS.database, statement);
  const ORIGINS = 'MATCH (o:Origin) RETURN o.number AS number, o.confidence AS confidence, o.method AS method';
  const STATED = `MATCH (:Resource)-[e:ABOUT]->() MATCH (o:Origin {number: e.origin})
    RETURN e.locator AS locator, o.confidence AS confidence, count(e) AS edges`;

  afterAll(async () => {
    await store.close();
    await driver.close();
  });

  it('is one node for all that are stated alike, and leaves with the last of them', async () => {
    const guess = { confidence: 0.5, method: 'guessed' };
    const sure = { topics: ['mlops'], sources: [] };
    const resources = {
      sure,
      guessed: { ...sure, stated: { ...guess, locator: 'line 1' } },
      'guessed-too': { ...sure, stated: { ...guess, locator: 'line 2' } },
    };
    await load(store, buildGraphRecords({ resources }));
    expect(await rows(ORIGINS)).toEqual([
      '{"confidence":0.5,"method":"guessed","number":0}',
      '{"confidence":1,"method":"stated","number":1}',
    ]);
    expect(await rows(STATED)).toEqual([
      '{"confidence":0.5,"edges":1,"locator":"line 1"}',
      '{"confidence":0.5,"edges":1,"locator":"line 2"}',
      '{"confidence":1,"edges":1,"locator":null}',
    ]);
    // Over edges that are there already, and with numbers that meant others before.
    await load(store, buildGraphRecords({ resources: { sure, guessed: sure } }));
    expect(await rows(ORIGINS)).toEqual(['{"confidence":1,"method":"stated","number":0}']);
    expect(await rows(STATED)).toEqual(['{"confidence":1,"edges":2,"locator":null}']);
  });

  it('is two properties of an edge at most', async () => {
    await driver.executeQuery('MATCH (n) DETACH DELETE n', {}, { database: ADDRESS.database });
    await load(store, SMALL_GRAPH);
    const others = "type(e) <> 'LISTED_IN' AND e.origin IS NULL AND e.locator IS NOT NULL";
    expect(await rows(`MATCH ()-[e]->() WHERE ${others} RETURN e`)).toEqual([]);
    const keys = await rows('MATCH ()-[e]->() UNWIND keys(e) AS key RETURN DISTINCT key');
    expect(keys.map((row) => (JSON.parse(row) as { readonly key: string }).key)).toEqual([
      'kindRank',
      'load',
      'locator',
      'matched',
      'ordinal',
      'organizationIds',
      'origin',
      'position',
      'resourceCount',
      'score',
      'section',
    ]);
  });
});

describe.skipIf(NO_NEO4J)('batches of new edges', () => {
  it('are kept one after another while the next has run, though all meet in a node that becomes a hub', async () => {
    const slot = openDriverSlot(ADDRESS, () => undefined);
    const runner = createRunner(slot, ADDRESS.database, {});
    const { signal } = new AbortController();
    const total = z.object({ total: z.number() });
    await runner.write('load.test', cy`UNWIND range(0, 120) AS id CREATE (:Crowd {id: id})`, z.unknown(), signal);
    const batch = (first: number): Repeatable => {
      const guests = cy`MATCH (hub:Crowd {id: 0}), (guest:Crowd) WHERE ${param(int(first))} <= guest.id < ${param(int(first + 10))}`;
      return {
        first: cy`${guests} CREATE (guest)-[e:MEETS]->(hub) SET e.first = ${param(int(first))}`,
        again: cy`${guests} MERGE (guest)-[e:MEETS]->(hub) SET e.first = ${param(int(first))}`,
      };
    };
    let behind: Writing<unknown> | null = null;
    for (let first = 1; first <= 120; first += 10) {
      const writing: Writing<unknown> = runner.writeBehind('load.test', [batch(first)], z.unknown(), {
        behind,
        signal,
      });
      await behind?.kept;
      await writing.answered;
      behind = writing;
    }
    await behind?.kept;
    const count = cy`MATCH (:Crowd)-[e:MEETS]->(:Crowd) RETURN count(e) AS total`;
    expect(await runner.write('load.test', count, total, signal)).toEqual([{ total: 120 }]);
    await runner.write('load.test', cy`MATCH (n:Crowd) DETACH DELETE n`, z.unknown(), signal);
    await slot.close();
  });
});

describe.skipIf(NO_NEO4J)('a question', () => {
  it('cannot write: it runs in read mode (check 27)', async () => {
    const slot = openDriverSlot(ADDRESS, () => undefined);
    const runner = createRunner(slot, ADDRESS.database, {});
    const signal = new AbortController().signal;
    const count = z.object({ count: z.number() });
    const found = cy`MATCH (n:Intruder {id: ${param('x')}}) RETURN count(n) AS count`;
    const writing = runner.read(cy`CREATE (n:Intruder {id: ${param('x')}}) RETURN 1 AS count`, count, {
      ...OPTIONS,
      signal,
    });
    await expect(writing).rejects.toMatchObject({ cause: { code: 'Neo.ClientError.Statement.AccessMode' } });
    expect(await runner.read(found, count, { ...OPTIONS, signal })).toEqual([{ count: 0 }]);
    await slot.close();
  });
});
