import { expect, it } from 'vitest';
import { fingerprint } from '../../src/domain/cursor.ts';
import { deriveGraph } from '../../src/domain/derived.ts';
import { param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { makeSearch } from '../../src/search/stored-search.ts';
import { createPartMaker, createPlaces } from '../../src/store/neo4j/load-parts.ts';
import { LOAD_FORMAT, loadPlan } from '../../src/store/neo4j/load-plan.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

it('has a new number where the load writes other labels, types or properties', async () => {
  const search = await makeSearch(searchDocuments(SMALL_GRAPH));
  const source = { graph: SMALL_GRAPH, derived: deriveGraph(SMALL_GRAPH), search };
  const { nodes, edges, origins, apart } = loadPlan(source, createPartMaker(1, createPlaces(0)));
  // Labels, types and the properties that are set, of each statement: how rows travel to it is nobody's business later.
  const written = (text: string): string[] => [...text.matchAll(/:\w+|\b[a-z]\.\w+(?= = )/g)].map(([name]) => name);
  const shape = [...nodes, ...edges, origins(), ...apart].map(({ phase, write }) => [
    phase,
    ...written(toStatement('load.batch', write(param([]))).text).toSorted(),
  ]);
  // Where this fails, raise LOAD_FORMAT and take the fingerprint over, or databases loaded before are read as if they had it all.
  expect({ format: LOAD_FORMAT, shape: fingerprint(shape) }).toEqual({ format: 10, shape: 'M0-FfpdlKFm' });
});
