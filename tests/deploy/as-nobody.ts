/** The server as its container runs it: as a user who owns nothing, in a folder that cannot be written. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../http/product.ts';

/** Who owns nothing, on every system. */
const NOBODY = 65_534;
/** Root may write anywhere, so it becomes nobody; whoever is not root stays who they are. */
const USER = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface EndedServer {
  readonly code: unknown;
  readonly stderr: string;
  /** How many resources it said there are. */
  readonly answered: unknown;
}

/** Starts the server, asks it once and stops it. */
export async function askAsNobody(folder: string, cacheDir: string): Promise<EndedServer> {
  const settings = { PORT: '0', CACHE_DIR: cacheDir, DATA_DIR: path.join(ROOT, 'data') };
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'main.js')], {
    ...USER,
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /Open: +(http:\/\/[^/\s]+)/.exec(output.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`The server ended: ${output.stderr}`)));
  });
  const answer = await fetch(`${url}/graphql?query={resources{totalCount}}`);
  const { data } = (await answer.json()) as { data: { resources: { totalCount: unknown } } };
  child.kill('SIGTERM');
  const [code] = await ended;
  return { code, stderr: output.stderr, answered: data.resources.totalCount };
}
