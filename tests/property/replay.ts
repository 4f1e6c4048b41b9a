/** How often a property is tried, and from which seed: FAST_CHECK_SEED and FAST_CHECK_PATH replay what a failure printed. */
import type { Parameters } from 'fast-check';

const { FAST_CHECK_SEED: seed, FAST_CHECK_PATH: path } = process.env;

export function runs<T>(numRuns: number): Parameters<T> {
  return {
    numRuns,
    interruptAfterTimeLimit: 60_000,
    markInterruptAsFailure: false,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
}
