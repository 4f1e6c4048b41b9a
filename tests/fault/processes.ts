/** Commands of the product as processes that a test may kill. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../http/product.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects what a process writes until it has ended. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

/** Begins `npm run seed` with these arguments and nothing but these settings. @param before words of a shell before it. */
export function beginSeed(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  before = '',
): ChildProcess {
  const program = [process.execPath, path.join('dist', 'cli', 'seed.js'), ...args];
  const env = { PATH: process.env['PATH'], ...settings };
  return spawn('sh', ['-c', `${before} exec "$@"`, 'sh', ...program], { cwd: ROOT, env });
}

/** Numbers from 0 to 1 that a seed repeats (a linear congruential generator with the constants of Numerical Recipes). */
export function chances(seed: number): () => number {
  let state = seed % 2 ** 32;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}
