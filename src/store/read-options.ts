/** How a question may be answered: for how long, for whom, under which name. */
export interface ReadOptions {
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Milliseconds this call may take from now. */
  readonly deadlineMs: number;
  /** The field that asks, for example `Venue.resources`: the name of the statement, the log line and the metric. */
  readonly coordinate: string;
  readonly requestId: string;
  /** The client's name for its operation, for the log. */
  readonly operation?: string | null;
}
