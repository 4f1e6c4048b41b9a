/** Two works at the same time, one of which goes no faster than the other, so that both connections have work to the end. */
import { EventEmitter, once } from 'node:events';

export interface Pace {
  /** That `rows` more of the work that leads are written. */
  led(rows: number): void;
  /**
   * Waits until the other work, of which `rows` more will be written then, has come no further than the one that leads, each in
   * parts of its own whole. @throws the reason of the signal.
   */
  follow(rows: number, signal: AbortSignal): Promise<void>;
}

/** @param rows how many rows there are in all of the work that leads, and of the one that follows. */
export function createPace(rows: { readonly leading: number; readonly following: number }): Pace {
  const written = new EventEmitter();
  let [leading, following] = [0, 0];
  const isAhead = (): boolean => following * rows.leading > leading * rows.following;
  return {
    led: (more) => {
      leading += more;
      written.emit('more');
    },
    follow: async (more, signal) => {
      while (isAhead()) await once(written, 'more', { signal });
      following += more;
    },
  };
}
