/** One server for the numbered checks of a file, and what each of them ends with: it lives, answers soon, and lost no promise. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startProduct, warmedUp, type Product } from '../http/product.ts';

export interface Refusal {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly Refusal[];
  /** Of the query; null where it was refused. */
  readonly cost: number | null;
  readonly ms: number;
}
export interface CheckedServer {
  readonly product: () => Product;
  readonly ask: (document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly send: (body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Calls of the store since the start. */
  readonly storeCalls: () => Promise<number>;
  /** Places of requests and slots of the database that are taken; null where there are none. */
  readonly slotsInUse: () => Promise<number | null>;
}

/** Twice the deadline of a request: who has not answered by then never will. */
const PATIENCE_MS = 10_000;
/** Three times the 200 ms of an idle machine. */
const ALIVE_MS = 600;
const ALIVE_BODY = JSON.stringify({ query: '{ __typename }' });
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const startedAt = performance.now();
  const ask = () =>
    fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
  // A server that refuses a body closes while it is still sent; the answer may be lost on the way.
  const response = await ask().catch((error: Error) => (error.name === 'TimeoutError' ? Promise.reject(error) : ask()));
  const text = await response.text();
  const ms = performance.now() - startedAt;
  const {
    data = null,
    errors = [],
    extensions,
  } = JSON.parse(text) as {
    data?: unknown;
    errors?: readonly Refusal[];
    extensions?: { cost?: { cost: number } };
  };
  return {
    status: response.status,
    headers: response.headers,
    text,
    data,
    errors,
    cost: extensions?.cost?.cost ?? null,
    ms,
  };
}

async function sumOf(url: string, sample: RegExp): Promise<number | null> {
  const text = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MS) })).text();
  const values = [...text.matchAll(sample)].map(([, value]) => Number(value));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/** Questions about the graph itself belong to no request. */
const STORE_CALLS = /^store_statement_duration_seconds_count\{(?!.*"(?:status|catalog)").*\} (\d+)$/gm;
const SLOTS_IN_USE = /^slots\{.*state="in_use".*\} (\d+)$/gm;

/** Starts the server of a file's tests with these settings, and another one in place of one that no longer answers. */
export function checkedServer(settings: Readonly<Record<string, string>> = {}): CheckedServer {
  let product: Product;
  const start = async (): Promise<void> => {
    product = await startProduct({
      METRICS: 'on',
      LOG_LEVEL: 'info',
      RESPONSE_CACHE_BYTES: '0',
      KEPT_NODES: '0',
      WARM_UP: 'on',
      ...settings,
    });
    // It asks its own questions first; a check counts calls of the store.
    await warmedUp(product);
  };
  const alive = () => post(product.url, ALIVE_BODY, JSON_HEADERS).catch(() => null);
  beforeAll(start);
  afterEach(async () => {
    const first = await alive();
    // On a busy machine anything may be late once.
    const answer = first !== null && first.ms > ALIVE_MS ? await alive() : first;
    const { exitCode } = product.process;
    const { stderr } = product;
    if (answer === null) {
      await product.stop('SIGKILL');
      await start();
    }
    expect(exitCode).toBeNull();
    expect(answer?.data).toEqual({ __typename: 'Query' });
    expect(answer?.ms).toBeLessThan(ALIVE_MS);
    expect(stderr()).not.toMatch(/unhandled/i);
  });
  afterAll(async () => {
    await product.stop();
  });
  const send: CheckedServer['send'] = (body, headers = JSON_HEADERS) => post(product.url, body, headers);
  return {
    product: () => product,
    send,
    ask: (query, variables = {}) => send(JSON.stringify({ query, variables })),
    storeCalls: async () => (await sumOf(product.url, STORE_CALLS)) ?? 0,
    slotsInUse: () => sumOf(product.url, SLOTS_IN_USE),
  };
}

/**
 * The most memory a process held since it was last asked, in bytes; null where the system does not tell it (only Linux does).
 */
export function takePeakRss(pid: number | undefined): number | null {
  const folder = `/proc/${pid}`;
  if (!existsSync(folder)) return null;
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`${folder}/status`, 'utf8'))?.[1];
  writeFileSync(`${folder}/clear_refs`, '5');
  return Number(kilobytes) * 1_024;
}
