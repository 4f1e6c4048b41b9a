/** Far more clients than can be answered at once: those within the limits are answered, the others told to come back. */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slowness } from '../fault/pace.ts';
import { startProduct, warmedUp, type Product } from '../http/product.ts';
import { tellFigure } from './figures.ts';
import { generateLoad } from './load-report.ts';

const SERVER = ['--max-old-space-size=512', 'dist/main.js'];
const [FEW, MANY] = [200, 2_000];
const [FEW_SECONDS, MANY_SECONDS, SPEED_SECONDS] = [20, 60, 4];
const RECOVERY_MS = 5_000;
const LAG_MS = 100;

let product: Product;
/** One connection of its own, opened before all others: when the server is full, a new one is not taken. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  product = await startProduct({ METRICS: 'on', RESPONSE_CACHE_BYTES: '0', WARM_UP: 'on' }, SERVER);
  await warmedUp(product);
  await generateLoad(product.url, 10, SPEED_SECONDS);
});
afterAll(async () => {
  agent.destroy();
  await product.stop();
});

function metrics(): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${product.url}/metrics`, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
    }).on('error', reject);
  });
}

/** Since it was last asked. */
async function eventLoopLagMs(): Promise<number> {
  return Number(/^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(await metrics())?.[1]) * 1_000;
}

describe('a load of (check 15)', () => {
  it(`${FEW} connections is answered without a single refusal`, async () => {
    await eventLoopLagMs();
    const { statuses, closed, answersPerSecond, p99Ms } = await generateLoad(product.url, FEW, FEW_SECONDS);
    const lagMs = await eventLoopLagMs();
    tellFigure(
      15,
      `${FEW} connections`,
      `${answersPerSecond.toFixed(0)} answers/s, p99 ${p99Ms.toFixed(0)} ms, lag p99 ${lagMs.toFixed(0)} ms`,
    );
    expect(Object.keys(statuses)).toEqual(['200']);
    expect(closed).toBe(0);
    expect(lagMs).toBeLessThan(LAG_MS * slowness());
  });

  it(`${MANY} connections is answered or told to come back, and full speed returns`, async () => {
    const before = await generateLoad(product.url, 10, SPEED_SECONDS);
    await eventLoopLagMs();
    const report = await generateLoad(product.url, MANY, MANY_SECONDS);
    const lagMs = await eventLoopLagMs();
    await sleep(RECOVERY_MS);
    const after = await generateLoad(product.url, 10, SPEED_SECONDS);
    const { statuses, closed, withoutRetryAfter } = report;
    const met = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
    tellFigure(
      15,
      `${MANY} connections`,
      `${[...met, `${closed} x closed`].join(', ')}, lag p99 ${lagMs.toFixed(0)} ms`,
    );
    tellFigure(
      15,
      'speed after and before',
      `${after.answersPerSecond.toFixed(0)}/s, ${before.answersPerSecond.toFixed(0)}/s`,
    );
    expect(Object.keys(statuses).filter((status) => !['200', '503'].includes(status))).toEqual([]);
    expect(statuses[200]).toBeGreaterThan(0);
    expect(statuses[503]).toBeGreaterThan(0);
    expect(withoutRetryAfter).toBe(0);
    // Beyond MAX_CONNECTIONS a connection is closed as soon as it is made.
    expect(closed).toBeGreaterThan(0);
    expect(lagMs).toBeLessThan(LAG_MS * slowness());
    expect(after.answersPerSecond).toBeGreaterThan(before.answersPerSecond * 0.7);
    expect(product.process.exitCode).toBeNull();
  });
});
