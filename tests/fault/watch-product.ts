/** What the tests of faults ask of a running product. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../http/product.ts';
import { QUESTION } from './scripted-graph.ts';

export interface Asked {
  readonly status: number;
  /** Of the first error; null where there is none. */
  readonly code: string | null;
  readonly body: unknown;
  readonly ms: number;
}

/** Asks a question of the product; gives up where no answer comes, with status 0. */
export async function askProduct(url: string, query = QUESTION, patienceMs = 8_000): Promise<Asked> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = (await answer.json()) as { errors?: readonly { extensions?: { code?: string } }[] };
    return { status: answer.status, code: body.errors?.[0]?.extensions?.code ?? null, body, ms: elapsed() };
  } catch {
    return { status: 0, code: null, body: null, ms: elapsed() };
  }
}

/** The status of a probe; 0 where no answer comes. */
export async function probe(url: string, route: '/livez' | '/readyz'): Promise<number> {
  const signal = AbortSignal.timeout(5_000);
  return fetch(url + route, { signal }).then(
    (answer) => answer.status,
    () => 0,
  );
}

/** Milliseconds until it is so, looking every 25 ms; Infinity when it is not in time. */
export async function msUntil(isSo: () => Promise<boolean>, patienceMs = 8_000): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < patienceMs) {
    if (await isSo()) return Math.round(performance.now() - startedAt);
    await sleep(25);
  }
  return Infinity;
}

export const msUntilReady = (url: string, status: 200 | 503, patienceMs?: number): Promise<number> =>
  msUntil(async () => (await probe(url, '/readyz')) === status, patienceMs);

/** Sockets and files the process holds, as its figures say. */
export async function openHandles(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_open_fds (\d+)/m.exec(text)?.[1]);
}

/** The lines of the log at the level of a warning or above, parsed. */
export function warnings(product: Product): { readonly time: string; readonly msg: string }[] {
  return (product.stdout() + product.stderr())
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: number; time: string; msg: string })
    .filter(({ level }) => level >= 40);
}

/** Prints the figures of a check in one line. */
export function tell(check: string, figures: string): void {
  process.stdout.write(`check ${check}: ${figures}\n`);
}
