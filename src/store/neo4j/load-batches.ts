/** The transactions of a load: each of several statements, so that while one runs the rows of the next are made and sent. */
import { param } from './cypher.ts';
import type { LoadPart } from './load-parts.ts';
import type { Repeatable } from './write.ts';

const STATEMENT_ROWS = 1_000;
const STATEMENTS_TOGETHER = 4;

export interface Batch {
  /** How many rows it counts for. */
  readonly rows: number;
  /** Made as they are taken; all of a batch are taken before the next one is. */
  readonly bodies: Iterable<Repeatable>;
}

/** The statements of a part, each with as many rows as one takes. */
function* statementsOf(
  { write, create = write, parameters, statementRows = STATEMENT_ROWS }: LoadPart,
  isNew: boolean,
): Generator<Repeatable> {
  for (const given of parameters(statementRows)) {
    const rows = param(given);
    const again = write(rows);
    yield { first: isNew ? create(rows) : again, again };
  }
}

function* firstOf<T>(source: Iterator<T>, count: number): Generator<T> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = source.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function batchRowsOf({ statementRows = STATEMENT_ROWS }: LoadPart): number {
  return statementRows * STATEMENTS_TOGETHER;
}

export function batchCount(parts: readonly LoadPart[]): number {
  return parts.reduce((sum, part) => sum + Math.ceil(part.length / batchRowsOf(part)), 0);
}

/** All rows of a part, in their order. @param isNew whether there are surely none of them in the database */
export function* batchesOf(part: LoadPart, isNew: boolean): Generator<Batch> {
  const bodies = statementsOf(part, isNew);
  const batchRows = batchRowsOf(part);
  for (let done = 0; done < part.length; done += batchRows)
    yield { rows: Math.min(batchRows, part.length - done), bodies: firstOf(bodies, STATEMENTS_TOGETHER) };
}
