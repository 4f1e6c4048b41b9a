/** Which checks must be red without limits, what their tests told of themselves, and what that means. */

/** The checks marked R in docs/SECURITY.md's list: each is the work of a limit, and shows nothing where it holds without one. */
export const RED_CHECKS = [1, 2, 3, 5, 6, 7, 9, 11, 12, 14, 18, 30, 32, 33, 34, 36] as const;

export interface TestResult {
  readonly check: number;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly title: string;
}
/** What a run tells while it goes on: how many tests a file has, and what became of one. */
export type Told = { readonly found: number } | TestResult;

/** For vitest's `-t`: titles of tests that must be red. */
export const RED_TITLE = '\\(check \\d+[^)]*\\bR\\)';

/** The check that a title names with an R; null where it names none. */
export function checkOf(title: string): number | null {
  const number = /\(check (\d+)[^)]*\bR\)/.exec(title)?.[1];
  return number === undefined ? null : Number(number);
}

export interface Verdict {
  readonly check: number;
  readonly run: number;
  readonly red: number;
  readonly skipped: number;
}

/** One row for each check that must be red, and for every other one whose tests say so. */
export function verdicts(results: readonly TestResult[]): Verdict[] {
  const checks = new Set<number>([...RED_CHECKS, ...results.map(({ check }) => check)]);
  return [...checks]
    .toSorted((a, b) => a - b)
    .map((check) => {
      const of = results.filter((result) => result.check === check);
      const count = (state: TestResult['state']): number => of.filter((result) => result.state === state).length;
      return { check, run: count('passed') + count('failed'), red: count('failed'), skipped: count('skipped') };
    });
}

/** Those that stayed green, or that no test was run for. */
export function notRed(all: readonly Verdict[]): Verdict[] {
  return all.filter(({ red }) => red === 0);
}

/** The rows as text, and a last line that says what they mean. */
export function report(all: readonly Verdict[]): string {
  const rows = all.map(({ check, run, red, skipped }) => {
    const remark = red > 0 ? '' : run === 0 ? (skipped === 0 ? 'no test' : 'skipped') : 'GREEN';
    return `  ${String(check).padStart(5)} ${String(run).padStart(6)} ${String(red).padStart(5)}  ${remark}`.trimEnd();
  });
  const green = notRed(all);
  const sum = (part: 'run' | 'red'): number => all.reduce((total, verdict) => total + verdict[part], 0);
  const last =
    green.length === 0
      ? `Red: all ${all.length} checks, ${sum('red')} of ${sum('run')} tests.`
      : `Not red: ${green.map(({ check }) => check).join(', ')}. A check that holds without its limits shows nothing.`;
  return `  check  tests   red\n${rows.join('\n')}\n\n${last}\n`;
}
