/** Whether the process lives, and whether it can answer. */
import type { FastifyInstance } from 'fastify';
import { unreachable } from '../domain/errors.ts';
import type { GraphStore, StoreStatus } from '../store/graph-store.ts';
import type { PhaseHolder } from './phase.ts';

/** How old an answer of the store may be; orchestrators and people may ask often. */
const STATUS_AGE_MS = 500;
const STATUS_DEADLINE_MS = 1_500;

export interface Readiness {
  readonly statusCode: 200 | 503;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What `/readyz` says: 200 with what is served, or 503 with what to do. */
export function readinessOf(status: StoreStatus, holder: PhaseHolder, store: GraphStore['name']): Readiness {
  if (holder.phase !== 'running') {
    return {
      statusCode: 503,
      body: { status: 'stopping', store, advice: 'This process is stopping; ask another one.' },
    };
  }
  switch (status.state) {
    case 'ready': {
      const { revision, builtAt, counts } = status;
      return { statusCode: 200, body: { status: 'ready', store, revision, builtAt, counts } };
    }
    case 'empty':
    case 'loading':
    case 'unavailable':
      return { statusCode: 503, body: { status: status.state, store, advice: status.advice } };
    default:
      return unreachable(status);
  }
}

export type StatusReader = () => Promise<StoreStatus>;

/** The status of a store, asked of it at most twice a second. */
export function statusReader(store: GraphStore): StatusReader {
  let cached: { readonly at: number; readonly status: Promise<StoreStatus> } | null = null;
  return () => {
    if (cached === null || Date.now() - cached.at > STATUS_AGE_MS) {
      const signal = AbortSignal.timeout(STATUS_DEADLINE_MS);
      cached = { at: Date.now(), status: store.status({ signal, deadlineMs: STATUS_DEADLINE_MS }) };
    }
    return cached.status;
  };
}

/** Adds `/livez` (the process only) and `/readyz` (the store too). */
export function addHealthRoutes(
  server: FastifyInstance,
  storeName: GraphStore['name'],
  readStatus: StatusReader,
  holder: PhaseHolder,
): void {
  server.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const { statusCode, body } = readinessOf(await readStatus(), holder, storeName);
    return reply.code(statusCode).header('cache-control', 'no-store').send(body);
  });
}
