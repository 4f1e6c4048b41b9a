/** At most so many at once, and a bounded queue before them. */
import { DomainError } from './errors.ts';

export interface Slots {
  /**
   * Waits for a turn. @returns what gives the slot back; calling it again does nothing.
   * @throws DomainError OVERLOADED when the queue is full, TIMEOUT when the signal fires first.
   */
  take(signal: AbortSignal): Promise<() => void>;
  /** How many hold a slot, and how many wait for one. */
  load(): SlotLoad;
}
export interface SlotLoad {
  readonly inUse: number;
  readonly waiting: number;
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
  const waitForTurn = (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(once());
      };
      const leave = (): void => {
        queue.splice(queue.indexOf(enter), 1);
        reject(tooLate());
      };
      queue.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  return {
    take: async (signal) => {
      if (signal.aborted) throw tooLate();
      if (free > 0) {
        free -= 1;
        return once();
      }
      if (queue.length < queueSize) return waitForTurn(signal);
      throw new DomainError('OVERLOADED', 'Too many questions at once; try again in a moment.');
    },
    load: () => ({ inUse: size - free, waiting: queue.length }),
  };
}

function tooLate(): DomainError {
  return new DomainError('TIMEOUT', 'The answer did not come in time.');
}
