import { auth, driver as driverFor } from 'neo4j-driver';
import { describe, beforeAll, afterAll, expect, it } from 'vitest';
import type { FacetField } from '../../src/domain/facet.ts';
import { FACET_FIELDS } from '../../src/domain/facet.ts';
import { EVERYTHING } from '../../src/domain/filter.ts';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import { STORED_EDGE_KINDS, type GraphRecords } from '../../src/domain/model.ts';
import { EXPAND_RELATIONS, WHOLE_GRAPH, type ReadOptions, type Scope } from '../../src/store/graph-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { IS_LONG } from '../property/replay.ts';
import { checksumOf } from './whole-database.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from './test-store.ts';

const FIRST_PAGE: PageRequest = { size: 100, from: 'start', after: null, before: null };

function options(): ReadOptions {
  return { signal: new AbortController().signal, deadlineMs: 10_000, coordinate: 'Query.resources', requestId: 'test' };
}

describe.skipIf(NO_NEO4J)('the Neo4j store', () => {
  const sent: { name: string; text: string; parameters: unknown }[] = [];
  const store = neo4jStore({ onStatement: (name, text, parameters) => sent.push({ name, text, parameters }) });
  const questions = (): typeof sent => sent.filter(({ name }) => !['status', 'constraints', 'catalog'].includes(name));

  beforeAll(async () => {
    await load(store, SMALL_GRAPH);
  });
  afterAll(() => store.close());

  it('loads a graph, and finds nothing to do the second time', async () => {
    expect(await load(store, SMALL_GRAPH)).toEqual({ unchanged: true, rowsWritten: 0, rowsRemoved: 0 });
    const status = await store.status(options());
    expect(status).toMatchObject({ state: 'ready', revision: SMALL_GRAPH.revision });
  });

  it('returns every node as it was loaded', async () => {
    const { resources, authors, organizations, venues, editions, topics, sources } = SMALL_GRAPH;
    const nodes = [...resources, ...authors, ...organizations, ...venues, ...editions, ...topics, ...sources];
    const found = await store.byIds(
      nodes.map((node) => node.id),
      options(),
    );
    expect(nodes.map((node) => found.get(node.id))).toEqual(nodes);
  });

  it('walks every order forwards and backwards, page by page, over all resources', async () => {
    const counts = ['ADDED_AT', 'AUTHOR_COUNT', 'TOPIC_COUNT', 'SOURCE_COUNT', 'LINK_COUNT'] as const;
    // Counts and moments are ordered by the same text; each is a plan of its own, which takes the database a second.
    for (const field of ['YEAR', 'TITLE', ...(IS_LONG ? counts : counts.slice(0, 1))] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        const order = [{ field, direction }];
        const ask = async (page: PageRequest) => {
          const question = { scope: { relation: 'Query.resources' } as const, filter: EVERYTHING, order, page };
          const answer = (await store.page(question, options())).get(WHOLE_GRAPH);
          if (answer === undefined) throw new Error('no page');
          return answer;
        };
        const all = (await ask(FIRST_PAGE)).items;
        expect(all).toHaveLength(SMALL_GRAPH.resources.length);
        const walked: string[] = [];
        let after: PageRequest['after'] = null;
        for (;;) {
          const page = await ask({ size: 3, from: 'start', after, before: null });
          walked.push(...page.items.map((item) => item.node.id));
          const last = page.items.at(-1);
          if (!page.hasNext || last === undefined) break;
          after = { keys: last.keys, id: last.node.id };
        }
        expect(walked).toEqual(all.map((item) => item.node.id));
        const end = await ask({ ...FIRST_PAGE, from: 'end' });
        expect(end.items.map((item) => item.node.id)).toEqual(walked);
      }
    }
  });

  it('answers each question with one statement, for all parents', async () => {
    const { authors, resources } = SMALL_GRAPH;
    await store.topics(options());
    const scope: Scope = { relation: 'Author.resources', parents: authors.map((author) => author.id) };
    sent.length = 0;
    const pages = await store.page({ scope, filter: EVERYTHING, order: [], page: FIRST_PAGE }, options());
    expect([...pages.keys()].toSorted()).toEqual(authors.map((author) => author.id).toSorted());
    expect(questions()).toHaveLength(1);
    for (const relation of EXPAND_RELATIONS.filter((name) => name.startsWith('Resource.'))) {
      sent.length = 0;
      const parents = resources.map((resource) => resource.id);
      const answer = await store.expand({ relation, parents, page: FIRST_PAGE }, options());
      expect(answer.size).toBe(parents.length);
      expect(questions()).toHaveLength(1);
    }
    sent.length = 0;
    const asks = FACET_FIELDS.map((field: FacetField) => ({
      ask: 'facet' as const,
      field,
      first: 3,
      disjunctive: true,
      rollUpTopics: true,
    }));
    await store.aggregate({ scope, filter: EVERYTHING, asks }, options());
    expect(questions()).toHaveLength(1);
  });

  it('counts what its pages and facets hold', async () => {
    const scope = { relation: 'Query.resources' } as const;
    // One of those that are a field, that one edge leads to, that several lead to, and that are a tree.
    for (const field of IS_LONG ? FACET_FIELDS : (['YEAR', 'VENUE', 'AUTHOR', 'TOPIC'] as const)) {
      // Whether topics are rolled up is another plan for the field of topics alone.
      for (const rollUpTopics of IS_LONG || field === 'TOPIC' ? [true, false] : [true]) {
        const asks = [
          { ask: 'count' as const },
          { ask: 'facet' as const, field, first: 100, disjunctive: false, rollUpTopics },
          { ask: 'trend' as const, groupBy: field, first: 5, from: 2018, to: 2021, rollUpTopics },
          { ask: 'cross' as const, rows: field, columns: 'YEAR' as const, firstRows: 5, firstColumns: 5, rollUpTopics },
        ];
        const answers = (await store.aggregate({ scope, filter: EVERYTHING, asks }, options())).get(WHOLE_GRAPH);
        const [count, facet] = answers ?? [];
        if (count?.ask !== 'count' || facet?.ask !== 'facet') throw new Error('other answers than asked');
        expect(count.count).toBe(SMALL_GRAPH.resources.length);
        for (const bucket of facet.facet.buckets) {
          const group: Scope = {
            relation: 'ResourceGroup.resources',
            within: scope,
            filter: EVERYTHING,
            by: field,
            rollUpTopics,
            groups: [{ parent: WHOLE_GRAPH, key: bucket.key }],
          };
          const [page] = (
            await store.page({ scope: group, filter: EVERYTHING, order: [], page: FIRST_PAGE }, options())
          ).values();
          expect(page?.items).toHaveLength(bucket.count);
        }
      }
    }
  });

  it('ends a broken-off load in the same graph, and removes rows that left', { timeout: 60_000 }, async () => {
    const gone = SMALL_GRAPH.authors.find((author) => author.slug === 'eve');
    const fewer: GraphRecords = {
      ...SMALL_GRAPH,
      revision: 'fewer',
      authors: SMALL_GRAPH.authors.filter((author) => author !== gone),
      links: [],
    };
    const broken = new AbortController();
    const begun = { signal: broken.signal, onProgress: () => broken.abort() };
    await expect(store.load(fewer, begun)).rejects.toThrow('Nobody waits');
    expect((await store.status(options())).state).toBe('loading');
    const around = { id: nodeId('TOPIC', 'mlops'), depth: 1, first: 10, kinds: STORED_EDGE_KINDS };
    await expect(store.neighborhood(around, options())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.topics(options())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const report = await load(store, fewer);
    expect(report.unchanged).toBe(false);
    expect(report.rowsRemoved).toBeGreaterThan(0);
    expect((await store.byIds([gone?.id as NodeId], options())).size).toBe(0);
    const links = await store.expand(
      { relation: 'Resource.links', parents: fewer.resources.map((row) => row.id), page: FIRST_PAGE },
      options(),
    );
    expect([...links.values()].every((page) => page.totalCount === 0)).toBe(true);
    await load(store, SMALL_GRAPH);
  });

  it('does not read what another version wrote, and writes it anew', { timeout: 60_000 }, async () => {
    const { database } = ADDRESS;
    const driver = driverFor(ADDRESS.uri, auth.basic(ADDRESS.user, ADDRESS.password));
    await load(store, SMALL_GRAPH);
    const whole = await checksumOf(driver, database);
    // A property that this version writes nowhere.
    const foreign = 'MATCH (n:Resource)-[e]->() SET n.foreign = 1, e.foreign = 1 WITH count(*) AS marked';
    await driver.executeQuery(`${foreign} MATCH (g:Graph) SET g.format = 0`, {}, { database });
    const other = neo4jStore();
    expect(await other.status(options())).toMatchObject({
      state: 'empty',
      advice: expect.stringContaining('another version'),
    });
    await expect(other.topics(options())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await load(other, SMALL_GRAPH)).toMatchObject({ unchanged: false });
    expect((await other.status(options())).state).toBe('ready');
    expect(await checksumOf(driver, database)).toBe(whole);
    await other.close();
    await driver.close();
  });

  it('says that a password is wrong', async () => {
    const other = neo4jStore({ password: 'not-the-password' });
    const status = await other.status(options());
    await other.close();
    expect(status).toMatchObject({ state: 'unavailable', advice: expect.stringContaining('NEO4J_PASSWORD') });
  });
});

it('answers soon when nothing listens at the address', async () => {
  const away = neo4jStore({ uri: 'bolt://127.0.0.1:1', user: 'neo4j', password: 'x', database: 'neo4j' });
  const started = performance.now();
  const status = await away.status({ signal: new AbortController().signal, deadlineMs: 3_000 });
  await away.close();
  expect(status.state).toBe('unavailable');
  expect(performance.now() - started).toBeLessThan(3_500);
});
