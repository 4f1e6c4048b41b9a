/** Writers that are killed every second, many writers of one key, and a database whose constraints are gone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cy, param } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot } from '../../src/store/neo4j/driver.ts';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { createRunner } from '../../src/store/neo4j/run.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { startProduct } from '../http/product.ts';
import { load } from '../neo4j/load.ts';
import { rowsOf } from '../neo4j/whole-database.ts';
import { startOwnNeo4j, type OwnNeo4j } from './own-neo4j.ts';
import { msUntilReady, probe, tell } from './watch-product.ts';

const PROCESS = path.join(import.meta.dirname, 'write-process.ts');
const LENGTH_MS = 60_000;
const LIFE_MS = 1_000;
const WRITERS = 100;

describe('writes to a real Neo4j', () => {
  let neo4j: OwnNeo4j;
  let store: GraphStore;
  beforeAll(async () => {
    neo4j = await startOwnNeo4j();
    store = createNeo4jStore({ ...neo4j.address, revisionCheckMs: 100 });
    await load(store, SMALL_GRAPH);
    await neo4j.observer.executeQuery('CREATE CONSTRAINT FOR (n:Acknowledged) REQUIRE n.id IS UNIQUE');
  });
  afterAll(async () => {
    await store.close();
    await neo4j.end();
  });
  const count = (statement: string): Promise<string[]> => rowsOf(neo4j.observer, neo4j.address.database, statement);

  /** A writer that is killed a second after its first word. @returns what the database had kept by then, as it was told. */
  async function shortLife(prefix: string): Promise<string[]> {
    const { uri, user, password, database } = neo4j.address;
    const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, uri, user, password, database, prefix]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child.stdout, 'data');
    await sleep(LIFE_MS);
    child.kill('SIGKILL');
    await once(child, 'close');
    // The last line may have been cut.
    return output.split('\n').slice(0, -1);
  }

  it('are all there that were acknowledged, and once, when the writer is killed every second (check 38)', async () => {
    const endsAt = Date.now() + LENGTH_MS;
    const acknowledged: string[] = [];
    let lives = 0;
    for (; Date.now() < endsAt; lives += 1) acknowledged.push(...(await shortLife(`life${lives}`)));
    const stored = (await count('MATCH (n:Acknowledged) RETURN n.id AS id')).map((row) => {
      return z.object({ id: z.string() }).parse(JSON.parse(row)).id;
    });
    const there = new Set(stored);
    tell(
      '38',
      `${lives} writers killed in ${LENGTH_MS / 1_000} s: ${acknowledged.length} rows acknowledged, ${stored.length} stored`,
    );
    expect(lives).toBeGreaterThan(5);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    expect(there.size).toBe(stored.length);
  });

  it('of one key by a hundred at once make one node (check 38)', async () => {
    const slot = openDriverSlot(neo4j.address, () => undefined);
    const runner = createRunner(slot, neo4j.address.database, {});
    const upsert = (value: number): Promise<unknown> =>
      runner.write(
        'load.test',
        cy`MERGE (n:Acknowledged {id: 'one key'}) SET n.by = ${param(value)}`,
        z.unknown(),
        new AbortController().signal,
      );
    const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, (_, value) => upsert(value)));
    await slot.close();
    const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
    tell('38', `${WRITERS} writers of one key: ${kept} succeeded`);
    expect(kept).toBeGreaterThan(0);
    expect(await count("MATCH (n:Acknowledged {id: 'one key'}) RETURN count(n) AS count")).toEqual(['{"count":1}']);
  });

  it('need their constraints: without one the product is not ready, until the next load (check 38)', async () => {
    await neo4j.observer.executeQuery('DROP CONSTRAINT Resource_id_unique');
    const product = await startProduct(neo4j.settings);
    for (let second = 0; second < 3; second += 1) {
      expect(await probe(product.url, '/readyz')).toBe(503);
      await sleep(1_000);
    }
    expect(await (await fetch(`${product.url}/readyz`)).json()).toMatchObject({
      status: 'empty',
      advice: expect.stringContaining('constraints'),
    });
    expect(await load(store, SMALL_GRAPH)).toMatchObject({ unchanged: false });
    const readyMs = await msUntilReady(product.url, 200);
    await product.stop();
    tell('38', `without a constraint not ready for 3 s; ready ${readyMs} ms after it was made again`);
    expect(readyMs).toBeLessThanOrEqual(5_000);
  });
});
