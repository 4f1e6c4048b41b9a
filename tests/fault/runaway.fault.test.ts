/** A statement that would never end, beside those of others, through the same runner. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../../src/domain/errors.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { cy, int, param, type Fragment } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot, type DriverSlot } from '../../src/store/neo4j/driver.ts';
import { createNeo4jStore, neo4jStoreOver } from '../../src/store/neo4j/neo4j-store.ts';
import { createRunner, type Runner } from '../../src/store/neo4j/run.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { load } from '../neo4j/load.ts';
import { startOwnNeo4j, type OwnNeo4j } from './own-neo4j.ts';
import { slowness } from './pace.ts';
import { msUntil, tell } from './watch-product.ts';

const ROW = z.object({ count: z.number() });
const SIDE = param(int(3_000));
/** Nine million rows, each with a work that keeps it from ending by itself. */
const ENDLESS = cy`UNWIND range(1, ${SIDE}) AS a UNWIND range(1, ${SIDE}) AS b
  WITH a, b UNWIND range(1, ${SIDE}) AS c WITH a WHERE a + b + c < 0 RETURN count(a) AS count`;
/** Nine million rows that are all kept. */
const HUGE = cy`UNWIND range(1, ${SIDE}) AS a UNWIND range(1, ${SIDE}) AS b RETURN size(collect([a, b])) AS count`;

describe('a statement that runs away', () => {
  let neo4j: OwnNeo4j;
  let slot: DriverSlot;
  let runner: Runner;
  let store: GraphStore;
  beforeAll(async () => {
    neo4j = await startOwnNeo4j();
    const loading = createNeo4jStore({ ...neo4j.address, revisionCheckMs: 100 });
    await load(loading, SMALL_GRAPH);
    await loading.close();
    slot = openDriverSlot(neo4j.address, () => undefined);
    runner = createRunner(slot, neo4j.address.database, {});
    store = neo4jStoreOver({ driver: slot, runner }, neo4j.address);
    // The server compiles what it runs often; neither half of the comparison shall pay for that.
    await readFor(5_000);
  });
  afterAll(async () => {
    await store.close();
    await neo4j.end();
  });

  const signal = new AbortController().signal;
  const read = (coordinate: string) => ({ signal, deadlineMs: 3_000, coordinate, requestId: '', operation: null });

  /** Reads pages one after another for this long, or until told. @returns the 95th percentile of their times. */
  async function readFor(ms: number, until: Promise<unknown> = new Promise(() => undefined)): Promise<number> {
    const over = new AbortController();
    void until.then(() => over.abort());
    const times: number[] = [];
    const endsAt = performance.now() + ms;
    const ids = SMALL_GRAPH.resources.map(({ id }) => id);
    while (!over.signal.aborted && performance.now() < endsAt) {
      const startedAt = performance.now();
      await store.byIds(ids.slice(0, 5), read('Query.nodes'));
      times.push(performance.now() - startedAt);
    }
    expect(times.length).toBeGreaterThan(5);
    return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Infinity;
  }

  /** The percentile that reads gave, and the longest time in which this process did nothing else, meanwhile. */
  async function gapsWhile(reads: () => Promise<number>): Promise<{ readonly p95Ms: number; readonly gapMs: number }> {
    const gaps = monitorEventLoopDelay({ resolution: 5 });
    gaps.enable();
    const p95Ms = Math.round(await reads());
    gaps.disable();
    return { p95Ms, gapMs: Math.round(gaps.max / 1e6) };
  }

  const running = async (coordinate: string): Promise<number> => {
    const { records } = await neo4j.observer.executeQuery(
      'SHOW TRANSACTIONS YIELD metaData WHERE metaData.coordinate = $coordinate RETURN count(*) AS count',
      { coordinate },
      { database: neo4j.address.database },
    );
    return ROW.parse(records[0]?.toObject()).count;
  };

  it.each<readonly [name: string, coordinate: string, body: Fragment, codes: readonly string[]]>([
    ['that never ends', 'Test.endless', ENDLESS, ['TIMEOUT']],
    ['that keeps nine million rows', 'Test.huge', HUGE, ['TIMEOUT', 'OVERLOADED']],
  ])('%s is over within 3.5 s, and others hardly notice (check 36)', async (name, coordinate, body, codes) => {
    const alone = await gapsWhile(() => readFor(3_000));
    const rss = process.memoryUsage().rss;
    const startedAt = performance.now();
    const failure = runner.read(body, ROW, read(coordinate)).then(
      () => null,
      (error: unknown) => error,
    );
    const beside = await gapsWhile(() => readFor(10_000, failure));
    const toldMs = Math.round(performance.now() - startedAt);
    const error = await failure;
    const goneMs = toldMs + (await msUntil(async () => (await running(coordinate)) === 0));
    const grownMb = Math.round((process.memoryUsage().rss - rss) / 1e6);
    const figures = [
      `told after ${toldMs} ms, gone from the database after ${goneMs} ms`,
      `p95 of other reads ${beside.p95Ms} ms (alone ${alone.p95Ms} ms)`,
      `longest gap of the event loop ${beside.gapMs} ms (alone ${alone.gapMs} ms)`,
      `memory grew by ${grownMb} MB`,
    ].join('; ');
    tell('36', `a statement ${name}: ${figures}`);
    expect(error instanceof DomainError ? error.code : error).toBeOneOf([...codes]);
    const factor = slowness();
    expect(toldMs).toBeLessThanOrEqual(3_500);
    expect(goneMs).toBeLessThanOrEqual(3_500 * factor);
    expect(beside.p95Ms).toBeLessThan(300 * factor);
    // Where others want the processor too, there are gaps without any runaway.
    expect(beside.gapMs).toBeLessThan(Math.max(50 * factor, 2 * alone.gapMs));
    expect(grownMb).toBeLessThan(50);
  });
});
