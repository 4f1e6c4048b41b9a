import { expect, it } from 'vitest';
import { fingerprint } from '../../src/domain/cursor.ts';
import { numberNodes } from '../../src/domain/node-numbers.ts';
import { param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { findDocumentTerms } from '../../src/search/document-terms.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { createPartMaker, createPlaces } from '../../src/store/neo4j/load-parts.ts';
import { LOAD_FORMAT, loadPlan } from '../../src/store/neo4j/load-plan.ts';
import { measureGraph } from '../../src/store/neo4j/measure-graph.ts';
import { searchRows } from '../../src/store/neo4j/search-rows.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

it('has a new number where the load writes other statements or properties', async () => {
  const documents = searchDocuments(SMALL_GRAPH);
  const numbers = numberNodes(SMALL_GRAPH);
  const search = searchRows(documents, await findDocumentTerms(documents, documents.ids.length), numbers);
  const measures = measureGraph(SMALL_GRAPH, numbers);
  const plan = loadPlan(SMALL_GRAPH, measures, search, createPartMaker(1, createPlaces(numbers)));
  const { nodes, edges, origins, apart } = plan;
  // A statement names all properties that it writes.
  const shape = [...nodes, ...edges, origins(), ...apart].map(({ phase, write }) => [
    phase,
    toStatement('load.batch', write(param([]))).text,
  ]);
  // Where this fails, raise LOAD_FORMAT and take the fingerprint over, or databases loaded before are read as if they had it all.
  expect({ format: LOAD_FORMAT, shape: fingerprint(shape) }).toEqual({ format: 9, shape: 'l5P2mPkfizK' });
});
