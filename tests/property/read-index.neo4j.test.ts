/** What this process keeps of a real Neo4j, its read index and the nodes it has read, held to the same questions as the stores. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NODE_KINDS, nodeId } from '../../src/domain/ids.ts';
import { planQuery } from '../../src/search/plan.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { openNeo4jStore } from '../../src/store/open-store.ts';
import { ADDRESS, load, NO_NEO4J, REVISION_CHECK_MS } from '../neo4j/test-store.ts';
import { arbitraryGraph } from './arbitrary-graph.ts';
import { arbitraryExpandQuestion } from './arbitrary-lists.ts';
import {
  arbitraryAggregateQuestion,
  arbitraryPageQuestion,
  arbitraryTopicPairsQuestion,
  variationsOf,
} from './arbitrary-question.ts';
import { naiveExpand } from './naive-lists.ts';
import { naiveRelated } from './naive-related.ts';
import { arbitraryQuery, naiveCandidates } from './naive-search.ts';
import { naiveAggregate, naivePage, naiveTopicPairs } from './naive-store.ts';
import { PROPERTY_TIMEOUT, runs } from './replay.ts';

const GRAPH_SEED = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_125);
const options = () => ({
  deadlineMs: 30_000,
  coordinate: 'Query.resources',
  requestId: 'test',
  signal: new AbortController().signal,
});
const MANY = 1_000;
/** So few that they come and go. */
const FEW = 40;

describe.skipIf(NO_NEO4J)('the read index of a Neo4j answers as a scan of the records does', () => {
  const [graph, later] = fc.sample(arbitraryGraph({ minLength: 30, maxLength: 40 }), { seed: GRAPH_SEED, numRuns: 2 });
  if (graph === undefined || later === undefined) throw new Error('No graph was drawn');
  const statements: string[] = [];
  const onStatement = (coordinate: string) => void statements.push(coordinate);
  const settings = { ...ADDRESS, revisionCheckMs: REVISION_CHECK_MS, onStatement };
  const store = openNeo4jStore(settings, { indexResources: MANY, nodes: 0 });
  const keeping = openNeo4jStore(settings, { indexResources: MANY, nodes: FEW });

  /** Waits until both have an index of the graph that was loaded last. */
  async function indexed(): Promise<void> {
    for (const one of [store, keeping]) {
      await one.status(options());
      expect(await one.indexed()).toBe(true);
    }
  }

  beforeAll(async () => {
    await load(store, graph);
    await indexed();
  });
  afterAll(async () => {
    await store.close();
    await keeping.close();
  });

  it('pages: items, order, keys and flags', PROPERTY_TIMEOUT, async () => {
    const questions = variationsOf(graph, arbitraryPageQuestion(graph), 4);
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        for (const question of asked) {
          const expected = naivePage(graph, question);
          expect(await store.page(question, options())).toEqual(expected);
          expect(await keeping.page(question, options())).toEqual(expected);
        }
      }),
      runs(25, 375),
    );
  });

  it('aggregates: counts, facets, trends, cross tables and weights of topics', PROPERTY_TIMEOUT, async () => {
    const questions = variationsOf(graph, arbitraryAggregateQuestion(graph), 4);
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        for (const question of asked) {
          expect(await store.aggregate(question, options())).toEqual(naiveAggregate(graph, question));
        }
      }),
      runs(25, 375),
    );
  });

  it('what hangs on nodes, read and kept', PROPERTY_TIMEOUT, async () => {
    const questions = fc.array(arbitraryExpandQuestion(graph), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        for (const question of asked) {
          expect(await keeping.expand(question, options())).toEqual(naiveExpand(graph, question));
        }
      }),
      runs(4, 40),
    );
  });

  it('topics that travel together: counts and pairs', PROPERTY_TIMEOUT, async () => {
    const questions = variationsOf(graph, arbitraryTopicPairsQuestion(graph), 4);
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        for (const question of asked) {
          expect(await store.topicPairs(question, options())).toEqual(naiveTopicPairs(graph, question));
        }
      }),
      runs(25),
    );
  });

  it('related resources: order, scores, and reasons that are shared neighbours', PROPERTY_TIMEOUT, async () => {
    const parents = [...graph.resources.map(({ id }) => id), nodeId('RESOURCE', 'gone')];
    const memory = createMemoryStore(graph);
    for (const first of [0, 1, 8]) {
      const answer = await store.related({ parents, first }, options());
      expect(answer).toEqual(await memory.related({ parents, first }, options()));
      for (const parent of parents) {
        const found = answer.get(parent) ?? [];
        expect(found.map(({ resource, score }) => [resource, score])).toEqual(
          naiveRelated(graph, parent, first).map(({ resource, score }) => [resource, score]),
        );
      }
    }
  });

  it('search: the documents that a look at every one finds, without a statement', PROPERTY_TIMEOUT, async () => {
    const mode = fc.constantFrom('search' as const, 'suggest' as const, 'filter' as const);
    const kindsArbitrary = fc.oneof(fc.constant(NODE_KINDS), fc.subarray([...NODE_KINDS]));
    const vocabulary = await store.vocabulary(options());
    statements.length = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(graph), kindsArbitrary, mode, async (text, kinds, planMode) => {
        const plan = planQuery(text, vocabulary, planMode);
        const found = await store.candidates({ plan, kinds }, options());
        expect(found.map(({ id }) => id)).toEqual(naiveCandidates(graph, plan, kinds));
      }),
      runs(60, 1_000),
    );
    expect(statements.filter((coordinate) => coordinate !== 'status')).toEqual([]);
  });

  it('asks the database for what a page shows, and for nothing of an aggregate', async () => {
    const question = { scope: { relation: 'Query.resources' }, filter: { op: 'and', of: [] } } as const;
    statements.length = 0;
    await store.aggregate({ ...question, asks: [{ ask: 'count' }] }, options());
    const page = { size: 3, from: 'start', after: null, before: null } as const;
    await store.page({ ...question, order: [], page }, options());
    expect(statements.filter((coordinate) => coordinate !== 'status')).toEqual(['Query.resources']);
  });

  it('follows the graph: a new one is answered from the database until its index is there', async () => {
    const question = { scope: { relation: 'Query.resources' }, filter: { op: 'and', of: [] } } as const;
    const count = async () => (await store.aggregate({ ...question, asks: [{ ask: 'count' }] }, options())).get('');
    const authors = {
      relation: 'Resource.authors',
      parents: [...graph.resources, ...later.resources].map(({ id }) => id),
      page: { size: 5, from: 'start', after: null, before: null },
    } as const;
    expect(await keeping.expand(authors, options())).toEqual(naiveExpand(graph, authors));
    await load(store, later);
    await expect.poll(async () => (await keeping.status(options())).state).toBe('ready');
    expect(await keeping.expand(authors, options())).toEqual(naiveExpand(later, authors));
    expect(await count()).toEqual([{ ask: 'count', count: later.resources.length }]);
    await indexed();
    expect(await count()).toEqual([{ ask: 'count', count: later.resources.length }]);
    await load(store, graph);
    await indexed();
  });
});
