import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { arbitraryNeighborhoodQuestion, arbitraryPathsQuestion } from './arbitrary-exploration.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { runs } from './replay.ts';

const GRAPH_SEED = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_124);
const options = () => ({
  signal: new AbortController().signal,
  deadlineMs: 20_000,
  coordinate: 'Query.path',
  requestId: 'test',
});

const TIMEOUT = { timeout: 120_000 };

describe.skipIf(NO_NEO4J)('the Neo4j store explores as the memory store does', () => {
  const [graph] = fc.sample(arbitraryGraph({ minLength: 25, maxLength: 30 }), { seed: GRAPH_SEED, numRuns: 1 });
  if (graph === undefined) throw new Error('No graph was drawn');
  const texts = new Set<string>();
  const store = neo4jStore({
    onStatement: (coordinate, text) => {
      if (coordinate === 'Query.path') texts.add(text);
    },
  });
  const oracle = createMemoryStore(graph);

  beforeAll(() => load(store, graph));
  afterAll(() => store.close());

  it('paths: all of them, in their order, with their edges and where these are stated', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPathsQuestion(graph, 5), async (question) => {
        expect(await store.paths(question, options())).toEqual(await oracle.paths(question, options()));
      }),
      runs(5, 75),
    );
  });

  it('neighbourhoods: nodes in their order, edges, and how many are left out', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryNeighborhoodQuestion(graph), async (question) => {
        expect(await store.neighborhood(question, options())).toEqual(await oracle.neighborhood(question, options()));
      }),
      runs(5, 75),
    );
  });

  it('asks with texts that depend on the kinds alone', TIMEOUT, async () => {
    texts.clear();
    const [from, ...others] = graph.resources.slice(0, 6);
    if (from === undefined) throw new Error('The graph has resources');
    for (const [index, to] of others.entries()) {
      const sizes = { maxHops: 2 + index, first: 1 + 3 * index };
      await store.paths({ from: from.id, to: to.id, kinds: ['LISTED_IN', 'ABOUT'], ...sizes }, options());
    }
    // A level of neighbours, the nodes shown, and the edges among them.
    expect(texts.size).toBe(3);
    for (const text of texts) expect(text).not.toContain(from.slug);
  });
});
