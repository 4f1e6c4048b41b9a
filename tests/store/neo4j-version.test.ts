import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { isRecentEnough } from '../../src/store/neo4j/revision.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { startOldServer, type OldServer } from './old-server.ts';

describe('the version of a Neo4j', () => {
  it.each([
    ['Neo4j/4.4.30', false],
    ['Neo4j/5.22.0', false],
    ['Neo4j/5.23.0', true],
    ['Neo4j/5.26.30', true],
    ['Neo4j/2026.08.1', true],
    ['something else', false],
  ])('%s is recent enough: %s', (agent, expected) => {
    expect(isRecentEnough(agent)).toBe(expected);
  });
});

describe('a Neo4j that is too old', () => {
  let server: OldServer;
  beforeAll(async () => {
    server = await startOldServer('Neo4j/4.4.30');
  });
  afterAll(() => server.stop());

  it('is not loaded, and the message says which one to take', async () => {
    const store = createNeo4jStore({ uri: server.uri, user: 'neo4j', password: 'any', database: 'neo4j' });
    const loading = store.load(SMALL_GRAPH, { signal: new AbortController().signal, onProgress: () => undefined });
    await expect(loading).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/too old; use 5\.23 or later/),
    });
    await store.close();
  });
});
