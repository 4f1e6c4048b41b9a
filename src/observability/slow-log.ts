import type { Log } from './log.ts';
import type { OnReport } from './store-report.ts';

/** Writes a line for every statement that took `slowMs` or longer, or failed on our side: names and numbers only. */
export function slowLog(log: Pick<Log, 'warn'>, slowMs: number): OnReport {
  return ({ coordinate, requestId, ms, rows, code }) => {
    const isFailed = code === 'INTERNAL';
    if (ms < slowMs && !isFailed) return;
    const line = { requestId, coordinate, ms: Math.round(ms), rows, ...(code === null ? {} : { code }) };
    log.warn(line, isFailed ? 'failed statement' : 'slow statement');
  };
}
