import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/observability/log.ts';
import { statementLog } from '../../src/observability/statement-log.ts';
import type { StatementReport, Strategy } from '../../src/observability/store-report.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { reportedStore } from '../../src/store/reported-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const REPORT: StatementReport = {
  coordinate: 'Venue.resources',
  statement: 'page',
  plan: 'topic-anchor',
  requestId: 'r',
  operation: 'Venues',
  ms: 20.4,
  rows: 20,
  code: null,
};
const SLOW_MS = 100;

/** The lines that reports leave in a log of this level. */
function linesOf(level: string, reports: readonly StatementReport[]): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const log = createLog(level, {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  for (const report of reports) statementLog(log, SLOW_MS)(report);
  return lines;
}

describe('the log of statements', () => {
  it('has one line for a slow statement: who asked, what for, by which plan, rows and milliseconds, and nothing else', () => {
    const [line, ...rest] = linesOf('info', [REPORT, { ...REPORT, ms: 100.4 }]);
    expect(rest).toEqual([]);
    const { level, time, ...facts } = line ?? {};
    expect([typeof level, typeof time]).toEqual(['number', 'string']);
    expect(facts).toEqual({
      msg: 'slow statement',
      requestId: 'r',
      operation: 'Venues',
      coordinate: 'Venue.resources',
      statement: 'page',
      plan: 'topic-anchor',
      rows: 20,
      ms: 100,
    });
  });

  it('has a line for one that failed on our side however fast, and none for one that a client gave up', () => {
    const lines = linesOf('info', [
      { ...REPORT, code: 'INTERNAL' },
      { ...REPORT, code: 'TIMEOUT' },
    ]);
    expect(lines.map(({ msg, code }) => [msg, code])).toEqual([['failed statement', 'INTERNAL']]);
  });

  it('has a line for every statement at LOG_LEVEL=debug', () => {
    expect(linesOf('debug', [REPORT, REPORT]).map(({ msg, ms }) => [msg, ms])).toEqual([
      ['statement', 20],
      ['statement', 20],
    ]);
  });
});

describe('a question to a store without statements', () => {
  it.each([
    [undefined, 'entities'],
    ['read-index', 'read-index'],
  ] as const)('is told with the plan of the store, which is %s', async (plan: Strategy | undefined, told) => {
    const reports: StatementReport[] = [];
    const store = reportedStore(createMemoryStore(SMALL_GRAPH), (report) => void reports.push(report), plan);
    const options = { signal: new AbortController().signal, deadlineMs: 1_000, coordinate: 'Query.sources' };
    await store.entities({ kind: 'SOURCE' }, { ...options, requestId: 'r', operation: 'Sources' });
    expect(reports).toEqual([
      {
        coordinate: 'Query.sources',
        statement: 'entities',
        plan: told,
        requestId: 'r',
        operation: 'Sources',
        ms: expect.any(Number),
        rows: SMALL_GRAPH.sources.length,
        code: null,
      },
    ]);
  });
});
