/** What may be written down of an unexpected failure: its kind, its code and its place in our code. */
export interface FailureFacts {
  readonly name: string;
  readonly code?: string;
  /** Places in the code, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: FailureFacts;
}

const MAX_FRAMES = 8;
const MAX_CAUSES = 3;

/** Messages are left out: those of a database, a parser or a driver repeat values, addresses and statements. */
export function failureFacts(error: unknown, causesLeft = MAX_CAUSES): FailureFacts {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { name, stack = '', cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = stack
    .split('\n')
    .map((line) => line.trim())
    // A message of several lines may hold lines like these, so only what ends in a place counts.
    .filter((line) => /^at (?:[\w.<>$#[\] ]+ \()?(?:node:|file:|\/|[A-Z]:\\)[^()]*:\d+:\d+\)?$/.test(line))
    .slice(0, MAX_FRAMES);
  return {
    name,
    ...(code === undefined ? {} : { code }),
    frames,
    ...(cause === undefined || causesLeft === 0 ? {} : { cause: failureFacts(cause, causesLeft - 1) }),
  };
}
