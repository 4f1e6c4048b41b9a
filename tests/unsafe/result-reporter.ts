/** Tells each result as it comes, a line of JSON on file descriptor 3, so that a run that hangs has told what came before. */
import { writeSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { checkOf, type Told } from './red-checks.ts';

const RESULTS_FD = 3;

function tell(told: Told): void {
  writeSync(RESULTS_FD, `${JSON.stringify(told)}\n`);
}

export default class ResultReporter implements Reporter {
  onTestModuleCollected(module: TestModule): void {
    const titles = [...module.children.allTests()].map((test) => test.fullName);
    tell({ found: titles.filter((title) => checkOf(title) !== null).length });
  }

  onTestCaseResult(test: TestCase): void {
    const check = checkOf(test.fullName);
    const { state } = test.result();
    if (check !== null && state !== 'pending') tell({ check, state, title: test.fullName });
  }
}
