import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryEntitiesQuestion, arbitraryExpandQuestion } from './arbitrary-lists.ts';
import {
  arbitraryAggregateQuestion,
  arbitraryPageQuestion,
  arbitraryTopicPairsQuestion,
} from './arbitrary-question.ts';
import { arbitraryProbe, contradictions, walk } from './contradictions.ts';
import { naiveEntities, naiveExpand } from './naive-lists.ts';
import { naiveRelated, wrongReasons } from './naive-related.ts';
import { naiveAggregate, naivePage, naiveTopicPairs } from './naive-store.ts';
import { PROPERTY_TIMEOUT, runs } from './replay.ts';

const options = () => ({
  signal: new AbortController().signal,
  deadlineMs: 10_000,
  coordinate: 'Query.resources',
  requestId: 'test',
});

/** A graph, and a question about it. */
function about<Q>(questions: (graph: GraphRecords) => fc.Arbitrary<Q>): fc.Arbitrary<[GraphRecords, Q]> {
  return arbitraryGraph().chain((graph) => fc.tuple(fc.constant(graph), questions(graph)));
}

describe('the memory store answers as a scan of the records does', () => {
  it('pages: items, order, keys and flags', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(about(arbitraryPageQuestion), async ([graph, question]) => {
        const answer = await createMemoryStore(graph).page(question, options());
        expect(answer).toEqual(naivePage(graph, question));
      }),
      runs(300),
    );
  });

  it('aggregates: counts, facets, trends, cross tables and weights of topics', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(about(arbitraryAggregateQuestion), async ([graph, question]) => {
        const answer = await createMemoryStore(graph).aggregate(question, options());
        expect(answer).toEqual(naiveAggregate(graph, question));
      }),
      runs(200, 1_500),
    );
  });

  it('topics that travel together: counts and pairs', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(about(arbitraryTopicPairsQuestion), async ([graph, question]) => {
        const answer = await createMemoryStore(graph).topicPairs(question, options());
        expect(answer).toEqual(naiveTopicPairs(graph, question));
      }),
      runs(100, 1_000),
    );
  });

  it('related resources: order, scores, and reasons that are shared neighbours', PROPERTY_TIMEOUT, async () => {
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
      runs(20, 300),
    );
  });

  it('what hangs on nodes: items, order, flags and totals of every relation', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(about(arbitraryExpandQuestion), async ([graph, question]) => {
        const answer = await createMemoryStore(graph).expand(question, options());
        expect(answer).toEqual(naiveExpand(graph, question));
      }),
      runs(100, 1_500),
    );
  });

  it('lists of authors, organizations, venues and sources', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(about(arbitraryEntitiesQuestion), async ([graph, question]) => {
        const answer = await createMemoryStore(graph).entities(question, options());
        expect(answer).toEqual(naiveEntities(graph, question));
      }),
      runs(60, 1_000),
    );
  });
});

describe('the answers of the memory store fit together', () => {
  const probes = about((graph) => arbitraryProbe(graph, fc.integer({ min: 1, max: 9 })));

  it('counts of pages, facets, groups and entry points', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(probes, async ([graph, probe]) => {
        expect(await contradictions(createMemoryStore(graph), graph, probe)).toEqual([]);
      }),
      runs(100, 1_500),
    );
  });

  it('the way back passes the same items as the way there', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(probes, async ([graph, probe]) => {
        const store = createMemoryStore(graph);
        expect(await walk(store, { ...probe, from: 'end' })).toEqual(await walk(store, { ...probe, from: 'start' }));
      }),
      runs(100, 1_000),
    );
  });
});
