import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import { load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryEntitiesQuestion, arbitraryExpandQuestion } from './arbitrary-lists.ts';
import {
  arbitraryAggregateQuestion,
  arbitraryPageQuestion,
  arbitraryTopicPairsQuestion,
  variationsOf,
} from './arbitrary-question.ts';
import { arbitraryProbe, contradictions } from './contradictions.ts';
import { naiveEntities, naiveExpand } from './naive-lists.ts';
import { naiveRelated, wrongReasons } from './naive-related.ts';
import { naiveAggregate, naivePage, naiveTopicPairs } from './naive-store.ts';
import { IS_LONG, PROPERTY_TIMEOUT, runs } from './replay.ts';

const GRAPH_SEED = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_124);
const OPTIONS = { deadlineMs: 30_000, coordinate: 'Query.resources', requestId: 'test' };
const options = () => ({ ...OPTIONS, signal: new AbortController().signal });

/**
 * Neo4j takes a quarter of a second to plan a statement it has not met and a hundredth to run one it has. So several questions
 * are asked at once, and each again with other values; in a short run fewer questions, each with twice as many.
 */
const AT_ONCE = IS_LONG ? 4 : 2;
const VARIATIONS = IS_LONG ? 10 : 20;
const together = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE });

/** The first is answered alone, so that the others find its plan. */
async function answered<Q, A>(
  [first, ...others]: readonly [Q, ...Q[]],
  ask: (question: Q) => Promise<A>,
): Promise<A[]> {
  const answer = await ask(first);
  return [answer, ...(await Promise.all(others.map(ask)))];
}

describe.skipIf(NO_NEO4J)('the Neo4j store answers as a scan of the records does', () => {
  const [graph] = fc.sample(arbitraryGraph({ minLength: 30, maxLength: 40 }), { seed: GRAPH_SEED, numRuns: 1 });
  if (graph === undefined) throw new Error('No graph was drawn');
  const store = neo4jStore();

  beforeAll(() => load(store, graph));
  afterAll(() => store.close());

  it('pages: items, order, keys and flags', PROPERTY_TIMEOUT, async () => {
    const questions = together(variationsOf(graph, arbitraryPageQuestion(graph), VARIATIONS));
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        const answers = await Promise.all(asked.map((one) => answered(one, (each) => store.page(each, options()))));
        expect(answers).toEqual(asked.map((one) => one.map((question) => naivePage(graph, question))));
      }),
      runs(3, 40),
    );
  });

  it('aggregates: counts, facets, trends, cross tables and weights of topics', PROPERTY_TIMEOUT, async () => {
    const questions = together(variationsOf(graph, arbitraryAggregateQuestion(graph), VARIATIONS));
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        const answers = await Promise.all(
          asked.map((one) => answered(one, (each) => store.aggregate(each, options()))),
        );
        expect(answers).toEqual(asked.map((one) => one.map((question) => naiveAggregate(graph, question))));
      }),
      runs(2, 40),
    );
  });

  it('topics that travel together: counts and pairs', PROPERTY_TIMEOUT, async () => {
    const questions = together(variationsOf(graph, arbitraryTopicPairsQuestion(graph), IS_LONG ? 4 : 8));
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        const answers = await Promise.all(
          asked.map((one) => answered(one, (each) => store.topicPairs(each, options()))),
        );
        expect(answers).toEqual(asked.map((one) => one.map((question) => naiveTopicPairs(graph, question))));
      }),
      runs(3, 40),
    );
  });

  it('related resources: order, scores, and reasons that are shared neighbours', PROPERTY_TIMEOUT, async () => {
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
      runs(2, 20),
    );
  });

  it('what hangs on nodes: items, order, flags and totals of every relation', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(together(arbitraryExpandQuestion(graph)), async (asked) => {
        const answers = await Promise.all(asked.map((question) => store.expand(question, options())));
        expect(answers).toEqual(asked.map((question) => naiveExpand(graph, question)));
      }),
      runs(8, 125),
    );
  });

  it('lists of authors, organizations, venues and sources', PROPERTY_TIMEOUT, async () => {
    await fc.assert(
      fc.asyncProperty(together(arbitraryEntitiesQuestion(graph)), async (asked) => {
        const answers = await Promise.all(asked.map((question) => store.entities(question, options())));
        expect(answers).toEqual(asked.map((question) => naiveEntities(graph, question)));
      }),
      runs(5, 75),
    );
  });

  it('counts of pages, facets, groups and entry points fit together', PROPERTY_TIMEOUT, async () => {
    const probes = together(variationsOf(graph, arbitraryProbe(graph, fc.integer({ min: 15, max: 30 })), VARIATIONS));
    await fc.assert(
      fc.asyncProperty(probes, async (asked) => {
        const found = asked.map((one) => answered(one, (probe) => contradictions(store, graph, probe)));
        expect((await Promise.all(found)).flat(2)).toEqual([]);
      }),
      runs(2, 40),
    );
  });
});
