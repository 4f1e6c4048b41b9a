import type { ErrorCode } from '../domain/errors.ts';

/** What is told of one request in the log and in the metrics: names, codes and numbers, never a value. */
export interface RequestRecord {
  /** The operation's name; null where it has none or was not read. */
  operation: string | null;
  /** Its predicted price; null where it was not priced. */
  cost: number | null;
  /** Code of the first error; null where there was none. */
  code: ErrorCode | null;
  /** Whether it was let through to execution. */
  hasRun: boolean;
  /** Whether its client left before it had its answer. */
  hasLeft: boolean;
}

export function newRequestRecord(): RequestRecord {
  return { operation: null, cost: null, code: null, hasRun: false, hasLeft: false };
}
