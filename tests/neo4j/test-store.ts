/** Stores over the Neo4j of this run. */
import { inject } from 'vitest';
import { createNeo4jStore, type Neo4jStoreSettings } from '../../src/store/neo4j/neo4j-store.ts';
import type { Neo4jAddress } from './provide-neo4j.ts';

/** All stores of a run share it; a load waits for half as long again, and tests load often. */
export const REVISION_CHECK_MS = 100;

const provided = inject('neo4j');
export const NO_NEO4J = 'skip' in provided;
/** Nothing listens there when there is no Neo4j; tests are skipped then. */
export const ADDRESS: Neo4jAddress =
  'skip' in provided ? { uri: 'bolt://127.0.0.1:1', user: '', password: '', database: 'neo4j' } : provided;

export function neo4jStore(settings: Partial<Neo4jStoreSettings> = {}): ReturnType<typeof createNeo4jStore> {
  return createNeo4jStore({ ...ADDRESS, revisionCheckMs: REVISION_CHECK_MS, ...settings });
}

export { load } from './load.ts';
