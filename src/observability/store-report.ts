/** What a store tells of its work, for the log and the metrics: names and numbers, never a text or a value. */
import type { ErrorCode } from '../domain/errors.ts';
import type { SlotLoad } from '../domain/slots.ts';

/** One statement of the database, or one question where the store has no statements. */
export interface StatementReport {
  /** The field that asked, which is the statement's name, such as `Venue.resources`. */
  readonly coordinate: string;
  readonly requestId: string;
  /** From its turn to its last row; waiting for the turn is not counted. */
  readonly ms: number;
  readonly rows: number;
  /** Null where it was answered. */
  readonly code: ErrorCode | null;
}
export type OnReport = (report: StatementReport) => void;

/** Those who are told what a store does. */
export interface StoreWatch {
  readonly onReport: OnReport;
  /** Given the slots of the database once, so that their load can be read at any time. */
  readonly onSlots: (load: () => SlotLoad) => void;
}
