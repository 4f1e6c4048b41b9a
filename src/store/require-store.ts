/** For commands: a store that cannot be used is told with what to do, before anything is asked of it. */
import { DomainError } from '../domain/errors.ts';
import type { GraphStore, StoreStatus } from './graph-store.ts';

/** How long a server that starts waits for its store to say what it holds. */
const STATUS_DEADLINE_MS = 3_000;
/** A command has nobody else to serve, and a database that was just started is slow to give its first answer. */
const PATIENT_DEADLINE_MS = 15_000;

/** Asks a store what it holds. Never throws. */
export function statusOf(store: GraphStore, deadlineMs: number = STATUS_DEADLINE_MS): Promise<StoreStatus> {
  return store.status({ signal: AbortSignal.timeout(deadlineMs), deadlineMs });
}

/**
 * Passes when the store is in one of the states.
 * @throws DomainError STORE_UNAVAILABLE with the store's advice.
 */
export async function requireStore(store: GraphStore, states: readonly StoreStatus['state'][]): Promise<void> {
  const status = await statusOf(store, PATIENT_DEADLINE_MS);
  if (status.state === 'ready' || states.includes(status.state)) return;
  throw new DomainError('STORE_UNAVAILABLE', status.advice);
}
