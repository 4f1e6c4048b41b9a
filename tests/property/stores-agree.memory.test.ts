import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../src/domain/page.ts';
import { WHOLE_GRAPH, type AggregateAsk } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { nodeId } from '../../src/domain/ids.ts';
import { arbitraryFilter } from './arbitrary-filter.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import {
  arbitraryAggregateQuestion,
  arbitraryOrder,
  arbitraryPageQuestion,
  arbitraryTopicPairsQuestion,
} from './arbitrary-question.ts';
import { naiveRelated, wrongReasons } from './naive-related.ts';
import { naiveAggregate, naivePage, naiveTopicPairs } from './naive-store.ts';
import { runs } from './replay.ts';

const TIMEOUT = { timeout: 120_000 };
const EVERYWHERE = { relation: 'Query.resources' } as const;
const options = () => ({
  signal: new AbortController().signal,
  deadlineMs: 10_000,
  coordinate: 'Query.resources',
  requestId: 'test',
});

describe('the memory store answers as a scan of the records does', () => {
  it('pages: items, order, keys and flags', TIMEOUT, async () => {
    const cases = arbitraryGraph().chain((graph) => fc.tuple(fc.constant(graph), arbitraryPageQuestion(graph)));
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, question]) => {
        const answer = await createMemoryStore(graph).page(question, options());
        expect(answer).toEqual(naivePage(graph, question));
      }),
      runs(300),
    );
  });

  it('aggregates: counts, facets, trends, cross tables and weights of topics', TIMEOUT, async () => {
    const cases = arbitraryGraph().chain((graph) => fc.tuple(fc.constant(graph), arbitraryAggregateQuestion(graph)));
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, question]) => {
        const answer = await createMemoryStore(graph).aggregate(question, options());
        expect(answer).toEqual(naiveAggregate(graph, question));
      }),
      runs(300),
    );
  });

  it('topics that travel together: counts and pairs', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), arbitraryTopicPairsQuestion, async (graph, question) => {
        const answer = await createMemoryStore(graph).topicPairs(question, options());
        expect(answer).toEqual(naiveTopicPairs(graph, question));
      }),
      runs(200),
    );
  });

  it('related resources: order, scores, and reasons that are shared neighbours', TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), fc.integer({ min: 0, max: 8 }), async (graph, first) => {
        const parents = [...graph.resources.map(({ id }) => id), nodeId('RESOURCE', 'gone')];
        const answer = await createMemoryStore(graph).related({ parents, first }, options());
        for (const parent of parents) {
          const naive = naiveRelated(graph, parent, first);
          const found = answer.get(parent) ?? [];
          expect(found.map(({ resource, score }) => [resource, score])).toEqual(
            naive.map(({ resource, score }) => [resource, score]),
          );
          expect(naive.flatMap((one, index) => wrongReasons(found[index] ?? { ...one, reasons: [] }, one))).toEqual([]);
        }
      }),
      runs(60),
    );
  });

  it('walks forward and backward over the same items, as many as are counted', TIMEOUT, async () => {
    const size = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), arbitraryFilter, arbitraryOrder, size, async (graph, filter, order, limit) => {
        const store = createMemoryStore(graph);
        const walk = async (from: PageRequest['from']): Promise<string[]> => {
          const walked: string[] = [];
          let page: PageRequest = { size: limit, from, after: null, before: null };
          for (;;) {
            const answer = (await store.page({ scope: EVERYWHERE, filter, order, page }, options())).get(WHOLE_GRAPH);
            const items = answer?.items ?? [];
            const ids = items.map(({ node }): string => node.id);
            walked.push(...(from === 'start' ? ids : ids.toReversed()));
            const edge = items.at(from === 'start' ? -1 : 0);
            const more = from === 'start' ? answer?.hasNext : answer?.hasPrevious;
            if (edge === undefined || more !== true) return walked;
            const position = { keys: edge.keys, id: edge.node.id };
            page = from === 'start' ? { ...page, after: position } : { ...page, before: position };
          }
        };
        const facets = (['TYPE', 'VENUE', 'YEAR'] as const).map((field): AggregateAsk => ({
          ask: 'facet',
          field,
          first: 100,
          disjunctive: false,
          rollUpTopics: false,
        }));
        const question = { scope: EVERYWHERE, filter, asks: [{ ask: 'count' } as const, ...facets] };
        const answers = (await store.aggregate(question, options())).get(WHOLE_GRAPH) ?? [];
        const totals = answers.map((answer) => {
          if (answer.ask === 'count') return answer.count;
          if (answer.ask !== 'facet') throw new Error('Only a count and facets were asked');
          return answer.facet.buckets.reduce((sum, { count }) => sum + count, answer.facet.missingCount);
        });
        const forward = await walk('start');
        expect(new Set(forward).size).toBe(forward.length);
        expect(await walk('end')).toEqual(forward.toReversed());
        expect(totals).toEqual([forward.length, forward.length, forward.length, forward.length]);
      }),
      runs(200),
    );
  });
});
