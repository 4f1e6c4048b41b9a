import { describe } from 'vitest';
import { neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { searchContract } from './search-contract.ts';
import { storeContract } from './store-contract.ts';

describe.skipIf(NO_NEO4J)('on a server', () => {
  storeContract('the Neo4j store', () => neo4jStore());
  searchContract('the Neo4j store', () => neo4jStore());
});
