/** From a signal to the end of the process, in phases. */
import type { Log } from '../observability/log.ts';
import type { PhaseHolder } from './phase.ts';

export interface ShutdownSteps {
  /** Stops taking connections and resolves when running requests have ended. */
  readonly drain: () => Promise<void>;
  /** Ends whatever connections are left. */
  readonly cut: () => void;
  /** Gives back what the process holds: the store, the engine. */
  readonly release: () => Promise<void>;
  readonly exit: (code: number) => void;
  readonly graceMs: number;
  readonly log: Log;
}

/**
 * Answers the handler of SIGTERM and SIGINT. The first signal drains (readiness turns to 503 at once), waits at most
 * `graceMs`, then releases and exits with 0. A second signal exits at once with 1: a person has lost patience.
 */
export function createShutdown(holder: PhaseHolder, steps: ShutdownSteps): (signal: string) => Promise<void> {
  return async (signal) => {
    if (holder.phase !== 'running') return steps.exit(1);
    holder.phase = 'draining';
    steps.log.info({ signal }, 'stopping');
    const grace = setTimeout(steps.cut, steps.graceMs);
    try {
      await steps.drain();
      holder.phase = 'closing';
      await steps.release();
    } catch (error) {
      steps.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'a step of the shutdown failed');
    }
    clearTimeout(grace);
    holder.phase = 'closed';
    return steps.exit(0);
  };
}
