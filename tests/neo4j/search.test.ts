import * as fc from 'fast-check';
import neo4jDriver from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResourceFilter } from '../../src/domain/filter.ts';
import { NODE_KINDS } from '../../src/domain/ids.ts';
import { LINK_KINDS } from '../../src/domain/model.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { planQuery } from '../../src/search/plan.ts';
import type { QueryPlan } from '../../src/search/query-plan.ts';
import type { ReadOptions } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { arbitraryAggregateQuestion, arbitraryPageQuestion } from '../property/arbitrary-question.ts';
import { arbitraryQuery, HOSTILE_TEXTS, naiveCandidates } from '../property/naive-search.ts';
import { runs } from '../property/replay.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from './test-store.ts';

const LONG = { timeout: 120_000 };
const GRAPH_SEED = Number(process.env['FAST_CHECK_SEED'] ?? 20_261_124);

function options(deadlineMs = 10_000): ReadOptions {
  return { signal: new AbortController().signal, deadlineMs, coordinate: 'Query.search', requestId: 'test' };
}

describe.skipIf(NO_NEO4J)('search on the Neo4j store', () => {
  const sent: string[] = [];
  const store = neo4jStore({
    onStatement: (coordinate) => {
      if (coordinate !== 'status') sent.push(coordinate);
    },
  });
  const found = async (plan: QueryPlan, kinds = NODE_KINDS as readonly (typeof NODE_KINDS)[number][]) =>
    (await store.candidates({ plan, kinds }, options())).map(({ id }) => id).toSorted();
  const plan = async (text: string) => planQuery(text, await store.vocabulary(options()), 'search');

  beforeAll(() => load(store, SMALL_GRAPH));
  afterAll(() => store.close());

  it('gives back the documents as they were loaded', async () => {
    const documents = [...searchDocuments(SMALL_GRAPH)];
    expect((await store.vocabulary(options())).documentCount).toBe(documents.length);
    const candidates = await store.candidates({ plan: await plan('機械学習 testing'), kinds: NODE_KINDS }, options());
    const byId = new Map(documents.map((document) => [document.id, document]));
    expect(candidates.length).toBeGreaterThan(2);
    expect(candidates).toEqual(candidates.map(({ id }) => byId.get(id)));
  });

  it('finds one kind of node or all', async () => {
    expect(await found(await plan('mercari'), ['ORGANIZATION'])).toEqual(['Organization:mercari']);
    expect(await found(await plan('serving'), ['TOPIC', 'RESOURCE'])).toEqual(
      naiveCandidates(SMALL_GRAPH, await plan('serving'), ['TOPIC', 'RESOURCE']),
    );
    expect(await found(await plan('serving'), [])).toEqual([]);
  });

  it('asks one statement for a query, and none where nothing can match', async () => {
    const [some, nothing] = [await plan('data testing serving checks'), await plan('!?')];
    sent.length = 0;
    await found(some);
    expect(sent).toEqual(['Query.search']);
    await found(nothing);
    expect(sent).toEqual(['Query.search']);
  });

  it('takes every character of a term as text', async () => {
    const planned = HOSTILE_TEXTS.map((text): QueryPlan => {
      const raw = { word: text, alternatives: [{ terms: [text], quality: 'exact' as const, distance: 0 }] };
      return { mode: 'search', text, groups: [raw, raw], minimumGroups: 1 };
    });
    const answers: unknown[] = [];
    for (const one of planned) answers.push([one.text, await found(one)]);
    expect(answers).toEqual(planned.map((one) => [one.text, naiveCandidates(SMALL_GRAPH, one, NODE_KINDS)]));
  });

  it('answers hostile text like plain words, and soon', async () => {
    const slow: string[] = [];
    for (const text of HOSTILE_TEXTS) {
      const planned = await plan(text);
      const started = performance.now();
      expect(await found(planned)).toEqual(naiveCandidates(SMALL_GRAPH, planned, NODE_KINDS));
      if (performance.now() - started > 1_000) slow.push(text.slice(0, 40));
    }
    expect(slow).toEqual([]);
  });

  it(
    'makes the full-text index anew where another stands in its place, and takes out what no version asks for any more',
    { timeout: 60_000 },
    async () => {
      const driver = neo4jDriver.driver(ADDRESS.uri, neo4jDriver.auth.basic(ADDRESS.user, ADDRESS.password));
      const run = (text: string) => driver.executeQuery(text, {}, { database: ADDRESS.database });
      await run('DROP INDEX search_terms IF EXISTS');
      await run('CREATE FULLTEXT INDEX `somebody-else` FOR (n:Resource|Author) ON EACH [n.searchTerms]');
      await run('CREATE FULLTEXT INDEX search_terms FOR (n:Topic) ON EACH [n.name]');
      await run('CREATE INDEX Resource_authorCountUp_id_range FOR (n:Resource) ON (n.authorCountUp, n.id)');
      await run('CREATE INDEX `somebody-elses` FOR (n:Resource) ON (n.addedAt)');
      await load(store, { ...SMALL_GRAPH, revision: 'again' });
      const ranges = await run(
        "SHOW INDEXES YIELD name WHERE name CONTAINS 'CountUp' OR name CONTAINS 'somebody' RETURN name",
      );
      expect(ranges.records.map((record) => record.get('name'))).toEqual(['somebody-elses']);
      await run('DROP INDEX `somebody-elses`');
      const { records } = await run('SHOW FULLTEXT INDEXES YIELD name, options RETURN name, options');
      await driver.close();
      expect(records.map((record) => record.get('name'))).toEqual(['search_terms']);
      expect(JSON.stringify(records[0]?.get('options'))).toContain('whitespace');
      expect(await found(await plan('serving'))).toEqual(
        naiveCandidates(SMALL_GRAPH, await plan('serving'), NODE_KINDS),
      );
      await load(store, SMALL_GRAPH);
    },
  );
});

/** A condition with texts in it, wherever the grammar takes one. */
function withTexts(filter: ResourceFilter, [first, second]: readonly [string, string], place: number): ResourceFilter {
  const [one, two] = [first, second].map((query): ResourceFilter => ({ op: 'text', query })) as [Text, Text];
  const linked = { kinds: LINK_KINDS, direction: 'BOTH', where: two } as const;
  const shapes: ResourceFilter[] = [
    one,
    { op: 'and', of: [filter, one] },
    { op: 'and', of: [{ op: 'not', of: one }, filter] },
    { op: 'or', of: [one, filter, { op: 'and', of: [two, filter] }] },
    { op: 'and', of: [{ op: 'links', quantifier: 'some', test: linked }, filter] },
    { op: 'and', of: [one, two] },
  ];
  return shapes[place % shapes.length] ?? one;
}
type Text = Extract<ResourceFilter, { op: 'text' }>;

describe.skipIf(NO_NEO4J)('search on the Neo4j store finds what the other ways find', () => {
  const [graph] = fc.sample(arbitraryGraph({ minLength: 30, maxLength: 40 }), { seed: GRAPH_SEED, numRuns: 1 });
  if (graph === undefined) throw new Error('No graph was drawn');
  const store = neo4jStore();
  const memory = createMemoryStore(graph);
  const query = arbitraryQuery(graph);

  beforeAll(() => load(store, graph));
  afterAll(() => store.close());

  it('a look at every document, for words, forms, typing errors, Japanese and hostile text', LONG, async () => {
    const kindsArbitrary = fc.oneof(fc.constant(NODE_KINDS), fc.subarray([...NODE_KINDS]));
    const mode = fc.constantFrom('search' as const, 'suggest' as const, 'filter' as const);
    await fc.assert(
      fc.asyncProperty(query, kindsArbitrary, mode, async (text, kinds, planMode) => {
        const plan = planQuery(text, await store.vocabulary(options()), planMode);
        const candidates = await store.candidates({ plan, kinds }, options());
        expect(candidates.map(({ id }) => id).toSorted()).toEqual(naiveCandidates(graph, plan, kinds));
      }),
      runs(60, 1_000),
    );
  });

  it('the memory store, for pages by text and relevance in any scope, forwards and backwards', LONG, async () => {
    const relevance = fc.option(fc.constantFrom('ASC' as const, 'DESC' as const));
    const texts = fc.tuple(query, query);
    await fc.assert(
      fc.asyncProperty(arbitraryPageQuestion(graph), texts, fc.nat(), relevance, async (drawn, both, place, by) => {
        const order = by === null ? [] : [{ field: 'RELEVANCE' as const, direction: by }];
        const { size, from } = drawn.page;
        const filter = withTexts(drawn.filter, both, place);
        const scope = place % 6 === 0 ? ({ relation: 'Query.resources' } as const) : drawn.scope;
        let page: PageRequest = { size: Math.max(1, size), from, after: null, before: null };
        for (let pages = 0; pages < 2; pages += 1) {
          const question = { ...drawn, scope, filter, order: [...order, ...drawn.order.slice(0, 1)], page };
          const expected = await memory.page(question, options());
          expect(await store.page(question, options())).toEqual(expected);
          const first = [...expected.values()].find(({ items }) => items.length > 0);
          const item = from === 'start' ? first?.items.at(-1) : first?.items[0];
          if (item === undefined) break;
          page = { ...page, [from === 'start' ? 'after' : 'before']: { keys: item.keys, id: item.node.id } };
        }
      }),
      runs(4, 60),
    );
  });

  it('the memory store, for counts, facets and groups by text', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAggregateQuestion(graph), query, query, fc.nat(), async (drawn, one, two, place) => {
        const question = { ...drawn, filter: withTexts(drawn.filter, [one, two], place) };
        expect(await store.aggregate(question, options())).toEqual(await memory.aggregate(question, options()));
      }),
      runs(4, 60),
    );
  });
});
