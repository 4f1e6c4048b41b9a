/** How often a property is tried, and from which seed: FAST_CHECK_SEED and FAST_CHECK_PATH replay what a failure printed. */
import type { Parameters } from 'fast-check';

const { FAST_CHECK_SEED: seed, FAST_CHECK_PATH: path, TEST_LENGTH: length } = process.env;
/** `npm run test:long` tries more: five times as often where a test says nothing else. TEST_LENGTH may also be a number of times. */
export const IS_LONG = length === 'long';
const FACTOR = IS_LONG ? 5 : Number(length ?? 1);
/** Far beyond what a run takes on a busy machine. One that does not come to its end has shown nothing, so it fails. */
const TIME_LIMIT_MS = 240_000 * FACTOR;

/** For tests of properties; above `TIME_LIMIT_MS`, so that the property says how far it came. */
export const PROPERTY_TIMEOUT = { timeout: 300_000 * FACTOR };

/** @param inLongRuns how often in a long run, where a database makes every try slow */
export function runs<T>(numRuns: number, inLongRuns = numRuns * FACTOR): Parameters<T> {
  return {
    numRuns: IS_LONG ? inLongRuns : numRuns * FACTOR,
    interruptAfterTimeLimit: TIME_LIMIT_MS,
    markInterruptAsFailure: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}
