/** Searches for paths that are as dear as they can be: they end in time, and others are answered meanwhile. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, vi } from 'vitest';
import type { keepGraph } from '../../src/ingest/snapshot.ts';
import { hubGraph } from '../hostile/hub-graph.ts';
import { IS_BARE, ROOT } from '../http/product.ts';
import { checkedServer } from './checked-server.ts';
import { quantile } from './light-client.ts';

const RINGS = 4;
const WIDTH = 120;
const CLIENTS = 3;
const SEARCHES_OF_EACH = 49;
const PATIENCE_MS = 15_000;
/** The deadline is a clock; only what follows it takes longer on a busy machine. */
const ENDS_WITHIN_MS = 3_500;
const LATE_MS = 500;
/** Of an idle machine; up to three times as much where it is busy. */
const LIGHT_P95_MS = 300;
const LOOP_GAP_MS = 50;
const USUAL_LIGHT_MS = 5;
const MAX_SCALE = 3;
const RSS_SLACK_MB = 50;

/** A folder that the server takes its graph from as if it had built it: built from rows it would take minutes. */
async function keepHubGraph(): Promise<{ readonly folder: string; readonly settings: Record<string, string> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-graph-'));
  const [dataDir, cacheDir] = [path.join(folder, 'data'), path.join(folder, 'cache')];
  await mkdir(dataDir);
  // The file is named after the program that reads it.
  const program = path.join(ROOT, IS_BARE ? 'src/ingest/snapshot.ts' : 'dist/ingest/snapshot.js');
  const { keepGraph: keep } = (await import(program)) as { readonly keepGraph: typeof keepGraph };
  await keep({ seedDir: path.join(ROOT, 'seed'), dataDir, cacheDir }, hubGraph({ rings: RINGS, width: WIDTH }));
  return { folder, settings: { DATA_DIR: dataDir, CACHE_DIR: cacheDir } };
}

const { folder, settings } = await keepHubGraph();
// A small heap, so that what is not given back is soon too much.
const server = checkedServer({ ...settings, NODE_OPTIONS: '--max-old-space-size=200 --max-semi-space-size=1' });
afterAll(() => rm(folder, { recursive: true }));

function post(query: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(`${server.product().url}/graphql`, { method: 'POST', headers, body, signal });
}

async function timed(query: string): Promise<number> {
  const startedAt = performance.now();
  await post(query)
    .then((response) => response.text())
    .catch(() => '');
  return performance.now() - startedAt;
}

const light = (): Promise<number> => timed('{ resources(first: 5) { nodes { id title } } }');

/** Every search from one end of the rings to the other, between other works each. */
function runaway(client: number): string {
  const searches = Array.from({ length: SEARCHES_OF_EACH }, (_, search) => {
    const [from, to] = [(client * SEARCHES_OF_EACH + search) % WIDTH, search % WIDTH];
    const ends = `from: "Resource:ring-0-w${from}", to: "Resource:ring-${RINGS - 1}-w${to}"`;
    return `p${search}: path(${ends}, maxHops: 6, first: 20, via: [AUTHORED_BY]) { truncated paths { length } }`;
  });
  return `{ ${searches.join(' ')} }`;
}

/** Which of all waits of the event loop is held against the limit: on a busy machine one in ten tells of others. */
export type HeldGap = 'p90' | 'max';

/** That wait since it was last asked for. */
async function loopGapMs(held: HeldGap): Promise<number> {
  const text = await (await fetch(`${server.product().url}/metrics`)).text();
  return Number(new RegExp(`^nodejs_eventloop_lag_${held}_seconds ([\\d.e+-]+)$`, 'm').exec(text)?.[1]) * 1_000;
}

/** Memory of the server; 0 where the system does not tell it (only Linux does). */
function rssMb(): number {
  const file = `/proc/${server.product().process.pid}/status`;
  const status = existsSync(file) ? readFileSync(file, 'utf8') : 'VmRSS: 0 kB';
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
}

/** What the server did while the searches ran. */
export interface Meanwhile {
  /** How much slower than an idle machine this one was before: from 1 to 3. */
  readonly scale: number;
  readonly stderr: string;
  readonly searchesMs: number;
  readonly lightP95Ms: number;
  readonly gapMs: number;
}

/** Runs the searches, and waits until the memory that they took is given back. */
export async function runSearches(held: HeldGap): Promise<Meanwhile> {
  const usual: number[] = [];
  for (let count = 0; count < 20; count += 1) usual.push(await light());
  const scale = Math.min(MAX_SCALE, Math.max(1, quantile(usual, 0.95) / USUAL_LIGHT_MS));
  const times: number[] = [];
  const runAll = (): Promise<unknown> =>
    Promise.all(Array.from({ length: CLIENTS }, async (_, client) => times.push(await timed(runaway(client)))));
  // The heap grows to what such work needs, and not beyond.
  await runAll();
  const before = rssMb();
  await loopGapMs(held);
  const running = runAll();
  const meanwhile: number[] = [];
  while (times.length < 2 * CLIENTS) {
    meanwhile.push(await light());
    await sleep(10);
  }
  await running;
  const figures = {
    scale,
    stderr: server.product().stderr(),
    searchesMs: Math.max(...times.slice(CLIENTS)),
    lightP95Ms: quantile(meanwhile, 0.95),
    gapMs: await loopGapMs(held),
  };
  await vi.waitUntil(() => rssMb() < before + RSS_SLACK_MB, { timeout: 10_000, interval: 200 });
  return figures;
}

/** What none of them may exceed on a machine so much slower than an idle one. */
export function limits(scale: number): Pick<Meanwhile, 'searchesMs' | 'lightP95Ms' | 'gapMs'> {
  return {
    searchesMs: ENDS_WITHIN_MS + LATE_MS * (scale - 1),
    lightP95Ms: LIGHT_P95_MS * scale,
    gapMs: LOOP_GAP_MS * scale,
  };
}
