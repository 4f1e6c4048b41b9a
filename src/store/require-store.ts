/** For commands: a store that cannot be used is told with what to do, before anything is asked of it. */
import { DomainError } from '../domain/errors.ts';
import type { GraphStore, StoreStatus } from './graph-store.ts';

/** How long a store may take to say what it holds. */
export const STATUS_DEADLINE_MS = 3_000;

/** Asks a store what it holds, within `STATUS_DEADLINE_MS`. Never throws. */
export function statusOf(store: GraphStore): Promise<StoreStatus> {
  return store.status({ signal: AbortSignal.timeout(STATUS_DEADLINE_MS), deadlineMs: STATUS_DEADLINE_MS });
}

/**
 * Passes when the store is in one of the states.
 * @throws DomainError STORE_UNAVAILABLE with the store's advice.
 */
export async function requireStore(store: GraphStore, states: readonly StoreStatus['state'][]): Promise<void> {
  const status = await statusOf(store);
  if (status.state === 'ready' || states.includes(status.state)) return;
  throw new DomainError('STORE_UNAVAILABLE', status.advice);
}
