/** Runs one statement: access mode, deadline, slot, metadata, and what a failure means. */
import neo4j, { Neo4jError, type Driver, type Record as ResultRecord, type Session } from 'neo4j-driver';
import type { z } from 'zod';
import { DomainError, type ErrorCode } from '../../domain/errors.ts';
import { createSlots, type Slots } from '../../domain/slots.ts';
import { nextTurn } from '../../domain/turns.ts';
import type { ReadOptions } from '../graph-store.ts';
import type { StatementReport, StoreWatch } from '../../observability/store-report.ts';
import { toStatement, type Fragment, type NamedFragment } from './cypher.ts';
import type { DriverSlot } from './driver.ts';
import { toDomainError } from './failures.ts';

/** Told of every statement before it is sent: for tests, metrics and logs. */
export type StatementListener = (
  coordinate: string,
  text: string,
  parameters: Readonly<Record<string, unknown>>,
) => void;

/** Those who are told what a runner does. */
export interface RunnerListeners extends Omit<StoreWatch, 'onNotice'> {
  readonly onStatement: StatementListener;
}
const NOBODY: RunnerListeners = { onStatement: () => {}, onReport: () => {}, onSlots: () => {} };

export interface Runner {
  /** Runs a read. Rows are checked against `row`. @throws DomainError */
  read<Row>(body: Fragment | NamedFragment, row: z.ZodType<Row>, options: ReadOptions): Promise<Row[]>;
  /** Runs a write that may safely run twice. @throws DomainError */
  write<Row>(name: string, body: Fragment, row: z.ZodType<Row>, signal: AbortSignal): Promise<Row[]>;
  /**
   * Runs writes that may safely run twice, all in one transaction. Each is taken from `bodies` when the one before it is on its
   * way, so that the next is made while the database works. @returns the rows of all. @throws DomainError
   */
  writeTogether<Row>(
    name: string,
    bodies: Iterable<Fragment>,
    row: z.ZodType<Row>,
    signal: AbortSignal,
  ): Promise<Row[]>;
}

const STATEMENTS_AT_ONCE = 8;
const STATEMENTS_WAITING = 200;
const WRITE_DEADLINE_MS = 60_000;
/** How long closing a session may take before its driver counts as hanging. */
const CANCEL_DEADLINE_MS = 1_000;

/** A session, and the driver it was taken from. */
interface Opened {
  readonly session: Session;
  readonly from: Driver;
  /** Fires when that driver is given up. */
  readonly givenUp: AbortSignal;
}

function open(driver: DriverSlot, database: string, defaultAccessMode: 'READ' | 'WRITE'): Opened {
  const from = driver.current();
  return { session: from.session({ database, defaultAccessMode }), from, givenUp: driver.givenUp() };
}

/** Ends what the session runs. A server that answers does so in milliseconds; one that does not costs us the driver. */
function cancel({ session, from }: Opened, driver: DriverSlot): void {
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
function failureOf(error: unknown, { givenUp }: Opened, signal: AbortSignal): DomainError {
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

/** What is known of a statement before it runs. */
export function factsOf(
  body: Fragment | NamedFragment,
  { coordinate, requestId, operation = null }: ReadOptions,
): Omit<StatementReport, 'ms' | 'rows' | 'code'> {
  const statement = 'statement' in body ? body.statement : 'other';
  return { coordinate, statement, plan: body.strategy ?? statement, requestId, operation };
}

function parsed<Row>(records: readonly ResultRecord[], row: z.ZodType<Row>): Row[] {
  return records.map((record) => row.parse(record.toObject()));
}

type Tools = readonly [driver: DriverSlot, database: string, told: Omit<RunnerListeners, 'onSlots'>, slots: Slots];

async function readOnce<Row>(
  [driver, database, { onStatement, onReport }, slots]: Tools,
  body: Fragment | NamedFragment,
  row: z.ZodType<Row>,
  options: ReadOptions,
): Promise<Row[]> {
  const { coordinate, requestId, deadlineMs } = options;
  const facts = factsOf(body, options);
  const started = performance.now();
  if (options.signal.aborted) throw new DomainError('TIMEOUT', 'Nobody waits for the answer any more.');
  const release = await slots.take(options.signal, { owner: requestId, deadlineMs });
  const sentAt = performance.now();
  const report = (rows: number, code: ErrorCode | null): void =>
    onReport({ ...facts, ms: performance.now() - sentAt, rows, code });
  const leftMs = Math.max(1, Math.round(deadlineMs - (performance.now() - started)));
  const { text, parameters } = toStatement(coordinate, body);
  onStatement(coordinate, text, parameters);
  const opened = open(driver, database, neo4j.session.READ);
  try {
    const config = { timeout: leftMs, metadata: { coordinate, requestId } };
    const result = await race(
      opened.session.run(text, parameters, config).then((answer) => answer),
      leftMs,
      options.signal,
      opened.givenUp,
    );
    const rows = parsed(result.records, row);
    report(rows.length, null);
    return rows;
  } catch (error) {
    const failure = failureOf(error, opened, options.signal);
    report(0, failure.code);
    throw failure;
  } finally {
    cancel(opened, driver);
    release();
  }
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

/** Runs statements in one transaction. @returns what all of them answer. */
async function writeOnce(
  [driver, database, { onStatement }]: Tools,
  coordinate: string,
  bodies: Iterable<Fragment>,
  signal: AbortSignal,
): Promise<readonly ResultRecord[]> {
  if (signal.aborted) throw new DomainError('TIMEOUT', 'Nobody waits for this write any more.');
  const source = bodies[Symbol.iterator]();
  /** The driver runs the whole again where the transaction fails for a passing reason. */
  const made: Fragment[] = [];
  const opened = open(driver, database, neo4j.session.WRITE);
  const config = { timeout: WRITE_DEADLINE_MS, metadata: { coordinate } };
  let isAnswered = false;
  try {
    const work = opened.session.executeWrite(async (transaction) => {
      const answers: Promise<readonly ResultRecord[]>[] = [];
      for (const body of takenOnce(source, made)) {
        const { text, parameters } = toStatement(coordinate, body);
        onStatement(coordinate, text, parameters);
        const answer = transaction.run(text, parameters).then(({ records }) => records);
        // All are looked at below; until then a failure is nobody's.
        answer.catch(() => undefined);
        answers.push(answer);
        await nextTurn();
      }
      const records = (await Promise.all(answers)).flat();
      isAnswered = true;
      return records;
    }, config);
    return await race(work, WRITE_DEADLINE_MS, signal, opened.givenUp);
  } catch (error) {
    const failure = failureOf(error, opened, signal);
    throw unwritten(isAnswered && !signal.aborted ? unknownOutcome(failure) : failure);
  } finally {
    cancel(opened, driver);
  }
}

/** Makes the runner of one store. */
export function createRunner(driver: DriverSlot, database: string, told: Partial<RunnerListeners>): Runner {
  const { onStatement = NOBODY.onStatement, onReport = NOBODY.onReport, onSlots = NOBODY.onSlots } = told;
  const slots = createSlots(STATEMENTS_AT_ONCE, STATEMENTS_WAITING);
  onSlots(slots.load);
  const tools: Tools = [driver, database, { onStatement, onReport }, slots];
  return {
    read: (body, row, options) => readOnce(tools, body, row, options),
    write: async (coordinate, body, row, signal) => parsed(await writeOnce(tools, coordinate, [body], signal), row),
    writeTogether: async (coordinate, bodies, row, signal) =>
      parsed(await writeOnce(tools, coordinate, bodies, signal), row),
  };
}
