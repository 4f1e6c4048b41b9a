import type { Log } from './log.ts';
import type { OnReport } from './store-report.ts';

/**
 * Writes a line for every statement: a warning where it took `slowMs` or longer or failed on our side, else one for those
 * who debug. Names and numbers only.
 */
export function statementLog(log: Pick<Log, 'warn' | 'debug'>, slowMs: number): OnReport {
  return ({ requestId, operation, coordinate, statement, plan, ms, rows, code }) => {
    const line = {
      requestId,
      operation: operation ?? undefined,
      coordinate,
      statement,
      plan,
      rows,
      ms: Math.round(ms),
      code: code ?? undefined,
    };
    if (code === 'INTERNAL') log.warn(line, 'failed statement');
    else if (ms >= slowMs) log.warn(line, 'slow statement');
    else log.debug(line, 'statement');
  };
}
