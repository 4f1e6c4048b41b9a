/** Loads a small graph, by its revision, as a process of its own, saying on a line each time that a batch is written; a test kills it. */
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { OTHER_GRAPH, SMALL_GRAPH } from '../graphs/small-graph.ts';

const [uri = '', user = '', password = '', database = '', revision = SMALL_GRAPH.revision] = process.argv.slice(2);
const store = createNeo4jStore({ uri, user, password, database, revisionCheckMs: 100 });
await store.load(revision === OTHER_GRAPH.revision ? OTHER_GRAPH : SMALL_GRAPH, {
  signal: new AbortController().signal,
  onProgress: () => process.stdout.write('written\n'),
});
await store.close();
