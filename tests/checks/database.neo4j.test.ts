/** What a client may do to the database beside others, over HTTP: not more at once than its share, and nothing when it has left. */
import { setTimeout as sleep } from 'node:timers/promises';
import { auth, driver as driverFor, type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSeedRows } from '../graphs/seed-graph.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { checkedServer, type Answer } from './checked-server.ts';
import { askLightly, quantile, slowness, TRIES } from './light-client.ts';
import { LIGHT, WIDEST } from './wide-document.ts';

const LOAD_DEADLINE_MS = 300_000;
const SETTINGS = {
  NEO4J_URI: ADDRESS.uri,
  NEO4J_USER: ADDRESS.user,
  NEO4J_PASSWORD: ADDRESS.password,
  NEO4J_DATABASE: ADDRESS.database,
};
/** What nineteen of twenty light requests stay below on an idle machine, with their statement. */
const IDLE_MS = 20;
const ROUNDS = 6;
const COUNT = z.object({ count: z.number() });
/** Five levels, each asked when the one above it is there. */
const LEVELS = JSON.stringify({
  query: `{ topic(slug: "mlops") { resources(first: 20) { nodes { authors(first: 3) { nodes { resources(first: 5) { nodes {
  authors(first: 3) { nodes { resources(first: 5) { nodes { id } } } } } } } } } } } }`,
});

describe.skipIf(NO_NEO4J)('the product on Neo4j', () => {
  beforeAll(async () => {
    const store = neo4jStore();
    const { graph, close, ...known } = await openSeedRows();
    await load(store, graph, known);
    await close();
    await store.close();
  }, LOAD_DEADLINE_MS);
  const { ask, product, storeCalls, slotsInUse } = checkedServer(SETTINGS);
  let observer: Driver;
  beforeAll(async () => {
    observer = driverFor(ADDRESS.uri, auth.basic(ADDRESS.user, ADDRESS.password), { disableLosslessIntegers: true });
    // A database that has just started takes seconds for the first look at its transactions.
    await running();
  });
  afterAll(() => observer.close());

  /** Transactions of others than the observer. */
  async function running(): Promise<number> {
    const { records } = await observer.executeQuery(
      "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH '/*' RETURN count(*) AS count",
      {},
      { database: ADDRESS.database },
    );
    return COUNT.parse(records[0]?.toObject()).count;
  }

  /** Over all tries: another one is for times that a busy machine spoils, and never for a limit that was broken. */
  let most = 0;
  async function watchRunning(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      most = Math.max(most, await running());
      await sleep(5);
    }
  }

  it(
    'runs eight statements at once for the widest query, and a light client does not wait for it (check 9 R)',
    TRIES,
    async () => {
      const alone = await askLightly(ask, LIGHT, AbortSignal.timeout(500));
      const end = new AbortController();
      const askWidely = async (): Promise<Answer[]> => {
        const answers: Answer[] = [];
        try {
          for (let round = 0; round < ROUNDS; round += 1) answers.push(await ask(WIDEST));
        } finally {
          end.abort();
        }
        return answers;
      };
      const clients = [askWidely(), watchRunning(end.signal), askLightly(ask, LIGHT, end.signal)] as const;
      const [answers, , light] = await Promise.all(clients);
      alone.push(...(await askLightly(ask, LIGHT, AbortSignal.timeout(500))));
      // On a busy machine the wide query itself may be late; nobody else is.
      const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions['code']));
      expect(codes.filter((code) => code !== 'TIMEOUT')).toEqual([]);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(8);
      expect(light.length).toBeGreaterThan(5);
      expect(quantile(light, 0.95)).toBeLessThan(300 * slowness(alone, IDLE_MS));
    },
  );

  it(
    'asks at most one thing more for a client that has left, and its place and slot are free (check 18 R)',
    TRIES,
    async () => {
      const alone = await askLightly(ask, LIGHT, AbortSignal.timeout(500));
      const leaving = new AbortController();
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: LEVELS };
      const whole = await fetch(`${product().url}/graphql`, request);
      expect(await whole.json()).toHaveProperty('data.topic.resources.nodes.0');
      const before = await storeCalls();
      const outcome = fetch(`${product().url}/graphql`, { ...request, signal: leaving.signal }).then(
        () => 'answered',
        () => 'left',
      );
      await expect.poll(storeCalls, { interval: 2 }).toBeGreaterThan(before);
      leaving.abort();
      const leftAt = performance.now();
      const atLeave = await storeCalls();
      await expect.poll(async () => (await slotsInUse()) ?? 0, { interval: 5 }).toBe(0);
      const freeAfterMs = performance.now() - leftAt;
      await sleep(1_000);
      expect(await outcome).toBe('left');
      expect((await storeCalls()) - atLeave).toBeLessThanOrEqual(1);
      expect(freeAfterMs).toBeLessThan(300 * slowness(alone, IDLE_MS));
    },
  );
});
