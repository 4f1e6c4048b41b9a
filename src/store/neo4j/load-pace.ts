/** Two works at the same time, one of which goes no faster than the other, so that both connections have work to the end. */
import { EventEmitter, once } from 'node:events';

export interface Pace {
  /** That one more batch of the work that leads is written. */
  led(): void;
  /**
   * Waits with the next batch until the other work has come no further than the one that leads, each in parts of its own whole.
   * @throws the reason of the signal.
   */
  follow(signal: AbortSignal): Promise<void>;
}

/** @param batches how many there are in all of the work that leads, and of the one that follows. */
export function createPace(batches: { readonly leading: number; readonly following: number }): Pace {
  const written = new EventEmitter();
  let [leading, following] = [0, 0];
  const isAhead = (): boolean => following * batches.leading > leading * batches.following;
  return {
    led: () => {
      leading += 1;
      written.emit('more');
    },
    follow: async (signal) => {
      while (isAhead()) await once(written, 'more', { signal });
      following += 1;
    },
  };
}
