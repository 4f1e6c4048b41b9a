/** The network between the product and its database falls silent or slow, refuses, and comes back; nobody touches the product. */
import { describe, expect, it, type TestContext } from 'vitest';
import { startProduct, type Product } from '../http/product.ts';
import { startBoltStub } from './bolt-stub.ts';
import { slowness } from './pace.ts';
import { ANSWER, NOTHING_KEPT, scripted } from './scripted-graph.ts';
import { startTcpFault, type TcpFault, type WireState } from './tcp-fault.ts';
import { askProduct, msUntil, msUntilReady, probe, tell, warnings } from './watch-product.ts';

const DEADLINE_MS = 1_500;
/** For a process that answers late because the machine is busy. */
const LATE_MS = 1_000;

interface Scene {
  readonly wire: TcpFault;
  readonly product: Product;
  readonly end: () => Promise<void>;
}

async function start(state: WireState, deadlineMs: number): Promise<Scene> {
  const stub = await startBoltStub(scripted);
  const wire = await startTcpFault(Number(new URL(stub.uri).port));
  await wire.become(state);
  const product = await startProduct({
    NEO4J_URI: `bolt://127.0.0.1:${wire.port}`,
    NEO4J_PASSWORD: 'scripted',
    ...NOTHING_KEPT,
    REQUEST_DEADLINE_MS: String(deadlineMs),
  });
  const end = async (): Promise<void> => {
    await product.stop();
    await wire.stop();
    await stub.stop();
  };
  return { wire, product, end };
}

/** Starts all of it; it ends with the test, however that ends. */
async function scene(
  state: WireState,
  { onTestFinished }: TestContext,
  deadlineMs: number = DEADLINE_MS,
): Promise<Omit<Scene, 'end'>> {
  const { end, ...started } = await start(state, deadlineMs);
  onTestFinished(end);
  return started;
}

// Each waits for the clock most of the time, so they run together.
describe.concurrent('a network', () => {
  it.for([
    ['that carries nothing', 'black'],
    ['that carries one byte a second', 'trickle'],
  ] as const)(
    '%s fails each of 20 requests by its deadline, and the 21st works after it (check 33 R)',
    async (...row) => {
      const [[name, state], context] = row;
      const { wire, product } = await scene('pass', context);
      const { url } = product;
      expect(await msUntilReady(url, 200, 15_000)).toBeLessThan(15_000);
      await wire.become(state);
      const failed = await Promise.all(Array.from({ length: 20 }, () => askProduct(url)));
      for (const { status } of failed) expect([503, 504]).toContain(status);
      const slowestMs = Math.max(...failed.map(({ ms }) => ms));
      expect(slowestMs).toBeLessThanOrEqual(DEADLINE_MS + LATE_MS * slowness());
      expect(await probe(url, '/readyz')).toBe(503);
      expect(await probe(url, '/livez')).toBe(200);
      // The old connections stay as dead as they were: only a new one can carry anything.
      await wire.become('pass', 'new connections');
      const backMs = await msUntil(async () => (await askProduct(url)).status === 200);
      expect(backMs).toBeLessThanOrEqual(5_000 * slowness());
      expect(await askProduct(url)).toMatchObject({ body: ANSWER });
      tell('33', `${name}: 20 requests failed, the slowest after ${slowestMs} ms; back after ${backMs} ms`);
    },
  );

  it('that is silent from the start is no failure of ours, however long a request waits (check 33 R)', async (context) => {
    // Longer than the driver waits for a connection.
    const { product } = await scene('black', context, 5_000);
    const failed = await Promise.all(Array.from({ length: 20 }, () => askProduct(product.url)));
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['STORE_UNAVAILABLE']));
    expect(warnings(product).filter(({ msg }) => msg.includes('failed'))).toEqual([]);
  });

  it('that refuses at the start is told at once, and logged little (check 34 R)', async (context) => {
    const { wire, product } = await scene('refuse', context);
    const { url } = product;
    expect([await probe(url, '/readyz'), await probe(url, '/livez')]).toEqual([503, 200]);
    // The first one waits for what every start has to make.
    await askProduct(url);
    const startedAt = performance.now();
    const failed = [];
    while (performance.now() - startedAt < 2_000) failed.push(await askProduct(url));
    for (const each of failed) expect(each).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE' });
    const slowestMs = Math.max(...failed.map(({ ms }) => ms));
    expect(slowestMs).toBeLessThanOrEqual(1_500 * slowness());
    const lines = warnings(product);
    expect(lines.map(({ msg }) => msg)).toContainEqual(expect.stringContaining('Neo4j does not answer'));
    expect(lines.length).toBeLessThanOrEqual(1 + 2);
    await wire.become('pass');
    const backMs = await msUntil(async () => (await askProduct(url)).status === 200);
    expect(backMs).toBeLessThanOrEqual(5_000 * slowness());
    const figures = [
      `${failed.length} requests failed`,
      `the slowest after ${slowestMs} ms`,
      `${lines.length} lines of log`,
    ];
    tell('34', `${figures.join(', ')}; back after ${backMs} ms`);
  });
});
