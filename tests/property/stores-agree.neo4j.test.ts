import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import { load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import {
  arbitraryAggregateQuestion,
  arbitraryPageQuestion,
  arbitraryTopicPairsQuestion,
} from './arbitrary-question.ts';
import { naiveRelated, wrongReasons } from './naive-related.ts';
import { naiveAggregate, naivePage, naiveTopicPairs } from './naive-store.ts';
import { runs } from './replay.ts';

const GRAPH_SEED = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_124);
const OPTIONS = { deadlineMs: 10_000, coordinate: 'Query.resources', requestId: 'test' };
const options = () => ({ ...OPTIONS, signal: new AbortController().signal });

describe.skipIf(NO_NEO4J)('the Neo4j store answers as a scan of the records does', () => {
  const [graph] = fc.sample(arbitraryGraph({ minLength: 30, maxLength: 40 }), { seed: GRAPH_SEED, numRuns: 1 });
  if (graph === undefined) throw new Error('No graph was drawn');
  const store = neo4jStore();

  beforeAll(() => load(store, graph));
  afterAll(() => store.close());

  it('pages: items, order, keys and flags', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPageQuestion(graph), async (question) => {
        expect(await store.page(question, options())).toEqual(naivePage(graph, question));
      }),
      runs(150),
    );
  });

  it('aggregates: counts, facets, trends, cross tables and weights of topics', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAggregateQuestion(graph), async (question) => {
        expect(await store.aggregate(question, options())).toEqual(naiveAggregate(graph, question));
      }),
      runs(150),
    );
  });

  it('topics that travel together: counts and pairs', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTopicPairsQuestion, async (question) => {
        expect(await store.topicPairs(question, options())).toEqual(naiveTopicPairs(graph, question));
      }),
      runs(60),
    );
  });

  it('related resources: order, scores, and reasons that are shared neighbours', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), async (first) => {
        const parents = [...graph.resources.map(({ id }) => id), nodeId('RESOURCE', 'gone')];
        const answer = await store.related({ parents, first }, options());
        for (const parent of parents) {
          const naive = naiveRelated(graph, parent, first);
          const found = answer.get(parent) ?? [];
          expect(found.map(({ resource, score }) => [resource, score])).toEqual(
            naive.map(({ resource, score }) => [resource, score]),
          );
          expect(naive.flatMap((one, index) => wrongReasons(found[index] ?? { ...one, reasons: [] }, one))).toEqual([]);
        }
      }),
      runs(4),
    );
  });
});
