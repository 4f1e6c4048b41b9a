/** `npm run test:unsafe`: the checks that limits are for, against the bare server. Each must be red there. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readArguments } from '../../src/cli/arguments.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { progressDisplay } from '../../src/ingest/progress.ts';
import { checkOf, notRed, RED_TITLE, report, verdicts, type TestResult, type Told } from './red-checks.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
const REPORTER = path.join(ROOT, 'tests/unsafe/result-reporter.ts');

interface Group {
  readonly project: string;
  readonly has: (file: string) => boolean;
  /** A test that hangs has failed: nobody waits for what the product does at once. */
  readonly testTimeoutMs: number;
  /** The whole group, with the start of a database. */
  readonly deadlineMs: number;
}
/** The first that has a file runs it. */
const GROUPS: readonly Group[] = [
  { project: 'load', has: (file) => file.endsWith('.load.test.ts'), testTimeoutMs: 60_000, deadlineMs: 600_000 },
  { project: 'fault', has: (file) => file.endsWith('.fault.test.ts'), testTimeoutMs: 60_000, deadlineMs: 600_000 },
  {
    project: 'neo4j-seed',
    has: (file) => /^(?:checks|golden)\/[^/]+\.neo4j\.test\.ts$/.test(file),
    testTimeoutMs: 60_000,
    deadlineMs: 600_000,
  },
  {
    project: 'neo4j',
    has: (file) => file.endsWith('neo4j.test.ts') || file.startsWith('neo4j/'),
    testTimeoutMs: 60_000,
    deadlineMs: 600_000,
  },
  { project: 'product', has: () => true, testTimeoutMs: 20_000, deadlineMs: 600_000 },
];

const HELP = `Runs the tests of the checks that must fail without limits against a server without limits.

  npm run test:unsafe -- [--project product|neo4j|neo4j-seed|fault|load] [--help]

  --project  only these tests, and the checks of the others count as missing; all where nothing is said

It fails when one of those checks stays green, or has no test. It takes some minutes: tests hang there, and are ended.
`;

function filesWithRedTests(): string[] {
  const tests = path.join(ROOT, 'tests');
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('unsafe'))
    .filter((file) => checkOf(readFileSync(path.join(tests, file), 'utf8')) !== null)
    .map((file) => file.replaceAll(path.sep, '/'));
}

/** Runs the red tests of some files; what hangs beyond the deadline is ended with everything it started. */
async function runGroup(
  { project, testTimeoutMs, deadlineMs }: Group,
  files: readonly string[],
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  let found = 0;
  const display = progressDisplay(process.stderr);
  const limits = [`--testTimeout=${testTimeoutMs}`, '--hookTimeout=120000', '--teardownTimeout=5000'];
  const args = ['run', '--project', project, '-t', RED_TITLE, '--no-file-parallelism', ...limits];
  const child = spawn(
    process.execPath,
    [VITEST, ...args, '--reporter', REPORTER, ...files.map((file) => `tests/${file}`)],
    {
      cwd: ROOT,
      env: { ...process.env, SERVER_UNDER_TEST: 'bare' },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of it has ended already.
    }
  };
  const deadline = setTimeout(() => {
    process.stderr.write(`The tests of ${project} did not end in ${deadlineMs / 1_000} s and were stopped.\n`);
    end();
  }, deadlineMs);
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const told = JSON.parse(line) as Told;
    if ('found' in told) found += told.found;
    else results.push(told);
    display.onProgress({ phase: project, done: results.length, total: found });
  }
  clearTimeout(deadline);
  end();
  display.stop();
  return results;
}

async function runAll(project: string): Promise<TestResult[]> {
  const files = filesWithRedTests();
  const results: TestResult[] = [];
  for (const group of GROUPS.filter(({ project: name }) => project === '' || project === name)) {
    const own = files.filter((file) => GROUPS.find(({ has }) => has(file)) === group);
    if (own.length === 0) continue;
    process.stderr.write(`${group.project}: ${own.join(', ')}\n`);
    results.push(...(await runGroup(group, own)));
  }
  return results;
}

await runCommand(async () => {
  const { values } = readArguments(process.argv.slice(2), {
    project: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const all = verdicts(await runAll(String(values.project ?? '')));
  process.stdout.write(`\n${report(all)}`);
  return notRed(all).length === 0 ? 0 : 1;
});
