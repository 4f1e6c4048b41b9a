/** How much slower this machine is at the moment than one with two idle cores. */
import { createHash } from 'node:crypto';
import os from 'node:os';

const BYTES = Buffer.alloc(20_000_000);
/** What the work below takes where nothing else runs. */
const IDLE_MS = 20;
const LOOKS = 7;
const MOST = 3;

/** The median of several looks, because other work comes and goes. */
function medianMs(): number {
  const times = Array.from({ length: LOOKS }, () => {
    const startedAt = performance.now();
    createHash('sha256').update(BYTES).digest();
    return performance.now() - startedAt;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(LOOKS / 2)] ?? IDLE_MS;
}

/**
 * Times of an idle machine are multiplied by this before they are held against a busy one: by how slowly some fixed work goes, or
 * by how many want each core, whichever is more.
 * @returns from 1 to 3.
 */
export function slowness(): number {
  const wanted = (os.loadavg()[0] ?? 0) / os.availableParallelism();
  return Math.min(MOST, Math.max(1, medianMs() / IDLE_MS, wanted));
}
