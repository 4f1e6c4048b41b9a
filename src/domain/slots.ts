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

/**
 * Rounds that pass between two in which those who wait get slots. A round takes one new connection (libuv 1.46) and reads
 * what has come, so without these nobody new would be let in while a thousand clients ask again and again.
 */
const ROUNDS_BETWEEN = 8;

/**
 * A round of the event loop, as far as it can be seen from here: it begins when `isOver` is first asked and ends when the
 * loop has been round once.
 */
function createRound(roundMs: number): { isOver(): boolean } {
  let startedAt: number | null = null;
  const isOver = (): boolean => {
    if (startedAt !== null) return performance.now() - startedAt >= roundMs;
    startedAt = performance.now();
    setImmediate(() => (startedAt = null));
    return false;
  };
  return { isOver: Number.isFinite(roundMs) ? isOver : () => false };
}

/**
 * Makes `size` slots; `queueSize` more callers may wait. Of one owner, and where none is named, first come is first served.
 * Work that never waits gives its slot back before the next caller asks, so slots alone do not bound what a thousand callers
 * do in one round of the event loop: after `roundMs` of it nobody gets a slot before the next.
 */
export function createSlots(size: number, queueSize: number, roundMs = Infinity): Slots {
  let free = size;
  let isCalling = false;
  const queue = createQueue();
  const round = createRound(roundMs);
  const canEnter = (): boolean => free > 0 && !round.isOver();
  const once = (): (() => void) => {
    free -= 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      free += 1;
      callNext();
    };
  };
  const callAfter = (rounds: number): void => {
    setImmediate(() => {
      if (rounds > 1) return callAfter(rounds - 1);
      isCalling = false;
      callNext();
    });
  };
  const callLater = (): void => {
    if (isCalling || free === 0 || queue.length() === 0) return;
    isCalling = true;
    callAfter(ROUNDS_BETWEEN);
  };
  const callNext = (): void => {
    if (queue.length() > 0 && canEnter()) queue.shift()?.();
    callLater();
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
      callLater();
    });
  return {
    take: async (signal, { owner = '', deadlineMs = Infinity } = {}) => {
      if (signal.aborted) throw tooLate();
      if (queue.length() === 0 && canEnter()) return once();
      // Whoever waits only for the next round has a slot that nobody else wants.
      if (queue.length() < queueSize + free) return waitForTurn(signal, owner, deadlineMs);
      throw new DomainError('OVERLOADED', 'Too many questions at once; try again in a moment.');
    },
    load: () => ({ inUse: size - free, waiting: queue.length() }),
  };
}

function tooLate(): DomainError {
  return new DomainError('TIMEOUT', 'The answer did not come in time.');
}
