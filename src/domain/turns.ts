/**
 * Long work in one process, in turns: whoever waits for a turn gets one in each round of the event loop, so that requests are
 * read and answers written between two of them.
 */

/** Nobody should work longer at a time than this. */
export const SLICE_MS = 5;

/** The event loop is one for the process, and so is the queue for it. */
const queue: (() => void)[] = [];
let isCalled = false;
/** Spent in this round by work that did not wait. */
let spentMs = 0;
let isCounting = false;

function callNext(): void {
  queue.shift()?.();
  isCalled = queue.length > 0;
  if (isCalled) setImmediate(callNext);
}

/** Resolves in a later round of the event loop, and for nobody else in that round. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    queue.push(resolve);
    if (isCalled) return;
    isCalled = true;
    setImmediate(callNext);
  });
}

function count(ms: number): void {
  spentMs += ms;
  if (isCounting) return;
  isCounting = true;
  setImmediate(() => {
    spentMs = 0;
    isCounting = false;
  });
}

/** Does the work at once, or in a turn of its own where this round has been worked in for long enough. */
export async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  if (spentMs >= SLICE_MS) {
    await nextTurn();
    return work();
  }
  const startedAt = performance.now();
  try {
    return work();
  } finally {
    count(performance.now() - startedAt);
  }
}

/** Says whether somebody still waits for long work: a signal does. */
export type Waiting = Pick<AbortSignal, 'throwIfAborted'>;

/** Items between two looks at the clock. */
const ITEMS_AT_A_TIME = 32;

/**
 * Calls `visit` with each item in order, and lets others have their turn whenever a slice of time is over.
 * @throws what `waiting` throws, between two slices.
 */
export async function inSlices<T>(items: Iterable<T>, visit: (item: T) => void, waiting?: Waiting): Promise<void> {
  let startedAt = performance.now();
  let visited = 0;
  for (const item of items) {
    visit(item);
    visited += 1;
    if (visited % ITEMS_AT_A_TIME !== 0 || performance.now() - startedAt < SLICE_MS) continue;
    await nextTurn();
    waiting?.throwIfAborted();
    startedAt = performance.now();
  }
}
