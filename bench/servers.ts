/** The servers that are measured, each a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { run, startProduct } from '../tests/http/product.ts';
import { provideNeo4j, type Neo4jAddress } from '../tests/neo4j/provide-neo4j.ts';
import type { ServerName } from './cases.ts';
import { createStatementCounter, type StatementCounter } from './count-statements.ts';

export interface RunningServer {
  readonly name: ServerName;
  /** Where GraphQL is answered. */
  readonly url: string;
  /** The database behind it, where there is one. */
  readonly database?: { readonly version: string; readonly statements: StatementCounter };
  readonly stop: () => Promise<void>;
}

export interface BareServer {
  /** Takes bytes; the address that answers with them. */
  readonly serve: (name: string, bytes: Buffer) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function startBare(): Promise<BareServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const script = path.join(import.meta.dirname, 'bare-server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const line = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)]);
  if (line === null) throw new Error('The bare server did not start.');
  const serve = async (name: string, bytes: Buffer): Promise<string> => {
    const file = name.replaceAll(/\W+/g, '-');
    await writeFile(path.join(folder, file), bytes);
    return `${String(line[0]).trim()}/${file}`;
  };
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { serve, stop };
}

type Settings = Readonly<Record<string, string>>;

/** A server as it is started for people, which says less. */
export const AS_SERVED: Settings = { LOG_LEVEL: 'error', WARM_UP: 'on' };
/** Nodes and filters are kept, as everywhere; answers are not: with kept answers a store would be asked once for each case. */
export const NODES_KEPT: Settings = { RESPONSE_CACHE_BYTES: '0' };
/** Nothing is kept of what was asked before. */
export const ANEW: Settings = { ...NODES_KEPT, KEPT_NODES: '0', KEPT_FILTER_BYTES: '0' };

async function startServer(name: ServerName, settings: Settings): Promise<RunningServer> {
  const product = await startProduct({ ...AS_SERVED, ...settings });
  return { name, url: `${product.url}/graphql`, stop: async () => void (await product.stop()) };
}

/** The rows of a folder join the seed, where one is named. */
function dataSettings(dataDir: string | null): Settings {
  return dataDir === null ? {} : { DATA_DIR: dataDir };
}

export async function startOnMemory(dataDir: string | null): Promise<RunningServer[]> {
  const data = dataSettings(dataDir);
  return [await startServer('memory', { ...ANEW, ...data }), await startServer('memory, kept', data)];
}

/** What the product and its commands read to find a database. */
export type Neo4jSettings = Readonly<
  Record<'NEO4J_URI' | 'NEO4J_USER' | 'NEO4J_PASSWORD' | 'NEO4J_DATABASE' | 'NEO4J_PLAIN_TEXT', string>
>;
export interface LoadedDatabase {
  readonly settings: Neo4jSettings;
  readonly address: Neo4jAddress;
  readonly version: string;
  readonly stop: () => Promise<void>;
}

async function versionOf({ uri, user, password }: Neo4jAddress): Promise<string> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    return (await driver.getServerInfo()).agent ?? 'Neo4j';
  } finally {
    await driver.close();
  }
}

const SEED_ATTEMPTS = 5;

/** Loads the graph; a database that holds it already is left as it is. One that was just started may need a while. */
async function seed(settings: Settings): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { code, stderr } = await run('cli/seed.js', [], settings);
    if (code === 0) return;
    if (attempt === SEED_ATTEMPTS) throw new Error(`The graph could not be loaded: ${stderr}`);
  }
}

/**
 * A Neo4j that holds the seed, and the rows of a folder beside it where one is named; or why there is none.
 * @throws Error when it could not be loaded
 */
export async function loadedNeo4j(
  say: (line: string) => void,
  { dataDir, deadlineMs }: { readonly dataDir: string | null; readonly deadlineMs: number },
): Promise<LoadedDatabase | { readonly skip: string }> {
  const provided = await provideNeo4j();
  if ('skip' in provided) return provided;
  const { stop, ...address } = provided;
  const settings = {
    NEO4J_URI: provided.uri,
    NEO4J_USER: provided.user,
    NEO4J_PASSWORD: provided.password,
    NEO4J_DATABASE: provided.database,
    NEO4J_PLAIN_TEXT: 'on',
  };
  try {
    say('Loading the graph into Neo4j ...');
    const loading = seed({ ...settings, ...dataSettings(dataDir) }).then(() => true);
    loading.catch(() => undefined);
    if (await Promise.race([loading, sleep(deadlineMs, false, { ref: false })])) {
      return { settings, address, version: await versionOf(address), stop };
    }
    await stop();
    return { skip: `the graph was not loaded within ${deadlineMs / 1_000} s.` };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The product on a Neo4j with the graph in it, or why there is none. */
export async function startOnNeo4j(
  say: (line: string) => void,
  load: { readonly dataDir: string | null; readonly deadlineMs: number },
): Promise<RunningServer[] | { readonly skip: string }> {
  const loaded = await loadedNeo4j(say, load);
  if ('skip' in loaded) return loaded;
  const { settings, address, version } = loaded;
  try {
    const database = { version, statements: await createStatementCounter(address) };
    const anew = await startServer('neo4j', { ...settings, ...ANEW });
    const kept = await startServer('neo4j, kept', settings);
    const stop = async (): Promise<void> => {
      await database.statements.close();
      await anew.stop();
      await loaded.stop();
    };
    // The last to be stopped stops the database.
    return [kept, { ...anew, database, stop }];
  } catch (error) {
    await loaded.stop();
    throw error;
  }
}
