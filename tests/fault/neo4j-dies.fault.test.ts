/** A real Neo4j is killed, stopped, slowed down and restarted under questions; nobody touches the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../src/graphql/execute.ts';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { startProduct, type Product } from '../http/product.ts';
import { load } from '../neo4j/load.ts';
import { startOwnNeo4j, type OwnNeo4j } from './own-neo4j.ts';
import { slowness } from './pace.ts';
import { NOTHING_KEPT } from './scripted-graph.ts';
import { startTcpFault, type TcpFault } from './tcp-fault.ts';
import { askProduct, msUntil, msUntilReady, openHandles, probe, tell, warnings, type Asked } from './watch-product.ts';

const CLIENTS = 4;
const PAUSE_MS = 50;
const QUESTION = '{ resources(first: 5) { totalCount nodes { title authors { nodes { name } } } } }';
/** A request may take 5 s; a client sees its end a little later. */
const REQUEST_MS = 5_000;

interface Traffic {
  /** What was answered since the last call. */
  readonly answers: () => Asked[];
  readonly stop: () => Promise<void>;
}

/** Clients that ask again as soon as they are answered. */
function beginTraffic(url: string): Traffic {
  let answers: Asked[] = [];
  const over = new AbortController();
  const client = async (): Promise<void> => {
    while (!over.signal.aborted) {
      answers.push(await askProduct(url, QUESTION));
      await sleep(PAUSE_MS);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  return {
    answers: () => {
      const found = answers;
      answers = [];
      return found;
    },
    stop: async () => {
      over.abort();
      await Promise.all(clients);
    },
  };
}

const failuresIn = (answers: readonly Asked[]): Asked[] => answers.filter(({ status }) => status !== 200);
const slowestOf = (answers: readonly Asked[]): number => Math.max(0, ...answers.map(({ ms }) => ms));

describe('a real Neo4j under questions', () => {
  let neo4j: OwnNeo4j;
  let wire: TcpFault;
  let product: Product;
  let traffic: Traffic;
  let handles = 0;
  beforeAll(async () => {
    neo4j = await startOwnNeo4j();
    const store = createNeo4jStore({ ...neo4j.address, revisionCheckMs: 100 });
    await load(store, SMALL_GRAPH);
    await store.close();
    wire = await startTcpFault(Number(new URL(neo4j.address.uri).port));
    product = await startProduct({
      ...neo4j.settings,
      NEO4J_URI: `bolt://127.0.0.1:${wire.port}`,
      ...NOTHING_KEPT,
      METRICS: 'on',
    });
  });
  afterAll(async () => {
    await product.stop();
    await wire.stop();
    await neo4j.end();
  });
  beforeEach(async () => {
    expect(await msUntilReady(product.url, 200, 60_000)).toBeLessThan(60_000);
    await askProduct(product.url, QUESTION);
    handles = await openHandles(product.url);
    traffic = beginTraffic(product.url);
    await sleep(500);
    expect(failuresIn(traffic.answers())).toEqual([]);
  });
  afterEach(() => traffic.stop());

  /** Milliseconds until a question is answered, and readiness says so. */
  const msUntilBack = (): Promise<number> =>
    msUntil(async () => {
      const [ready, asked] = await Promise.all([probe(product.url, '/readyz'), askProduct(product.url, QUESTION)]);
      return ready === 200 && asked.status === 200;
    }, 60_000);

  /** Milliseconds until a store that was just opened answers the same question: what the database itself needs to come back. */
  async function msUntilOthersAre(): Promise<number> {
    const other = createNeo4jStore(neo4j.address);
    const ms = await msUntil(
      async () => (await ask({ store: other, document: QUESTION })).errors === undefined,
      60_000,
    );
    await other.close();
    return ms;
  }

  /** Milliseconds until the product is back, and until others are; from a database that takes connections. */
  async function returnOf(): Promise<{ readonly backMs: number; readonly othersMs: number }> {
    const [backMs, othersMs] = await Promise.all([msUntilBack(), msUntilOthersAre()]);
    return { backMs, othersMs };
  }

  /** All is as it was: no failure among the next answers, and no more sockets than the clients need. */
  async function expectWell(): Promise<void> {
    traffic.answers();
    await sleep(500);
    expect(failuresIn(traffic.answers())).toEqual([]);
    await traffic.stop();
    // Connections of the pool and of the clients.
    expect((await openHandles(product.url)) - handles).toBeLessThanOrEqual(2 * CLIENTS + 4);
    expect(product.process.exitCode).toBeNull();
  }

  it('that is killed is told within 3.5 s, and answers within 5 s of its return (check 32)', async () => {
    await neo4j.kill();
    const unreadyMs = await msUntilReady(product.url, 503);
    await sleep(3_000);
    const failed = failuresIn(traffic.answers());
    expect(await probe(product.url, '/livez')).toBe(200);
    const startMs = await neo4j.restart();
    const { backMs, othersMs } = await returnOf();
    expect(failed.length).toBeGreaterThan(CLIENTS);
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['STORE_UNAVAILABLE']));
    expect(slowestOf(failed)).toBeLessThanOrEqual(3_500);
    expect(unreadyMs).toBeLessThanOrEqual(2_000 * slowness());
    expect(backMs - othersMs).toBeLessThanOrEqual(5_000);
    await expectWell();
    tell(
      '32',
      `kill -9: ${failed.length} requests failed, the slowest after ${slowestOf(failed)} ms, not ready after ${unreadyMs} ms; Neo4j started in ${startMs} ms, answered a new client ${othersMs} ms later and the product's ${backMs} ms later`,
    );
  });

  it('that restarts in order does not disturb more than that (check 32)', async () => {
    neo4j.signal('SIGTERM');
    const unreadyMs = await msUntilReady(product.url, 503, 20_000);
    await neo4j.kill();
    await neo4j.restart();
    const { backMs, othersMs } = await returnOf();
    const failed = failuresIn(traffic.answers());
    for (const { code } of failed) expect(['STORE_UNAVAILABLE', 'TIMEOUT']).toContain(code);
    expect(slowestOf(failed)).toBeLessThanOrEqual(REQUEST_MS + 500 * slowness());
    expect(backMs - othersMs).toBeLessThanOrEqual(5_000);
    await expectWell();
    tell(
      '32',
      `restart: ${failed.length} requests failed, the slowest after ${slowestOf(failed)} ms, not ready after ${unreadyMs} ms; back after ${backMs} ms, a new client after ${othersMs} ms`,
    );
  });

  it('that falls silent fails requests by their deadline, and answers when it wakes up (check 33)', async () => {
    const before = warnings(product).length;
    neo4j.signal('SIGSTOP');
    const unreadyMs = await msUntilReady(product.url, 503);
    await sleep(8_000);
    const failed = failuresIn(traffic.answers());
    expect(await probe(product.url, '/livez')).toBe(200);
    neo4j.signal('SIGCONT');
    const { backMs, othersMs } = await returnOf();
    expect(failed.length).toBeGreaterThan(0);
    for (const { code } of failed) expect(['STORE_UNAVAILABLE', 'TIMEOUT']).toContain(code);
    expect(slowestOf(failed)).toBeLessThanOrEqual(REQUEST_MS + 500 * slowness());
    expect(backMs - othersMs).toBeLessThanOrEqual(5_000);
    const lines = warnings(product)
      .slice(before)
      .filter(({ msg }) => msg.includes('replaced'));
    expect(lines.length).toBeGreaterThan(0);
    await expectWell();
    tell(
      '33',
      `SIGSTOP for 8 s: ${failed.length} requests failed, the slowest after ${slowestOf(failed)} ms, not ready after ${unreadyMs} ms, ${lines.length} drivers replaced; back ${backMs} ms after SIGCONT, a new client ${othersMs} ms`,
    );
  });

  it('that sends a byte a second fails requests by their deadline, and answers afterwards (check 33)', async () => {
    await wire.become('trickle');
    const unreadyMs = await msUntilReady(product.url, 503);
    await sleep(6_000);
    const failed = failuresIn(traffic.answers());
    await wire.become('pass');
    const { backMs, othersMs } = await returnOf();
    expect(failed.length).toBeGreaterThan(0);
    expect(slowestOf(failed)).toBeLessThanOrEqual(REQUEST_MS + 500 * slowness());
    expect(backMs - othersMs).toBeLessThanOrEqual(5_000);
    await expectWell();
    tell(
      '33',
      `1 byte a second for 6 s: ${failed.length} requests failed, the slowest after ${slowestOf(failed)} ms, not ready after ${unreadyMs} ms; back after ${backMs} ms, a new client after ${othersMs} ms`,
    );
  });
});
