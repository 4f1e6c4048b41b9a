/** How much slower this machine is at the moment than one with two idle cores. */
import { createHash } from 'node:crypto';

const BYTES = Buffer.alloc(20_000_000);
/** What the work below takes where nothing else runs. */
const IDLE_MS = 20;
const MOST = 3;

/**
 * Times of an idle machine are multiplied by this before they are held against a busy one.
 * @returns from 1 to 3; the median of several looks, because other work comes and goes.
 */
export function slowness(): number {
  const times = Array.from({ length: 7 }, () => {
    const startedAt = performance.now();
    createHash('sha256').update(BYTES).digest();
    return performance.now() - startedAt;
  });
  const median = times.toSorted((a, b) => a - b)[3] ?? IDLE_MS;
  return Math.min(MOST, Math.max(1, median / IDLE_MS));
}
