/** Writes: statements in one transaction, and transactions of which the next runs while the one before it is being kept. */
import neo4j, { Neo4jError, type ManagedTransaction, type Record as ResultRecord } from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';
import { nextTurn } from '../../domain/turns.ts';
import { toStatement, type Fragment, type Statement } from './cypher.ts';
import type { DriverSlot } from './driver.ts';
import { cancel, failureOf, open, race, type StatementListener } from './session.ts';

const WRITE_DEADLINE_MS = 60_000;

/** A statement, and what stands for it where it may have been kept already. */
export interface Repeatable {
  readonly first: Fragment;
  readonly again: Fragment;
}

/** A transaction that is under way. */
export interface Writing<Row> {
  /** Settles when all of its statements are answered, or it failed: then another may run behind it. */
  readonly answered: Promise<void>;
  /** Its rows, once it is kept. @throws DomainError */
  readonly kept: Promise<readonly Row[]>;
  /** Fires when it is run again: what runs behind it may hold what it needs, and lets go of that. */
  readonly restarted: AbortSignal;
}

export interface WriteSettings {
  readonly driver: DriverSlot;
  readonly database: string;
  readonly onStatement: StatementListener;
}

export interface WriteOptions {
  readonly coordinate: string;
  /** Is kept before this one is; null where nothing is under way. */
  readonly behind: Writing<unknown> | null;
  readonly signal: AbortSignal;
}

/** Left so that the transaction before it can be run again. */
class GaveWay extends Error {}

/** What ends a write whose signal fired. */
export function unwanted(): DomainError {
  return new DomainError('TIMEOUT', 'Nobody waits for this write any more.');
}

/** What a write's failure means once its statement was answered: only the word on its COMMIT is missing. */
function unknownOutcome(failure: DomainError): DomainError {
  if (failure.code !== 'STORE_UNAVAILABLE' && failure.code !== 'TIMEOUT') return failure;
  const message = 'Neo4j did not say whether the last write was kept. Run it again: nothing is written twice.';
  return new DomainError('UNKNOWN_OUTCOME', message, {}, { cause: failure });
}

/** A write that the server itself could not do: nothing in it is wrong. */
function unwritten(failure: DomainError): DomainError {
  const { cause } = failure;
  if (!(cause instanceof Neo4jError && cause.code.startsWith('Neo.DatabaseError.'))) return failure;
  const message =
    'Neo4j could not write; its log says why, such as a disk without room. Load again when that is mended.';
  return new DomainError('STORE_UNAVAILABLE', message, {}, { cause });
}

/** Values that are made as they are taken for the first time, and can be taken again. */
function* takenOnce<T>(source: Iterator<T>, taken: T[]): Generator<T> {
  yield* taken;
  for (let next = source.next(); next.done !== true; next = source.next()) {
    taken.push(next.value);
    yield next.value;
  }
}

interface Attempts {
  /** How often the statements were begun. */
  count: number;
  /** Whether all are answered, so that only the word on the COMMIT is missing. */
  isSent: boolean;
  readonly restart: AbortController;
  readonly onAnswered: () => void;
}

/** Settles with the work, or rejects when the signal fires. @throws GaveWay */
function unlessRestarted<T>(work: Promise<T>, restarted: AbortSignal | undefined): Promise<T> {
  if (restarted === undefined) return work;
  const end = new Promise<never>((_resolve, reject) => {
    const giveWay = (): void => reject(new GaveWay());
    if (restarted.aborted) giveWay();
    else restarted.addEventListener('abort', giveWay, { once: true });
  });
  return Promise.race([work, end]);
}

/**
 * Sends all statements, each of which is made while the database works on those before it, until the signal fires.
 * @returns what all of them answer.
 */
async function answersOf(
  transaction: ManagedTransaction,
  statements: Iterable<Statement>,
  stop: AbortSignal | undefined,
): Promise<readonly ResultRecord[]> {
  const answers: Promise<readonly ResultRecord[]>[] = [];
  for (const { text, parameters } of statements) {
    const answer = transaction.run(text, parameters).then(({ records }) => records);
    // All are looked at below; until then a failure is nobody's.
    answer.catch(() => undefined);
    answers.push(answer);
    await nextTurn();
    // Before the next is taken: it is made once, and whoever runs the transaction again takes it.
    if (stop?.aborted === true) break;
  }
  return (await Promise.all(answers)).flat();
}

/** Runs the transaction, as often as the driver thinks that it may yet be kept. @throws GaveWay, or what the driver says. */
async function attempt(
  { driver, database, onStatement }: WriteSettings,
  { coordinate, behind, signal }: WriteOptions,
  bodies: () => Iterable<Repeatable>,
  attempts: Attempts,
): Promise<readonly ResultRecord[]> {
  const opened = open(driver, database, neo4j.session.WRITE);
  const config = { timeout: WRITE_DEADLINE_MS, metadata: { coordinate } };
  const restarted = behind?.restarted;
  function* statements(isFirst: boolean): Generator<Statement> {
    for (const { first, again } of bodies()) {
      const statement = toStatement(coordinate, isFirst ? first : again);
      onStatement(coordinate, statement.text, statement.parameters);
      yield statement;
    }
  }
  const run = async (transaction: ManagedTransaction): Promise<readonly ResultRecord[]> => {
    const records = await answersOf(transaction, statements(attempts.count === 1), restarted);
    attempts.onAnswered();
    await behind?.kept;
    return records;
  };
  try {
    const work = opened.session.executeWrite(async (transaction) => {
      attempts.count += 1;
      if (attempts.count > 1) attempts.restart.abort();
      const records = await unlessRestarted(run(transaction), restarted);
      attempts.isSent = true;
      return records;
    }, config);
    return await race(work, WRITE_DEADLINE_MS, signal, opened.givenUp);
  } catch (error) {
    if (error instanceof GaveWay) throw error;
    if (signal.aborted) throw unwanted();
    const failure = failureOf(error, opened, signal);
    throw unwritten(attempts.isSent ? unknownOutcome(failure) : failure);
  } finally {
    cancel(opened, driver);
  }
}

/**
 * Begins a transaction of statements that may safely run twice. It is kept after the one `behind` which it runs; where that one is
 * run again this one lets go of what it holds, and begins anew when that one is kept.
 * The database does not know that one waits for the other: its statements must lock nothing that the COMMIT before it needs. A new
 * edge locks the newest ones of both ends then, so that none of these may be changed here.
 */
export function beginWrite(
  settings: WriteSettings,
  bodies: Iterable<Repeatable>,
  options: WriteOptions,
): Writing<ResultRecord> {
  const source = bodies[Symbol.iterator]();
  const made: Repeatable[] = [];
  const restart = new AbortController();
  let onAnswered: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (onAnswered = resolve));
  const attempts: Attempts = { count: 0, isSent: false, restart, onAnswered };
  const run = async (behind: WriteOptions['behind']): Promise<readonly ResultRecord[]> => {
    if (options.signal.aborted) throw unwanted();
    try {
      return await attempt(settings, { ...options, behind }, () => takenOnce(source, made), attempts);
    } catch (error) {
      if (!(error instanceof GaveWay)) throw error;
      await behind?.kept;
      return run(null);
    }
  };
  const kept = run(options.behind).finally(onAnswered);
  // Whoever began it looks at it later; until then a failure is nobody's.
  kept.catch(() => undefined);
  return { answered, kept, restarted: restart.signal };
}
