import { setMaxListeners } from 'node:events';
import type { Budget } from '../domain/budget.ts';
import { DomainError } from '../domain/errors.ts';
import { newRequestRecord, type RequestRecord } from '../observability/request-record.ts';
import type { GraphStore, ReadOptions } from '../store/graph-store.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** The answer of `Query.rateLimit`. */
export interface RateLimit {
  readonly cost: number;
  readonly nodeCount: number;
  readonly limit: number;
  readonly remaining: number;
  /** ISO 8601, UTC. */
  readonly resetAt: string;
}

/** What one request carries. Loaders live and end with it: one that outlived it would leak one viewer's answers to another. */
export interface Context {
  readonly store: GraphStore;
  readonly requestId: string;
  readonly loaders: Loaders;
  /** How a store call of this request may be answered, under the name of the field that asks. */
  readonly read: (coordinate: string) => ReadOptions;
  /** What the price is taken from; null where every operation may cost the limit. */
  readonly budget: Budget | null;
  /** Filled as the request goes on. */
  readonly record: RequestRecord;
  /** Set when the operation is priced, before anything of it is resolved. */
  rateLimit: RateLimit | null;
}

export interface ContextFacts {
  readonly store: GraphStore;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Milliseconds the whole request may take from now. */
  readonly deadlineMs: number;
  readonly budget?: Budget | null;
  readonly record?: RequestRecord;
}

/** A store call may take this long, and never longer than what the request has left. */
const STORE_CALL_MS = 3_000;

export function createContext(facts: ContextFacts): Context {
  const { store, requestId, signal, deadlineMs, budget = null, record = newRequestRecord() } = facts;
  // Every call that waits listens to it, and a request may make fifty.
  setMaxListeners(0, signal);
  const endsAt = performance.now() + deadlineMs;
  const read = (coordinate: string): ReadOptions => {
    const leftMs = Math.floor(endsAt - performance.now());
    // Nobody waits any more, so nothing further is asked.
    if (signal.aborted || leftMs <= 0) throw new DomainError('TIMEOUT', 'The answer did not come within the deadline.');
    const { operation } = record;
    return { signal, deadlineMs: Math.min(STORE_CALL_MS, leftMs), coordinate, requestId, operation };
  };
  return { store, requestId, read, loaders: createLoaders(store, read), budget, record, rateLimit: null };
}
