/** Runs one statement: access mode, deadline, slot, metadata, and what a failure means. */
import neo4j, { type Record as ResultRecord } from 'neo4j-driver';
import type { z } from 'zod';
import { DomainError, type ErrorCode } from '../../domain/errors.ts';
import { createSlots, type Slots } from '../../domain/slots.ts';
import type { ReadOptions } from '../graph-store.ts';
import type { StatementReport, StoreWatch } from '../../observability/store-report.ts';
import { toStatement, type Fragment, type NamedFragment } from './cypher.ts';
import type { DriverSlot } from './driver.ts';
import { cancel, failureOf, open, race, type StatementListener } from './session.ts';
import { beginWrite, type Repeatable, type Writing } from './write.ts';

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
  /**
   * Begins such writes, in a transaction that runs while the one `behind` which it comes is still being kept, and is kept after it.
   * Where it is run again each statement is the one that may.
   */
  writeBehind<Row>(
    name: string,
    bodies: Iterable<Repeatable>,
    row: z.ZodType<Row>,
    options: { readonly behind: Writing<unknown> | null; readonly signal: AbortSignal },
  ): Writing<Row>;
}

const STATEMENTS_AT_ONCE = 8;
const STATEMENTS_WAITING = 200;

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

/** Statements that are the same whenever they run. */
function* repeatable(bodies: Iterable<Fragment>): Generator<Repeatable> {
  for (const body of bodies) yield { first: body, again: body };
}

/** Makes the runner of one store. */
export function createRunner(driver: DriverSlot, database: string, told: Partial<RunnerListeners>): Runner {
  const { onStatement = NOBODY.onStatement, onReport = NOBODY.onReport, onSlots = NOBODY.onSlots } = told;
  const slots = createSlots(STATEMENTS_AT_ONCE, STATEMENTS_WAITING);
  onSlots(slots.load);
  const tools: Tools = [driver, database, { onStatement, onReport }, slots];
  const writeBehind: Runner['writeBehind'] = (coordinate, bodies, row, options) => {
    const writing = beginWrite({ driver, database, onStatement }, bodies, { ...options, coordinate });
    const kept = writing.kept.then((records) => parsed(records, row));
    kept.catch(() => undefined);
    return { ...writing, kept };
  };
  const writeTogether: Runner['writeTogether'] = async (coordinate, bodies, row, signal) => [
    ...(await writeBehind(coordinate, repeatable(bodies), row, { behind: null, signal }).kept),
  ];
  return {
    read: (body, row, options) => readOnce(tools, body, row, options),
    write: (coordinate, body, row, signal) => writeTogether(coordinate, [body], row, signal),
    writeTogether,
    writeBehind,
  };
}
