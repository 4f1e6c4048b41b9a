/** SIGTERM while requests run: what has begun ends, nothing begins, and the process is gone in time. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProduct, type Product } from './product.ts';
import { askAt } from './small-server.ts';

const PAUSED = ['--import', 'tsx', 'tests/http/paused-server.ts'];
/** The store of `paused-server.ts` takes so long for them. */
const pageOf = (size: number): string => `{ resources(first: ${size}) { nodes { id } } }`;
const [ONE_SECOND, TWENTY_SECONDS] = [pageOf(22), pageOf(99)];

async function start(): Promise<Product> {
  const product = await startProduct({ METRICS: 'on', LOG_LEVEL: 'info' }, PAUSED);
  onTestFinished(async () => void (await product.stop('SIGKILL')));
  return product;
}

/** Requests that hold a place. */
async function running(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^slots\{.*of="places".*state="in_use".*\} (\d+)$/m.exec(text)?.[1]);
}

async function timed<T>(work: Promise<T>): Promise<readonly [T, number]> {
  const startedAt = performance.now();
  const value = await work;
  return [value, performance.now() - startedAt];
}

describe('a server that is told to stop (check 17)', () => {
  it('ends what it has begun by its deadline, refuses what is new, and exits with 0', async () => {
    const product = await start();
    const { hostname, port } = new URL(product.url);
    const idle = connect(Number(port), hostname, () => idle.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'));
    await once(idle, 'data');
    // Whether it is ended or reset.
    idle.on('error', () => undefined).resume();
    const closed = new Promise((resolve) => idle.once('close', resolve));
    const long = timed(askAt(product.url, TWENTY_SECONDS));
    const short = askAt(product.url, ONE_SECOND);
    await expect.poll(() => running(product.url), { interval: 10 }).toBe(2);
    const end = timed(product.stop('SIGTERM'));
    await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status, { interval: 10 }).toBe(503);
    const refused = await askAt(product.url, pageOf(1));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    const { data } = (await (await short).json()) as { data: { resources: { nodes: readonly unknown[] } } };
    expect(data.resources.nodes).toHaveLength(22);
    const [late, lateMs] = await long;
    expect(late.status).toBe(504);
    expect(lateMs).toBeLessThan(7_000);
    const [code, endMs] = await end;
    expect(code).toBe(0);
    expect(endMs).toBeLessThan(11_000);
    await closed;
    await expect(askAt(product.url, pageOf(1))).rejects.toThrow('fetch failed');
  });

  it('exits at once when it is told a second time', async () => {
    const product = await start();
    const cut = askAt(product.url, TWENTY_SECONDS).then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => running(product.url), { interval: 10 }).toBe(1);
    const end = timed(product.stop('SIGTERM'));
    await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status, { interval: 10 }).toBe(503);
    const [again, againMs] = await timed(product.stop('SIGTERM'));
    expect(again).toBe(1);
    expect(againMs).toBeLessThan(1_000);
    expect((await end)[0]).toBe(1);
    expect(await cut).toBe('cut');
  });
});
