/** At most so many statements at once, and a bounded queue before them. */
import { DomainError } from '../../domain/errors.ts';

export interface Slots {
  /** Waits for a turn. @returns what gives the slot back. @throws DomainError OVERLOADED when the queue is full. */
  take(signal: AbortSignal): Promise<() => void>;
}

/** Makes `size` slots; `queueSize` more callers may wait, first come first served. */
export function createSlots(size: number, queueSize: number): Slots {
  let free = size;
  const queue: (() => void)[] = [];
  const release = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  const once = (): (() => void) => {
    let held = true;
    return () => {
      if (held) release();
      held = false;
    };
  };
  return {
    take: (signal) => {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(once());
      }
      if (queue.length >= queueSize) {
        return Promise.reject(new DomainError('OVERLOADED', 'Too many questions at once; try again in a moment.'));
      }
      return new Promise((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(once());
        };
        const leave = (): void => {
          queue.splice(queue.indexOf(enter), 1);
          reject(new DomainError('TIMEOUT', 'The answer did not come in time.'));
        };
        queue.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
