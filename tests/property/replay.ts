/** How often a property is tried, and from which seed: FAST_CHECK_SEED and FAST_CHECK_PATH replay what a failure printed. */
import type { Parameters } from 'fast-check';

const { FAST_CHECK_SEED: seed, FAST_CHECK_PATH: path, TEST_LENGTH: length } = process.env;
/** `npm run test:long` tries five times as often; TEST_LENGTH may also be a number of times. */
const FACTOR = length === 'long' ? 5 : Number(length ?? 1);
/** Far beyond what a run takes on a busy machine. One that does not come to its end has shown nothing, so it fails. */
const TIME_LIMIT_MS = 240_000 * FACTOR;

/** For tests of properties; above `TIME_LIMIT_MS`, so that the property says how far it came. */
export const PROPERTY_TIMEOUT = { timeout: 300_000 * FACTOR };

export function runs<T>(numRuns: number): Parameters<T> {
  return {
    numRuns: numRuns * FACTOR,
    interruptAfterTimeLimit: TIME_LIMIT_MS,
    markInterruptAsFailure: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}
