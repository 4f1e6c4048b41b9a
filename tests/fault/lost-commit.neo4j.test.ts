/** A real database keeps what it was given, and its word on it is lost on the way. */
import { randomInt } from 'node:crypto';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../../src/domain/errors.ts';
import type { GraphStore, LoadReport } from '../../src/store/graph-store.ts';
import { cy } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot, type DriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner } from '../../src/store/neo4j/run.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { IS_LONG } from '../property/replay.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { checksumOf, rowsOf } from '../neo4j/whole-database.ts';
import { startTcpFault, type TcpFault } from './tcp-fault.ts';

/** COMMIT, as the driver sends it: a message of two bytes between its length and two zeros. */
const COMMIT = Buffer.from([0, 2, 0xb0, 0x12, 0, 0]);
const isCommit = (piece: Buffer): boolean => piece.includes(COMMIT);

/** The same graph under another name, so that all of it is written again. */
const OTHER_REVISION = { ...SMALL_GRAPH, revision: 'written again' };

/** A write that took as long as the driver may try again is not tried again: then nobody knows, and the load is repeated. */
async function loadUntilKnown(store: GraphStore): Promise<LoadReport> {
  return load(store, OTHER_REVISION).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'UNKNOWN_OUTCOME') return loadUntilKnown(store);
    throw error;
  });
}

describe.skipIf(NO_NEO4J)("a write whose COMMIT's answer is lost", () => {
  const { database } = ADDRESS;
  const driver = neo4j.driver(ADDRESS.uri, neo4j.auth.basic(ADDRESS.user, ADDRESS.password), {
    disableLosslessIntegers: true,
  });
  let wire: TcpFault;
  let uri: string;
  beforeAll(async () => {
    wire = await startTcpFault(Number(new URL(ADDRESS.uri).port));
    uri = `bolt://127.0.0.1:${wire.port}`;
  });
  afterAll(async () => {
    await wire.stop();
    await driver.close();
  });

  it('is there once: a load that loses two ends in the graph of an undisturbed one (check 35)', async () => {
    const undisturbed = neo4jStore();
    const disturbed = neo4jStore({ uri });
    await load(undisturbed, SMALL_GRAPH);
    const whole = await checksumOf(driver, database);
    // The word on a batch, and the one on the end of the load, which says which graph is there.
    const unlost = new Set(['load.batch', 'load.end']);
    let begun = '';
    wire.onRequest((piece) => {
      begun = /load\.\w+/.exec(piece.toString('latin1'))?.[0] ?? begun;
      return isCommit(piece) && unlost.delete(begun);
    });
    await loadUntilKnown(disturbed);
    wire.onRequest(null);
    expect([...unlost]).toEqual([]);
    expect(await checksumOf(driver, database)).toBe(whole);
    const graphs = await rowsOf(driver, database, 'MATCH (g:Graph) RETURN g.state AS state, g.loader AS loader');
    expect(graphs).toEqual(['{"loader":null,"state":"ready"}']);
    await disturbed.close();
    await undisturbed.close();
  });

  // Every one of them in turn takes minutes.
  const timeout = IS_LONG ? 600_000 : 60_000;
  it('is there once where edges are created, whichever COMMIT is lost (check 35)', { timeout }, async () => {
    const empty = async (): Promise<void> =>
      void (await driver.executeQuery('MATCH (n) DETACH DELETE n', {}, { database }));
    const store = neo4jStore({ uri });
    await empty();
    let commits = 0;
    let sent = '';
    wire.onRequest((piece) => {
      commits += Number(isCommit(piece));
      sent += piece.toString('latin1');
      return false;
    });
    await load(store, SMALL_GRAPH);
    expect(sent).toContain('CREATE (a)-[e:AUTHORED_BY]->(b)');
    const whole = await checksumOf(driver, database);
    const all = Array.from({ length: commits }, (_, index) => index);
    const lost = IS_LONG ? all : [randomInt(commits), randomInt(commits)];
    for (const which of lost) {
      await empty();
      let left = which;
      wire.onRequest((piece) => isCommit(piece) && left-- === 0);
      await loadUntilKnown(store);
      expect([which, left < 0, await checksumOf(driver, database)]).toEqual([which, true, whole]);
    }
    wire.onRequest(null);
    await store.close();
  });

  it('is there twice where it is no such write: the driver runs a lost one again (check 35)', async () => {
    const slot: DriverSlot = openDriverSlot({ ...ADDRESS, uri }, () => undefined);
    const runner = createRunner(slot, database, {});
    const { signal } = new AbortController();
    let isLost = false;
    wire.onRequest((piece) => isCommit(piece) && !isLost && (isLost = true));
    await runner.write('load.test', cy`CREATE (:Doubled)`, z.unknown(), signal);
    wire.onRequest(null);
    await slot.close();
    expect(await rowsOf(driver, database, 'MATCH (n:Doubled) RETURN count(n) AS count')).toEqual(['{"count":2}']);
    await driver.executeQuery('MATCH (n:Doubled) DELETE n', {}, { database });
  });
});
