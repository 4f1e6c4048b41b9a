/** At most so many at once, and a bounded queue before them. */
import { DomainError } from './errors.ts';

export interface Slots {
  /**
   * Waits for a turn. @returns what gives the slot back; calling it again does nothing.
   * @throws DomainError OVERLOADED when the queue is full, TIMEOUT when the signal fires or the time is over first.
   */
  take(signal: AbortSignal, turn?: Turn): Promise<() => void>;
  /** How many hold a slot, and how many wait for one. */
  load(): SlotLoad;
}
export interface Turn {
  /** For whom: those who wait get their turns one after another, so that nobody waits for all that another asked. */
  readonly owner?: string;
  /** How long to wait at most; as long as the signal allows where nothing is said. */
  readonly deadlineMs?: number;
}
export interface SlotLoad {
  readonly inUse: number;
  readonly waiting: number;
}

type Enter = () => void;

/** Those who wait, in a line for each owner. The owner whose turn was is the last to have another. */
function createQueue() {
  const lines = new Map<string, Enter[]>();
  let length = 0;
  return {
    length: () => length,
    push: (owner: string, enter: Enter): void => {
      const line = lines.get(owner);
      if (line === undefined) lines.set(owner, [enter]);
      else line.push(enter);
      length += 1;
    },
    remove: (owner: string, enter: Enter): void => {
      const line = lines.get(owner) ?? [];
      line.splice(line.indexOf(enter), 1);
      if (line.length === 0) lines.delete(owner);
      length -= 1;
    },
    shift: (): Enter | undefined => {
      const [owner, line] = lines.entries().next().value ?? ['', []];
      const [enter, ...others] = line;
      if (enter === undefined) return undefined;
      lines.delete(owner);
      if (others.length > 0) lines.set(owner, others);
      length -= 1;
      return enter;
    },
  };
}

/** Makes `size` slots; `queueSize` more callers may wait. Of one owner, and where none is named, first come is first served. */
export function createSlots(size: number, queueSize: number): Slots {
  let free = size;
  const queue = createQueue();
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
  // A timer of its own: a signal made of others would be held, with all that listens to it, until it fires.
  const waitForTurn = (signal: AbortSignal, owner: string, deadlineMs: number): Promise<() => void> =>
    new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const enter = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        resolve(once());
      };
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        queue.remove(owner, enter);
        reject(tooLate());
      };
      queue.push(owner, enter);
      signal.addEventListener('abort', leave, { once: true });
      if (Number.isFinite(deadlineMs)) timer = setTimeout(leave, Math.ceil(deadlineMs));
    });
  return {
    take: async (signal, { owner = '', deadlineMs = Infinity } = {}) => {
      if (signal.aborted) throw tooLate();
      if (free > 0) {
        free -= 1;
        return once();
      }
      if (queue.length() < queueSize) return waitForTurn(signal, owner, deadlineMs);
      throw new DomainError('OVERLOADED', 'Too many questions at once; try again in a moment.');
    },
    load: () => ({ inUse: size - free, waiting: queue.length() }),
  };
}

function tooLate(): DomainError {
  return new DomainError('TIMEOUT', 'The answer did not come in time.');
}
