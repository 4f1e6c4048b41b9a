/** Lets others run during a long search, and tells when its time is over. */
import { DomainError } from '../domain/errors.ts';
import { nextTurn, SLICE_MS } from '../domain/turns.ts';

export interface Pacer {
  /** Counts steps of work. @returns whether it is time to `rest`. */
  spend(steps: number): boolean;
  /** Gives way to others. @throws DomainError TIMEOUT when nobody waits any more or the deadline has passed. */
  rest(): Promise<void>;
  /** Whether there is nobody left to answer. */
  nobodyWaits(): boolean;
  /** Milliseconds left for searching; the rest of the deadline is for reading what was found. */
  searchMs(): number;
  /** Milliseconds left in all. */
  leftMs(): number;
}

/** The clock is looked at after so many. */
const STEPS_BETWEEN_LOOKS = 500;
const SEARCH_SHARE = 0.5;

/** @param deadlineMs from now. */
export function createPacer({
  signal,
  deadlineMs,
}: {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}): Pacer {
  const started = performance.now();
  let resumedAt = started;
  let steps = 0;
  const leftOf = (share: number): number => deadlineMs * share - (performance.now() - started);
  return {
    spend: (count) => {
      steps += count;
      if (steps < STEPS_BETWEEN_LOOKS) return false;
      steps = 0;
      return performance.now() - resumedAt >= SLICE_MS;
    },
    rest: async () => {
      steps = 0;
      await nextTurn();
      resumedAt = performance.now();
      if (signal.aborted || leftOf(1) <= 0) {
        throw new DomainError('TIMEOUT', 'The answer did not come in time. Ask for less, or ask again.');
      }
    },
    nobodyWaits: () => signal.aborted,
    searchMs: () => leftOf(SEARCH_SHARE),
    leftMs: () => leftOf(1),
  };
}

/** The work, or null when it did not come in time. @throws DomainError TIMEOUT when nobody waits for what was found before. */
export async function unlessLate<T>(work: Promise<T>, pacer: Pick<Pacer, 'nobodyWaits'>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'TIMEOUT' && !pacer.nobodyWaits()) return null;
    throw error;
  }
}
