/** The servers that are measured, each a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run, startProduct } from '../tests/http/product.ts';
import { provideNeo4j } from '../tests/neo4j/provide-neo4j.ts';

export interface RunningServer {
  readonly name: string;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the bare server that answers with `bytes`. */
export async function startBare(name: string, bytes: Buffer): Promise<RunningServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const file = path.join(folder, 'bytes');
  await writeFile(file, bytes);
  const script = path.join(import.meta.dirname, 'bare-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const stop = async (): Promise<void> => {
    child.kill();
    await once(child, 'close');
    await rm(folder, { recursive: true });
  };
  return { name, url: line.toString().trim(), stop };
}

export async function startOnMemory(): Promise<RunningServer> {
  const product = await startProduct({ LOG_LEVEL: 'error' });
  return { name: 'memory', url: product.url, stop: async () => void (await product.stop()) };
}

/** The product on a Neo4j with the seed in it; null, with the reason printed, when there is no Neo4j. */
export async function startOnNeo4j(): Promise<RunningServer | null> {
  const neo4j = await provideNeo4j();
  if ('skip' in neo4j) {
    process.stderr.write(`Without Neo4j: ${neo4j.skip}\n`);
    return null;
  }
  const settings = {
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    NEO4J_DATABASE: neo4j.database,
  };
  const seeded = await run('cli/seed.js', [], settings);
  if (seeded.code !== 0) {
    await neo4j.stop();
    throw new Error(`The seed could not be loaded: ${seeded.stderr}`);
  }
  const product = await startProduct({ LOG_LEVEL: 'error', ...settings });
  const stop = async (): Promise<void> => {
    await product.stop();
    await neo4j.stop();
  };
  return { name: 'neo4j', url: product.url, stop };
}
