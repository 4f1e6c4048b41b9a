/** A thousand clients that send or read as slowly as they can, and one that behaves. */
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { quantile } from '../checks/light-client.ts';
import { slowness } from '../fault/pace.ts';
import { startProduct, warmedUp } from '../http/product.ts';
import { askAt } from '../http/small-server.ts';
import { tellFigure } from './figures.ts';

const OF_EACH = 333;
const HEADERS_GONE_MS = 12_000;
const BODIES_GONE_MS = 17_000;
const HEALTHY_MS = 200;
const LARGE = '{ resources(first: 100) { nodes { id title abstract url topics(first: 20) { nodes { id name } } } } }';

/** The bare engine answers GET to those only who could not be a page of another site. */
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

interface SlowClient {
  readonly closedAfterMs: () => number | null;
  readonly socket: Socket;
}

/** Sends `start`, then one byte a second; reads nothing where it is told so. */
function slowClient(url: URL, start: string, reads: boolean): SlowClient {
  let connectedAt = performance.now();
  let closedAfterMs: number | null = null;
  const socket = connect(Number(url.port), url.hostname, () => (connectedAt = performance.now()));
  socket.write(start);
  const drip = setInterval(() => socket.writable && reads && socket.write('x'), 1_000);
  socket
    .on('error', () => undefined)
    .once('close', () => {
      clearInterval(drip);
      closedAfterMs = performance.now() - connectedAt;
    });
  if (reads) socket.resume();
  else socket.pause();
  return { closedAfterMs: () => closedAfterMs, socket };
}

const many = (make: () => SlowClient): SlowClient[] => Array.from({ length: OF_EACH }, make);
const latest = (clients: readonly SlowClient[]): number =>
  Math.max(...clients.map(({ closedAfterMs }) => closedAfterMs() ?? Infinity));
const descriptors = (pid: number | undefined): number => readdirSync(`/proc/${pid}/fd`).length;

describe('a thousand slow clients (check 14 R)', () => {
  it('are sent away in time, and who behaves does not notice', async () => {
    const product = await startProduct({ WARM_UP: 'on' });
    onTestFinished(async () => void (await product.stop()));
    await warmedUp(product);
    const url = new URL(product.url);
    const { pid } = product.process;
    // It is computed once and kept: what is slow here is the reading.
    expect((await askAt(product.url, LARGE, JSON_TYPE)).status).toBe(200);
    const before = descriptors(pid);
    const headers = many(() => slowClient(url, 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ', true));
    const body = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    const bodies = many(() => slowClient(url, body, true));
    const question = `GET /graphql?query=${encodeURIComponent(LARGE)} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\r\n`;
    const readers = many(() => slowClient(url, question, false));
    const healthy: number[] = [];
    const until = performance.now() + BODIES_GONE_MS + 1_000;
    while (performance.now() < until) {
      const startedAt = performance.now();
      const anew = `{ venue(slug: "kdd") { name } } # ${healthy.length}`;
      expect((await askAt(product.url, anew, JSON_TYPE)).status).toBe(200);
      healthy.push(performance.now() - startedAt);
      await sleep(50);
    }
    for (const { socket } of readers) socket.destroy();
    await expect.poll(() => descriptors(pid), { timeout: 5_000 }).toBeLessThanOrEqual(before + 2);
    const p99 = quantile(healthy, 0.99);
    tellFigure(14, 'p99 of a healthy client', `${p99.toFixed(0)} ms`);
    tellFigure(
      14,
      'last slow header, body gone',
      `${(latest(headers) / 1_000).toFixed(1)} s, ${(latest(bodies) / 1_000).toFixed(1)} s`,
    );
    expect(latest(headers)).toBeLessThan(HEADERS_GONE_MS);
    expect(latest(bodies)).toBeLessThan(BODIES_GONE_MS);
    expect(p99).toBeLessThan(HEALTHY_MS * slowness());
  });
});
