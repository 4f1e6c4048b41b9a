/** A Neo4j of a test's own, from jars, which it may kill, stop for a while, and start again over the same data. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { auth, driver as driverFor, type Driver } from 'neo4j-driver';
import { startNeo4jServer, type Neo4jServer, type Neo4jServerSettings } from '../../src/neo4j-server/server.ts';
import { JARS_DIR, PASSWORD, SHORT_LIFE, type Neo4jAddress } from '../neo4j/provide-neo4j.ts';
import { msUntil } from './watch-product.ts';

export interface OwnNeo4j {
  readonly address: Neo4jAddress;
  /** What a product or a command needs to find it. */
  readonly settings: Readonly<Record<string, string>>;
  /** An observer with a driver of its own. */
  readonly observer: Driver;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Kills it as a lack of memory would, and waits for its end. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address. Resolves when it answers. @returns milliseconds until then. */
  readonly restart: () => Promise<number>;
  readonly end: () => Promise<void>;
}

async function answers({ uri, user, password, database }: Neo4jAddress): Promise<boolean> {
  // A driver that was refused may try again too late to measure anything.
  const driver = driverFor(uri, auth.basic(user, password), { connectionTimeout: 1_000, maxTransactionRetryTime: 0 });
  try {
    await driver.executeQuery('RETURN 1', {}, { database });
    return true;
  } catch {
    return false;
  } finally {
    await driver.close();
  }
}

/**
 * Starts it.
 * @param home a folder for its data, which is left; without one it is made, and removed at the end.
 * @throws Error saying what is missing, such as Java.
 */
export async function startOwnNeo4j(home: string | null = null): Promise<OwnNeo4j> {
  const folder = home ?? (await mkdtemp(path.join(os.tmpdir(), 'neo4j-fault-')));
  const place: Neo4jServerSettings = { home: folder, port: 0, password: PASSWORD, cacheDir: JARS_DIR };
  let server: Neo4jServer = await startNeo4jServer({ ...place, javaOptions: SHORT_LIFE });
  const { uri, user, password, database } = server;
  const address: Neo4jAddress = { uri, user, password, database };
  const port = Number(new URL(uri).port);
  const observer = driverFor(uri, auth.basic(user, password), { disableLosslessIntegers: true });
  await msUntil(() => answers(address), 240_000);
  const signal = (name: NodeJS.Signals): void => void process.kill(server.pid, name);
  return {
    address,
    settings: { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database },
    observer,
    signal,
    kill: async () => {
      signal('SIGKILL');
      await server.ended;
    },
    restart: async () => {
      const startedAt = performance.now();
      server = await startNeo4jServer({ ...place, port, javaOptions: SHORT_LIFE });
      await msUntil(() => answers(address), 240_000);
      return Math.round(performance.now() - startedAt);
    },
    end: async () => {
      await observer.close();
      await server.stop();
      if (home === null) await rm(folder, { recursive: true, force: true });
    },
  };
}
