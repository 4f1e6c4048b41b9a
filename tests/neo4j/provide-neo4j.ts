/** Finds or makes a Neo4j for tests: the one NEO4J_URI names, else a container, else a server from jars. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { StartedNeo4jContainer } from '@testcontainers/neo4j';
import { boundsForImage } from '../../src/neo4j-server/conf.ts';
import { startNeo4jServer } from '../../src/neo4j-server/server.ts';

export interface Neo4jAddress {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export type ProvidedNeo4j = (Neo4jAddress & { readonly stop: () => Promise<void> }) | { readonly skip: string };

export const PASSWORD = 'only-for-tests';
/** Where the server's jars are kept. */
export const JARS_DIR = process.env['NEO4J_SERVER_DIR'] ?? '.neo4j';
/**
 * The server lives for a minute and meets every statement for the first time: compiling for the long run costs it a third more.
 * Without the room that is usual where code is compiled for the long run too, it soon runs uncompiled: a third more again.
 * Verifying each class of a released program finds nothing, and costs a tenth.
 */
export const SHORT_LIFE = [
  '-XX:TieredStopAtLevel=1',
  '-XX:ReservedCodeCacheSize=240m',
  '-XX:+UseSerialGC',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:-BytecodeVerificationRemote',
];
const IMAGE = 'neo4j:5.26-community';

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A container, or null where no engine runs; an engine that cannot start it says why. */
export async function fromDocker(): Promise<ProvidedNeo4j | null> {
  // Loaded late: it takes half a second, and most runs have an address or no engine.
  const { Neo4jContainer } = await import('@testcontainers/neo4j');
  const container = new Neo4jContainer(IMAGE).withPassword(PASSWORD).withEnvironment(boundsForImage());
  let started: StartedNeo4jContainer;
  try {
    started = await container.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!reason.includes('container runtime')) say(`No Neo4j from Docker: ${reason}`);
    return null;
  }
  const stop = async (): Promise<void> => void (await started.stop());
  const uri = started.getBoltUri().replace(/\/$/, '');
  return { uri, user: started.getUsername(), password: started.getPassword(), database: 'neo4j', stop };
}

async function fromJars(): Promise<ProvidedNeo4j> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'neo4j-test-'));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const place = { home, port: 0, password: PASSWORD, cacheDir: JARS_DIR };
    const server = await startNeo4jServer({ ...place, javaOptions: SHORT_LIFE, onProgress: say });
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
