/** What a store tells of its work, for the log and the metrics: names and numbers, never a text or a value. */
import type { ErrorCode } from '../domain/errors.ts';
import type { SlotLoad } from '../domain/slots.ts';

/** What a statement is for, or the question where the store has no statements. `other`: one that has no name of its own. */
export const STATEMENT_NAMES = [
  'page',
  'aggregate',
  'count',
  'byIds',
  'byIdentifiers',
  'entities',
  'expand',
  'topicPairs',
  'related',
  'candidates',
  'paths',
  'neighborhood',
  'neighbours',
  'reached',
  'edges',
  'status',
  'constraints',
  'catalog',
  'searchIndex',
  'other',
] as const;
export type StatementName = (typeof STATEMENT_NAMES)[number];

/**
 * How a statement finds its resources, where there is a choice: along the whole graph, along those with a property of each
 * parent, from each parent over its edges, from the rarest topics of the filter, or all that match a text; in the read index
 * instead of the database; `mixed` where its parts differ.
 */
export const STRATEGIES = [
  'graph-walk',
  'property-walk',
  'edge-walk',
  'topic-anchor',
  'text-matches',
  'read-index',
  'mixed',
] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** The strategy that was chosen; the statement's own name where there is none to choose. */
export type PlanName = Strategy | StatementName;

/** One statement of the database, or one question where the store has no statements. */
export interface StatementReport {
  /** The field that asked, such as `Venue.resources`, or what the store asks for itself, such as `status`. */
  readonly coordinate: string;
  readonly statement: StatementName;
  readonly plan: PlanName;
  readonly requestId: string;
  /** The name that the client gave its operation; null where there is none. */
  readonly operation: string | null;
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
  /** Told in one sentence what no answer says, such as that a database is away; at most about once a second. */
  readonly onNotice: (sentence: string) => void;
  /** Told the code of the system where a graph that was built could not be kept. */
  readonly onUnkept?: (code: string) => void;
}
