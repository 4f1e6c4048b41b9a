import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WHOLE_GRAPH, type PageQuestion, type ReadOptions } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { graphs } from './graph-arbitrary.ts';
import { naiveAggregate, naivePage } from './naive-store.ts';
import { aggregateQuestions, filters, orders, pageQuestions } from './question-arbitrary.ts';

const OPTIONS: ReadOptions = {
  signal: new AbortController().signal,
  deadlineMs: 10_000,
  coordinate: 'Query.resources',
  requestId: 'test',
};
const RUNS = { numRuns: 300 };
const TIMEOUT = { timeout: 60_000 };

it('pages from memory are the pages of a full scan', TIMEOUT, async () => {
  const cases = graphs.chain((graph) => fc.tuple(fc.constant(graph), pageQuestions(graph)));
  const property = fc.asyncProperty(cases, async ([graph, question]) => {
    const answer = await createMemoryStore(graph).page(question, OPTIONS);
    expect(answer).toEqual(naivePage(graph, question));
  });
  await fc.assert(property, RUNS);
});

it('aggregates from memory are the aggregates of a full scan', TIMEOUT, async () => {
  const cases = graphs.chain((graph) => fc.tuple(fc.constant(graph), aggregateQuestions(graph)));
  const property = fc.asyncProperty(cases, async ([graph, question]) => {
    const answer = await createMemoryStore(graph).aggregate(question, OPTIONS);
    expect(answer).toEqual(naiveAggregate(graph, question));
  });
  await fc.assert(property, RUNS);
});

it('walking pages skips and repeats nothing, and meets as many items as are counted', TIMEOUT, async () => {
  const cases = graphs.chain((graph) =>
    fc.tuple(fc.constant(graph), filters(graph), orders, fc.integer({ min: 1, max: 4 })),
  );
  const property = fc.asyncProperty(cases, async ([graph, filter, order, size]) => {
    const store = createMemoryStore(graph);
    const scope = { relation: 'Query.resources' } as const;
    const asked = { scope, filter, order };
    const walked: string[] = [];
    let page: PageQuestion['page'] | null = { size, from: 'start', after: null, before: null };
    while (page !== null) {
      const answer = (await store.page({ ...asked, page }, OPTIONS)).get(WHOLE_GRAPH);
      walked.push(...(answer?.items ?? []).map(({ node }) => node.id));
      const last = answer?.items.at(-1);
      page =
        answer?.hasNext === true && last !== undefined
          ? { ...page, after: { keys: last.keys, id: last.node.id } }
          : null;
    }
    const asks = [
      { ask: 'count' as const },
      ...(['TYPE', 'VENUE', 'YEAR'] as const).map((field) => ({
        ask: 'facet' as const,
        field,
        first: 100,
        disjunctive: false,
        rollUpTopics: false,
      })),
    ];
    const [count, ...facets] = (await store.aggregate({ scope, filter, asks }, OPTIONS)).get(WHOLE_GRAPH) ?? [];
    expect(new Set(walked).size).toBe(walked.length);
    expect(count).toEqual({ ask: 'count', count: walked.length });
    for (const answer of facets) {
      if (answer.ask !== 'facet') throw new Error('other answers than asked');
      const { buckets, missingCount } = answer.facet;
      expect(buckets.reduce((sum, bucket) => sum + bucket.count, missingCount)).toBe(walked.length);
    }
  });
  await fc.assert(property, RUNS);
});
