/**
 * Counts what the code that answers questions does: V8's counters of blocks, which it keeps for coverage. They are exact,
 * the same on every machine, and cost the product nothing. Code that is loaded before counting begins is not counted.
 */
import { Session } from 'node:inspector/promises';

/** Where the work of a question in memory is done. */
const COUNTED = /\/src\/(?:store\/memory|search|exploration)\//;

export interface OperationCounter {
  /** Blocks run since the last call: functions, branches, rounds of loops. */
  take(): Promise<number>;
  stop(): Promise<void>;
}

/** To be awaited in `vi.hoisted`, before anything else is imported. */
export async function startCounting(): Promise<OperationCounter> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take: async () => {
      const { result } = await session.post('Profiler.takePreciseCoverage');
      const functions = result.filter(({ url }) => COUNTED.test(url)).flatMap((script) => script.functions);
      return functions.reduce((sum, { ranges }) => sum + ranges.reduce((blocks, { count }) => blocks + count, 0), 0);
    },
    stop: async () => {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
