/** Runs other programs and waits for their end. */
import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly exitCode: number;
  /** What it wrote to both streams. */
  readonly output: string;
}

/** Runs a program to its end, or kills it at the deadline. @returns null when there is no such program. */
export function runProgram(
  name: string,
  programArguments: readonly string[],
  deadlineMs: number,
): Promise<ProgramRun | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, [...programArguments], { stdio: ['ignore', 'pipe', 'pipe'], timeout: deadlineMs });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, output }));
  });
}

/** The major version of the Java on the PATH, or null when there is none. */
export async function javaVersion(): Promise<number | null> {
  const run = await runProgram('java', ['-version'], 20_000);
  const version = run === null ? null : /version "(\d+)/.exec(run.output)?.[1];
  return version === null || version === undefined ? null : Number(version);
}
