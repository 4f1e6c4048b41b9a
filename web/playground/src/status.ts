/** What the line below the answer says: the cost of the last answer, and what a button has just done. */
import { useSyncExternalStore } from 'react';

export interface Cost {
  readonly cost: number;
  readonly limit: number | null;
}
export interface Status {
  readonly cost: Cost | null;
  readonly notice: string;
}

let current: Status = { cost: null, notice: '' };
const listeners = new Set<() => void>();

export function setStatus(change: Partial<Status>): void {
  current = { ...current, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStatus(): Status {
  return useSyncExternalStore(subscribe, () => current);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The cost that an answer states in its extensions, as `{ cost, limit }` or as a bare number; null when it states none. */
export function costOf(answer: unknown): Cost | null {
  const stated = property(property(answer, 'extensions'), 'cost');
  if (typeof stated === 'number') return { cost: stated, limit: null };
  const cost = property(stated, 'cost');
  const limit = property(stated, 'limit');
  return typeof cost === 'number' ? { cost, limit: typeof limit === 'number' ? limit : null } : null;
}
