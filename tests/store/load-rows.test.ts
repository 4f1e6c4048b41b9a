/** What a load writes, from a graph in memory and from one whose rows stay in the snapshot. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedKeys } from '../../src/domain/carried-keys.ts';
import { deriveGraph } from '../../src/domain/derived.ts';
import { compareText, type NodeId } from '../../src/domain/ids.ts';
import { lookupKeys } from '../../src/domain/lookup-keys.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { makeSearch } from '../../src/search/stored-search.ts';
import { identifierPart } from '../../src/store/neo4j/load-identifiers.ts';
import { createPartMaker, createPlaces, type LoadPart } from '../../src/store/neo4j/load-parts.ts';
import { loadPlan, type LoadSource } from '../../src/store/neo4j/load-plan.ts';
import { openSeedRows, seedGraph } from '../graphs/seed-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

const STATEMENT_ROWS = 1_000;

/** A maker of parts for so many nodes, all of which are written. */
function makerFor(nodes: number) {
  const places = createPlaces(nodes);
  const numbers = [...new Uint32Array(nodes).keys()];
  places.put({ numbers, names: numbers.map((number) => `4:database:${number + 7}`) });
  return createPartMaker(1, places);
}

/** What each statement of a part is given. */
function given({ phase, length, parameters, statementRows = STATEMENT_ROWS }: LoadPart): string[] {
  return [`${phase} ${length}`, ...Array.from(parameters(statementRows), (rows) => JSON.stringify(rows))];
}

function everythingWritten(source: LoadSource): string[] {
  const { figures, counts } = source.derived;
  const { nodes, edges, origins, apart } = loadPlan(source, makerFor(counts.degree.length));
  const written = [...nodes, ...edges, ...apart].flatMap(given);
  return [JSON.stringify(figures), ...written, ...given(origins())];
}

it('the rows of a load are the same from the snapshot as from memory', async () => {
  const rows = await openSeedRows();
  try {
    expect(Array.isArray(rows.graph.resources)).toBe(false);
    const graph = await seedGraph();
    const search = await makeSearch(searchDocuments(graph));
    const fromFile = everythingWritten(rows);
    const fromMemory = everythingWritten({ graph, derived: deriveGraph(graph), search });
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
      const part = identifierPart(graph, sharedKeys(graph), makerFor(0));
      const found = [...part.parameters(7)].flat() as (readonly [string, readonly NodeId[]])[];
      const expected = carriersOf(graph);
      expect(found).toHaveLength(expected.size);
      expect(part.length).toBe(expected.size);
      for (const [key, ids] of found) expect([key, ids]).toEqual([key, expected.get(key)?.toSorted(compareText)]);
    });
    fc.assert(property, runs(25));
  });
});

describe('the names that the database gave', () => {
  it('are one beginning and a number for each node', () => {
    const places = createPlaces(2);
    expect(places.beginning()).toBe('');
    places.put({ numbers: [1], names: ['4:b2c9e3:170'] });
    expect([places.beginning(), places.of(1)]).toEqual(['4:b2c9e3:', 170]);
    expect(() => places.of(0)).toThrow('was not written');
  });

  it.each(['4:other:3', '4:b2c9e3:007', '4:b2c9e3:', '4:b2c9e3:x', 'x'])(
    'are refused where they are other ones: %s',
    (name) => {
      const places = createPlaces(2);
      places.put({ numbers: [0], names: ['4:b2c9e3:0'] });
      expect(() => places.put({ numbers: [1], names: [name] })).toThrow('in a way that is not known');
    },
  );
});
