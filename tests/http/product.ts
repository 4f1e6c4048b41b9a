/** Starts the built product as a process, as a person would, and stops it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export interface Product {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal and waits for the end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Only what a program needs to start: settings of the person who runs the tests must not leak in. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  // Half of the work of a start, and few tests look at what comes after it.
  return { PATH, HOME, NODE_ENV: 'production', WARM_UP: 'off', ...settings };
}

/** `npm run test:unsafe` starts the server without its limits, to see which tests notice. */
export const IS_BARE = process.env['SERVER_UNDER_TEST'] === 'bare';
const SERVER = IS_BARE ? ['--import', 'tsx', 'tests/unsafe/bare-server.ts'] : [path.join('dist', 'main.js')];

function launch(program: readonly string[], settings: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, program, { cwd: ROOT, env: environment(settings) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, ended };
}

/** Runs a command of the product to its end. */
export async function run(
  file: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const { output, ended } = launch([path.join('dist', file), ...args], settings);
  const code = await ended;
  return { code, ...output };
}

/**
 * The server on a free port, once it has said where it listens.
 * @param program what Node runs in place of the built server: a test's own composition of it, or its flags too.
 */
export async function startProduct(
  settings: Readonly<Record<string, string>> = {},
  program: readonly string[] = SERVER,
): Promise<Product> {
  const { child, output, ended } = launch(program, { PORT: '0', ...settings });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /Open: +(http:\/\/[^/\s]+)/.exec(output.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`The server ended with ${code}: ${output.stderr}`)));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    // The bare one may be too busy to hear anything.
    child.kill(IS_BARE ? 'SIGKILL' : signal);
    return ended;
  };
  return { url, process: child, stdout: () => output.stdout, stderr: () => output.stderr, stop };
}

const WARM_UP_DEADLINE_MS = 60_000;

/** Waits until a server has asked its own questions, as it does after its start with WARM_UP=on; the bare one does not. It must log `info`. */
export async function warmedUp({ stderr }: Product): Promise<void> {
  const until = performance.now() + WARM_UP_DEADLINE_MS;
  if (IS_BARE) return;
  while (!stderr().includes('warmed up')) {
    if (performance.now() > until) throw new Error('The server did not ask its own questions in time');
    await sleep(20);
  }
}
