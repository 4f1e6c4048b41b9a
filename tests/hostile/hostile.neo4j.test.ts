import { describe } from 'vitest';
import { neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { cursorContract } from './cursor-contract.ts';
import { textContract } from './text-contract.ts';
import { writesContract } from './writes-contract.ts';

describe.skipIf(NO_NEO4J)('on a server', () => {
  textContract('texts in the Neo4j store', () => neo4jStore());
  cursorContract('cursors of the Neo4j store', () => neo4jStore(), 5);
  writesContract('pages of the Neo4j store', () => neo4jStore(), 2);
});
