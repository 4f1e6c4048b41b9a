import { describe, inject } from 'vitest';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

const neo4j = inject('neo4j');

describe.skipIf('skip' in neo4j)('on a server', () => {
  const address = 'skip' in neo4j ? { uri: 'bolt://127.0.0.1:1', user: '', password: '', database: '' } : neo4j;
  storeContract('the Neo4j store', () => createNeo4jStore(address));
  searchContract('the Neo4j store', () => createNeo4jStore(address));
});
