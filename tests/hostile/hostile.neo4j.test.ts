import { describe } from 'vitest';
import { openNeo4jStore } from '../../src/store/open-store.ts';
import { ADDRESS, neo4jStore, NO_NEO4J, REVISION_CHECK_MS } from '../neo4j/test-store.ts';
import { IS_LONG } from '../property/replay.ts';
import { cursorContract } from './cursor-contract.ts';
import { textContract } from './text-contract.ts';
import { writesContract } from './writes-contract.ts';

describe.skipIf(NO_NEO4J)('on a server', () => {
  textContract('texts in the Neo4j store', () => neo4jStore());
  cursorContract('cursors of the Neo4j store', () => neo4jStore(), 5, IS_LONG ? 1 : 3);
  writesContract('pages of the Neo4j store', () => neo4jStore(), 1);
  // Each of its graphs is loaded and read anew: in a short run `tests/property/read-index.neo4j.test.ts` stands for it.
  if (IS_LONG) {
    writesContract(
      'pages behind what a process keeps of Neo4j',
      () => openNeo4jStore({ ...ADDRESS, revisionCheckMs: REVISION_CHECK_MS }, { indexResources: 1_000, nodes: 1_000 }),
      1,
    );
  }
});
