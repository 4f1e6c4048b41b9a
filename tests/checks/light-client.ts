/** One client that asks for little, again and again, while others do what they like. */
import { setTimeout as sleep } from 'node:timers/promises';
import { slowness as machineSlowness } from '../fault/pace.ts';
import type { Answer } from './checked-server.ts';

const PAUSE_MS = 20;

/** Milliseconds of each answer; every one must be right. */
export async function askLightly(
  ask: (document: string) => Promise<Answer>,
  document: string,
  until: AbortSignal,
): Promise<number[]> {
  const times: number[] = [];
  while (!until.aborted) {
    const { ms, errors } = await ask(document);
    if (errors.length > 0) throw new Error(`The light client was refused: ${errors[0]?.message}`);
    times.push(ms);
    await sleep(PAUSE_MS);
  }
  return times;
}

/** The value that `share` of all values are not above. */
export function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0;
}

/** How much slower than an idle machine this one is now, by what a light request takes alone and by what else runs: from 1 to 3. */
export function slowness(alone: readonly number[], idleMs: number): number {
  return Math.min(3, Math.max(machineSlowness(), quantile(alone, 0.95) / idleMs));
}

/** For tests of times beside others: other work comes and goes, and what is our own fault shows in each try. */
export const TRIES = { retry: 2 } as const;
