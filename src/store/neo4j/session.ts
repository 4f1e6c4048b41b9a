/** A session of the driver: how one is opened, who is told what it sends, how it is left, and what its failure is to be called. */
import type { Driver, Session } from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';
import type { DriverSlot } from './driver.ts';
import { toDomainError } from './failures.ts';

/** How long closing a session may take before its driver counts as hanging. */
const CANCEL_DEADLINE_MS = 1_000;

/** Told of every statement before it is sent: for tests, metrics and logs. */
export type StatementListener = (
  coordinate: string,
  text: string,
  parameters: Readonly<Record<string, unknown>>,
) => void;

/** A session, and the driver it was taken from. */
export interface Opened {
  readonly session: Session;
  readonly from: Driver;
  /** Fires when that driver is given up. */
  readonly givenUp: AbortSignal;
}

export function open(driver: DriverSlot, database: string, defaultAccessMode: 'READ' | 'WRITE'): Opened {
  const from = driver.current();
  return { session: from.session({ database, defaultAccessMode }), from, givenUp: driver.givenUp() };
}

/** Ends what the session runs. A server that answers does so in milliseconds; one that does not costs us the driver. */
export function cancel({ session, from }: Opened, driver: DriverSlot): void {
  let isClosed = false;
  const closed = (): void => {
    isClosed = true;
    clearTimeout(timer);
  };
  // Where this process itself was busy for as long, the answer may have come and not been read: it is, before the second look.
  const timer = setTimeout(() => setImmediate(() => isClosed || driver.recycle(from)), CANCEL_DEADLINE_MS);
  timer.unref();
  session.close().then(closed, closed);
}

/** What a statement's failure is to be called. */
export function failureOf(error: unknown, { givenUp }: Opened, signal: AbortSignal): DomainError {
  const failure = toDomainError(error);
  if (failure.code !== 'TIMEOUT' || !givenUp.aborted || signal.aborted) return failure;
  return new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.', {}, { cause: error });
}

/**
 * Settles with the work, or rejects when the deadline or one of the signals comes first, whatever the work then does. The signals
 * are not joined in one, which a signal that outlives many of them would keep.
 */
export async function race<T>(work: Promise<T>, deadlineMs: number, ...signals: readonly AbortSignal[]): Promise<T> {
  work.catch(() => undefined);
  let stop: () => void = () => undefined;
  const end = new Promise<never>((_resolve, reject) => {
    const timeout = (): void =>
      reject(new DomainError('TIMEOUT', 'The answer did not come in time; ask for less at once.'));
    const timer = setTimeout(timeout, deadlineMs);
    if (signals.some(({ aborted }) => aborted)) timeout();
    for (const signal of signals) signal.addEventListener('abort', timeout, { once: true });
    stop = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', timeout);
    };
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    stop();
  }
}
