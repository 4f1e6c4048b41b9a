/** What happens in the database when nobody waits any more, and how many statements it is given at once. */
import { auth, driver as driverFor, type Driver } from 'neo4j-driver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSlots, type SlotLoad } from '../../src/domain/slots.ts';
import { cy, param } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot, type DriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner, type Runner } from '../../src/store/neo4j/run.ts';
import { askAt, startSmallServer } from '../http/small-server.ts';
import { ADDRESS, NO_NEO4J } from './test-store.ts';

/** Far more rows than can be made before a deadline, without memory. */
const ROWS = Array.from({ length: 30_000 }, (_, index) => index);
const RUNAWAY = cy`UNWIND ${param(ROWS)} AS a UNWIND ${param(ROWS)} AS b WITH a WHERE a + b < 0 RETURN count(a) AS count`;
const ROW = z.object({ count: z.number() });
/** Long enough for a busy machine to see what runs before it ends by itself. */
const DEADLINE_MS = 30_000;
const QUESTION = '{ resources(first: 1) { nodes { id } } }';

describe.skipIf(NO_NEO4J)('a statement for which nobody waits any more', () => {
  let slot: DriverSlot;
  let runner: Runner;
  let load: () => SlotLoad;
  let observer: Driver;
  beforeAll(async () => {
    observer = driverFor(ADDRESS.uri, auth.basic(ADDRESS.user, ADDRESS.password), { disableLosslessIntegers: true });
    // A database that has just started takes seconds for the first look at its transactions.
    await running('none');
  });
  afterAll(() => observer.close());
  beforeEach(() => {
    slot = openDriverSlot(ADDRESS, () => undefined);
    runner = createRunner(slot, ADDRESS.database, { onSlots: (read) => (load = read) });
  });
  afterEach(() => slot.close());

  /** Running transactions that a question of this name began. */
  const running = async (coordinate: string): Promise<number> => {
    const { records } = await observer.executeQuery(
      'SHOW TRANSACTIONS YIELD metaData WHERE metaData.coordinate = $coordinate RETURN count(*) AS count',
      { coordinate },
      { database: ADDRESS.database },
    );
    return ROW.parse(records[0]?.toObject()).count;
  };
  const poll = (coordinate: string) => expect.poll(() => running(coordinate), { timeout: 10_000, interval: 20 });

  it('ends within a second of its client leaving, and its slot and place are free within 100 ms', async () => {
    const places = createSlots(64, 256);
    const server = await startSmallServer({
      places,
      deadlineMs: DEADLINE_MS,
      change: (store) => ({
        ...store,
        page: async (_question, options) => {
          await runner.read(RUNAWAY, ROW, { ...options, deadlineMs: DEADLINE_MS });
          return new Map();
        },
      }),
    });
    const leaving = new AbortController();
    const outcome = askAt(server.url, QUESTION, { signal: leaving.signal }).then(
      () => 'answered',
      () => 'left',
    );
    await poll('Query.resources').toBe(1);
    expect([load().inUse, places.load().inUse]).toEqual([1, 1]);
    const leftAt = performance.now();
    leaving.abort();
    const free = () => load().inUse + places.load().inUse;
    await expect.poll(free, { interval: 5 }).toBe(0);
    const freeAfterMs = performance.now() - leftAt;
    await poll('Query.resources').toBe(0);
    const endedAfterMs = performance.now() - leftAt;
    await server.stop();
    expect(await outcome).toBe('left');
    expect(freeAfterMs).toBeLessThan(100);
    expect(endedAfterMs).toBeLessThan(1_000);
  });

  it('leaves a driver that answers the next question', async () => {
    const leaving = new AbortController();
    const before = slot.current();
    const work = runner.read(RUNAWAY, ROW, {
      signal: leaving.signal,
      deadlineMs: DEADLINE_MS,
      coordinate: 'Test.next',
      requestId: 'test',
    });
    const failure = work.catch((error: unknown) => error);
    await poll('Test.next').toBe(1);
    leaving.abort();
    expect(await failure).toMatchObject({ code: 'TIMEOUT' });
    const signal = new AbortController().signal;
    const options = { signal, deadlineMs: 3_000, coordinate: 'Test.next', requestId: 'test' };
    expect(await runner.read(cy`RETURN ${param(7)} AS count`, ROW, options)).toEqual([{ count: 7 }]);
    expect(slot.current()).toBe(before);
  });

  it('is one of at most eight that the database runs at once; the others wait, and leave the queue too', async () => {
    const leaving = new AbortController();
    const options = { signal: leaving.signal, deadlineMs: DEADLINE_MS, coordinate: 'Test.eight', requestId: 'test' };
    const work = Array.from({ length: 30 }, () => runner.read(RUNAWAY, ROW, options));
    const failures = Promise.all(work.map((each) => each.catch((error: unknown) => error)));
    await poll('Test.eight').toBe(8);
    expect(load()).toEqual({ inUse: 8, waiting: 22 });
    leaving.abort();
    expect(await failures).toEqual(work.map(() => expect.objectContaining({ code: 'TIMEOUT' })));
    expect(load()).toEqual({ inUse: 0, waiting: 0 });
    await poll('Test.eight').toBe(0);
  });
});
