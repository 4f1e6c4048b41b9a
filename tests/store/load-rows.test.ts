/** What a load writes, from a graph in memory and from one whose rows stay in the snapshot. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText, type NodeId } from '../../src/domain/ids.ts';
import { lookupKeys } from '../../src/domain/lookup-keys.ts';
import type { GraphRecords, GraphRows } from '../../src/domain/model.ts';
import { numberNodes } from '../../src/domain/node-numbers.ts';
import type { StoredTerms } from '../../src/search/document-terms.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { identifierPart } from '../../src/store/neo4j/load-identifiers.ts';
import { createPartMaker, createPlaces, type LoadPart } from '../../src/store/neo4j/load-parts.ts';
import { loadPlan } from '../../src/store/neo4j/load-plan.ts';
import { measureGraph } from '../../src/store/neo4j/measure-graph.ts';
import { searchRows } from '../../src/store/neo4j/search-rows.ts';
import { openSeed, openSeedRows } from '../graphs/seed-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

const STATEMENT_ROWS = 1_000;

function makerFor(graph: GraphRows) {
  const numbers = numberNodes(graph);
  const places = createPlaces(numbers);
  for (const [number, id] of numbers.ids.entries()) places.put({ id, place: `4:database:${number}` });
  return createPartMaker(1, places);
}

/** What each statement of a part is given. */
function given({ phase, length, parameters, statementRows = STATEMENT_ROWS }: LoadPart): string[] {
  return [`${phase} ${length}`, ...Array.from(parameters(statementRows), (rows) => JSON.stringify(rows))];
}

function everythingWritten(graph: GraphRows, terms: StoredTerms): string[] {
  const numbers = numberNodes(graph);
  const search = searchRows(searchDocuments(graph, numbers), terms, numbers);
  const measures = measureGraph(graph, numbers);
  const { nodes, edges, origins, apart } = loadPlan(graph, measures, search, makerFor(graph));
  const written = [...nodes, ...edges, ...apart].flatMap(given);
  return [JSON.stringify(measures.figures), ...written, ...given(origins())];
}

it('the rows of a load are the same from the snapshot as from memory', async () => {
  const rows = await openSeedRows();
  try {
    expect(Array.isArray(rows.graph.resources)).toBe(false);
    const { graph, terms } = await openSeed();
    const [fromFile, fromMemory] = [everythingWritten(rows.graph, rows.terms), everythingWritten(graph, terms)];
    expect(fromFile).toHaveLength(fromMemory.length);
    // Compared one by one: together they are too long to be shown.
    const others = fromFile.filter((text, statement) => text !== fromMemory[statement]);
    expect(others.map((text) => text.slice(0, 200))).toEqual([]);
  } finally {
    await rows.close();
  }
});

describe('the identifiers of a load', () => {
  /** Each identifier with all that carry it. */
  function carriersOf(graph: GraphRecords): Map<string, NodeId[]> {
    const { sources, topics, venues, editions, organizations, authors, resources } = graph;
    const carriers = new Map<string, NodeId[]>();
    for (const node of [sources, topics, venues, editions, organizations, authors, resources].flat())
      for (const key of lookupKeys(node)) carriers.set(key, [...(carriers.get(key) ?? []), node.id]);
    return carriers;
  }

  it('are each there once, with everybody who carries it, sorted', () => {
    const property = fc.property(arbitraryGraph(), (graph) => {
      const part = identifierPart(graph, makerFor(graph));
      const found = [...part.parameters(7)].flat() as (readonly [string, readonly NodeId[]])[];
      const expected = carriersOf(graph);
      expect(found).toHaveLength(expected.size);
      expect(part.length).toBe(expected.size);
      for (const [key, ids] of found) expect([key, ids]).toEqual([key, expected.get(key)?.toSorted(compareText)]);
    });
    fc.assert(property, runs(25));
  });
});
