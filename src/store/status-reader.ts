/** The status of a store for those who need it with every request: asked at most once a second. */
import type { GraphStore, StoreStatus } from './graph-store.ts';

const STATUS_AGE_MS = 1_000;
const STATUS_DEADLINE_MS = 1_000;

/** Reads the status; a known one serves while the next is on its way. Never throws. */
export function createStatusReader(store: Pick<GraphStore, 'status'>): () => Promise<StoreStatus> {
  let latest: Promise<StoreStatus> | null = null;
  let askedAt = 0;
  return async () => {
    if (latest !== null && performance.now() - askedAt < STATUS_AGE_MS) return latest;
    askedAt = performance.now();
    const next = store.status({ signal: AbortSignal.timeout(STATUS_DEADLINE_MS), deadlineMs: STATUS_DEADLINE_MS });
    const known = latest === null ? null : await latest;
    latest = next;
    return known?.state === 'ready' ? known : next;
  };
}
