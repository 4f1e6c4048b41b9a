/** Starts the build in a process of its own, and brings back what it says. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BuildProgress } from './build-graph.ts';
import { IngestError, type Problem } from './problem.ts';

/** Where a graph that was built is, or the system's code where it could not be written. */
export type KeptFile =
  { readonly path: string; readonly refusal: null } | { readonly path: null; readonly refusal: string };

/** What the building process says. */
export type BuildMessage =
  | { readonly is: 'progress'; readonly progress: BuildProgress }
  | ({ readonly is: 'built' } & KeptFile)
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  | { readonly is: 'failed'; readonly reason: string };

export interface ApartInput {
  readonly seedDir: string;
  readonly dataDir: string | null;
  readonly cacheDir: string;
}

/**
 * Of V8: it collects when the heap has grown by 40 %, not threefold, and holds 32 MB of young objects. Of a build of a hundred thousand
 * resources that is a third of the memory at the same pace.
 */
const MEMORY_FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=40'];

/** Sources are not programs that Node can run by itself; from them the build stays in this process. */
const PROGRAM = import.meta.url.endsWith('.js') ? fileURLToPath(new URL('./build-program.js', import.meta.url)) : null;

/**
 * Builds the graph in another process, which leaves it in a file.
 * @returns the file, or null where there is no such process: then the caller builds itself.
 * @throws IngestError as `buildGraph`.
 */
export async function buildApart(
  input: ApartInput,
  onProgress: (progress: BuildProgress) => void,
): Promise<KeptFile | null> {
  if (PROGRAM === null) return null;
  const child = fork(PROGRAM, { serialization: 'advanced', execArgv: MEMORY_FLAGS });
  return new Promise((resolve, reject) => {
    child.on('message', (message: BuildMessage) => {
      if (message.is === 'progress') onProgress(message.progress);
      else if (message.is === 'built') resolve(message);
      else if (message.is === 'refused') reject(new IngestError(message.problems));
      else resolve(null);
    });
    // Killed, or out of memory: the caller builds itself, and says what is wrong if that fails too.
    child.once('close', () => resolve(null));
    child.once('error', () => resolve(null));
    child.send(input);
  });
}
