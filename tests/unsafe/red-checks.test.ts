import { describe, expect, it } from 'vitest';
import { checkOf, notRed, RED_CHECKS, report, verdicts, type TestResult } from './red-checks.ts';

const allRed: readonly TestResult[] = RED_CHECKS.map((check) => ({ check, state: 'failed', title: '' }));
const without = (check: number): readonly TestResult[] => allRed.filter((result) => result.check !== check);

describe('checks against a server without limits', () => {
  it('are known by their titles', () => {
    expect(checkOf('a document (check 3 R) is refused')).toBe(3);
    expect(checkOf('a runaway statement (check 36 N R)')).toBe(36);
    expect(checkOf('a circle (check 4)')).toBeNull();
  });

  it('are all right when each has a red test, whatever else it has', () => {
    const all = verdicts([...allRed, { check: 1, state: 'passed', title: '' }]);
    expect(notRed(all)).toEqual([]);
    expect(report(all)).toMatch(/Red: all 16 checks, 16 of 17 tests\.\n$/);
  });

  it.each([
    ['green', [{ check: 9, state: 'passed', title: '' }] as const],
    ['skipped', [{ check: 9, state: 'skipped', title: '' }] as const],
    ['missing', []],
  ])('are not when one is %s', (_name, results) => {
    const all = verdicts([...without(9), ...results]);
    expect(notRed(all).map(({ check }) => check)).toEqual([9]);
    expect(report(all)).toMatch(/Not red: 9\./);
  });
});
