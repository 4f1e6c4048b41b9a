import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/domain/ids.ts';
import { STORED_EDGE_KINDS, type GraphRecords, type StoredEdgeKind } from '../../src/domain/model.ts';
import type { NeighborhoodQuestion, PathsQuestion } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { arbitraryNeighborhoodQuestion, arbitraryPathsQuestion, nodeIds } from './arbitrary-exploration.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { distances, naiveNeighborhood, naivePaths, neighbourMap, plainEdges } from './naive-exploration.ts';
import { runs } from './replay.ts';

const TIMEOUT = { timeout: 180_000 };
const options = () => ({
  signal: new AbortController().signal,
  deadlineMs: 20_000,
  coordinate: 'Query.path',
  requestId: 'test',
});

/** Equal values where the store is right. */
interface Compared {
  readonly found: unknown;
  readonly expected: unknown;
}

async function comparePaths(graph: GraphRecords, question: PathsQuestion): Promise<Compared> {
  const { paths, truncated } = await createMemoryStore(graph).paths(question, options());
  const plain = paths.map(({ nodes, edges }) => ({
    nodes: nodes.map(({ id }) => String(id)),
    edges: edges.map(({ kind, source, target }) => `${kind} ${source} ${target}`),
  }));
  return { found: { paths: plain, truncated }, expected: { paths: naivePaths(graph, question), truncated: false } };
}

async function compareNeighborhood(graph: GraphRecords, question: NeighborhoodQuestion): Promise<Compared> {
  const answer = await createMemoryStore(graph).neighborhood(question, options());
  const { nodes, edges, omittedNodeCount, truncated } = answer;
  const plain = {
    nodes: nodes.map(({ node }) => String(node.id)),
    edges: edges.map(({ kind, source, target }) => `${kind} ${source} ${target}`).toSorted(compareText),
    omittedNodeCount,
  };
  const expected = naiveNeighborhood(graph, question);
  return {
    found: { ...plain, truncated, ends: nodes.reduce((sum, { degree }) => sum + degree, 0) },
    expected: { ...expected, truncated: expected.omittedNodeCount > 0, ends: 2 * expected.edges.length },
  };
}

describe('the memory store explores as a plain search does', () => {
  it('paths: all of them, in their order, with their edges', TIMEOUT, async () => {
    const cases = arbitraryGraph({ minLength: 3, maxLength: 12 }).chain((graph) =>
      fc.tuple(fc.constant(graph), arbitraryPathsQuestion(graph, 5)),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, question]) => {
        const { found, expected } = await comparePaths(graph, question);
        expect(found).toEqual(expected);
      }),
      runs(100, 1_500),
    );
  });

  it('neighbourhoods: nodes in their order, edges, and how many are left out', TIMEOUT, async () => {
    const cases = arbitraryGraph().chain((graph) => fc.tuple(fc.constant(graph), arbitraryNeighborhoodQuestion(graph)));
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, question]) => {
        const { found, expected } = await compareNeighborhood(graph, question);
        expect(found).toEqual(expected);
      }),
      runs(60, 1_000),
    );
  });
});

describe('paths over the seed', () => {
  const SETS: readonly (readonly StoredEdgeKind[])[] = [
    STORED_EDGE_KINDS,
    ['AUTHORED_BY'],
    ['ABOUT', 'AUTHORED_BY', 'BROADER', 'RELATED', 'IMPLEMENTS', 'EXPLAINS'],
    ['AFFILIATED_WITH', 'AUTHORED_BY', 'CITES'],
  ];

  it('are as long as a breadth-first search says, for 1,000 pairs', TIMEOUT, async () => {
    const graph = await seedGraph();
    const store = createMemoryStore(graph);
    const edges = plainEdges(graph);
    const maps = SETS.map((kinds) => neighbourMap(edges, kinds));
    const ids = nodeIds(graph);
    const start = fc.constantFrom(...ids);
    const goals = fc.array(fc.constantFrom(...ids), { minLength: 10, maxLength: 10 });
    const set = fc.nat({ max: SETS.length - 1 });
    await fc.assert(
      fc.asyncProperty(start, goals, set, async (from, others, index) => {
        const hops = distances(maps[index] ?? new Map(), from);
        const kinds = SETS[index] ?? [];
        for (const to of others.filter((other) => other !== from)) {
          const { paths, truncated } = await store.paths({ from, to, kinds, maxHops: 6, first: 1 }, options());
          const expected = hops.get(to) ?? Infinity;
          expect([from, to, paths[0]?.edges.length, truncated]).toEqual([
            from,
            to,
            expected <= 6 ? expected : undefined,
            false,
          ]);
        }
      }),
      runs(100),
    );
  });
});
