/** Finds or makes a Neo4j for tests: the one NEO4J_URI names, else a container, else a server from jars. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { runProgram } from '../../src/neo4j-server/programs.ts';
import { startNeo4jServer } from '../../src/neo4j-server/server.ts';

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export type ProvidedNeo4j = (Neo4jAddress & { readonly stop: () => Promise<void> }) | { readonly skip: string };

const PASSWORD = 'only-for-tests';
const IMAGE = 'neo4j:5.26-community';
const CONTAINER_START_MS = 120_000;

async function waitForBolt(address: Neo4jAddress): Promise<void> {
  const deadline = Date.now() + CONTAINER_START_MS;
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password));
  try {
    for (;;) {
      try {
        await driver.getServerInfo();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await sleep(500);
      }
    }
  } finally {
    await driver.close();
  }
}

async function fromDocker(): Promise<ProvidedNeo4j | null> {
  const info = await runProgram('docker', ['info'], 10_000);
  if (info?.exitCode !== 0) return null;
  const settings = ['db_transaction_monitor_check_interval=500ms', 'db_transaction_timeout=10s'];
  const environment = [`NEO4J_AUTH=neo4j/${PASSWORD}`, ...settings.map((setting) => `NEO4J_${setting}`)];
  const run = ['run', '--detach', '--rm', '--publish', '127.0.0.1::7687'];
  const started = await runProgram(
    'docker',
    [...run, ...environment.flatMap((entry) => ['--env', entry]), IMAGE],
    300_000,
  );
  if (started?.exitCode !== 0) return null;
  const container = started.output.trim().split('\n').at(-1) ?? '';
  const stop = async (): Promise<void> => void (await runProgram('docker', ['stop', container], 30_000));
  const mapped = await runProgram('docker', ['port', container, '7687/tcp'], 10_000);
  const address = { uri: `bolt://${mapped?.output.trim().split('\n')[0] ?? ''}`, user: 'neo4j', password: PASSWORD };
  await waitForBolt({ ...address, database: 'neo4j' });
  return { ...address, database: 'neo4j', stop };
}

async function fromJars(): Promise<ProvidedNeo4j> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'neo4j-test-'));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  const cacheDir = process.env['NEO4J_SERVER_DIR'] ?? '.neo4j';
  try {
    const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
    const server = await startNeo4jServer({ home, port: 0, password: PASSWORD, cacheDir, onProgress });
    const stop = async (): Promise<void> => {
      await server.stop();
      await remove();
    };
    return { uri: server.uri, user: server.user, password: server.password, database: server.database, stop };
  } catch (error) {
    await remove();
    return { skip: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A Neo4j whose graph tests may replace, or why there is none.
 * @throws Error with that reason when REQUIRE_NEO4J=1, so that a hole in a test run is seen.
 */
export async function provideNeo4j(): Promise<ProvidedNeo4j> {
  const { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database } = process.env;
  if (uri !== undefined && uri !== '') {
    const stop = (): Promise<void> => Promise.resolve();
    return { uri, user: user ?? 'neo4j', password: password ?? '', database: database ?? 'neo4j', stop };
  }
  const provided = (await fromDocker()) ?? (await fromJars());
  if ('skip' in provided && process.env['REQUIRE_NEO4J'] === '1') {
    throw new Error(`REQUIRE_NEO4J=1, and there is no Neo4j: ${provided.skip}`);
  }
  return provided;
}
