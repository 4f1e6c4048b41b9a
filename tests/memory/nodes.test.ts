import { describe, expect, it } from 'vitest';
import type { DomainError } from '../../src/domain/errors.ts';
import { EVERYTHING } from '../../src/domain/filter.ts';
import { nodeId } from '../../src/domain/ids.ts';
import type { Position } from '../../src/domain/page.ts';
import type { EntitiesQuestion, ExpandQuestion, ExpandRelation } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { OPTIONS, request, slugs, store } from './ask.ts';

async function entities(question: EntitiesQuestion) {
  const page = await store.entities(question, OPTIONS);
  return { ...page, slugs: page.items.map(({ node }) => node.slug) };
}

async function expand<R extends ExpandRelation>(question: ExpandQuestion<R>) {
  const pages = await store.expand(question, OPTIONS);
  const page = pages.get(question.parents[0] ?? nodeId('RESOURCE', 'none'));
  if (page === undefined) throw new Error('The store gave no page');
  return { ...page, slugs: slugs(page.items.map(({ node }) => node.id)) };
}

describe('nodes by id and identifier', () => {
  it('leave unknown ids out', async () => {
    const found = await store.byIds(
      [nodeId('AUTHOR', 'ann'), nodeId('AUTHOR', 'nobody'), nodeId('TOPIC', 'mlops')],
      OPTIONS,
    );
    expect(slugs([...found.keys()])).toEqual(['ann', 'mlops']);
  });

  it('have an entry for every identifier', async () => {
    const found = await store.byIdentifiers(['doi:10.1000/rubric', 'doi:10.1000/none'], OPTIONS);
    expect([...found].map(([key, list]) => [key, slugs(list.map(({ id }) => id))])).toEqual([
      ['doi:10.1000/rubric', ['a-breck-rubric']],
      ['doi:10.1000/none', []],
    ]);
  });
});

describe('lists of entities', () => {
  it('authors with most resources first, ties by id', async () => {
    const found = await entities({
      kind: 'AUTHOR',
      filter: EVERYTHING,
      order: 'RESOURCE_COUNT',
      page: request({ size: 3 }),
    });
    expect(found).toMatchObject({ slugs: ['ann', 'dan', 'bob'], hasNext: true, hasPrevious: false, totalCount: 5 });
    expect(found.items.map(({ keys }) => keys)).toEqual([[4], [4], [3]]);
  });

  it('continue after an author', async () => {
    const after: Position = { keys: [4], id: nodeId('AUTHOR', 'dan') };
    const found = await entities({
      kind: 'AUTHOR',
      filter: EVERYTHING,
      order: 'RESOURCE_COUNT',
      page: request({ after }),
    });
    expect(found).toMatchObject({ slugs: ['bob', 'chie', 'eve'], hasNext: false, hasPrevious: true, totalCount: 5 });
  });

  it('organizations by name', async () => {
    const found = await entities({ kind: 'ORGANIZATION', filter: EVERYTHING, order: 'NAME', page: request() });
    expect(found.slugs).toEqual(['cmu', 'google', 'idle', 'mercari']);
    expect(found.items[0]?.keys).toEqual(['carnegie mellon university']);
  });

  it('authors by what organizations they have been with', async () => {
    const google = { op: 'value', field: 'slug', test: { is: 'eq', value: 'google' } } as const;
    const page = request();
    const found = (op: 'some' | 'every' | 'none') =>
      entities({ kind: 'AUTHOR', filter: { op, relation: 'organizations', where: google }, order: 'NAME', page });
    expect((await found('some')).slugs).toEqual(['ann', 'bob']);
    expect((await found('none')).slugs).toEqual(['chie', 'dan', 'eve']);
    expect((await found('every')).slugs).toEqual(['eve']);
  });

  it('venues and sources, all that match, by id', async () => {
    const filter = {
      op: 'not',
      of: { op: 'value', field: 'name', test: { is: 'startsWith', folded: 'empty' } },
    } as const;
    expect((await entities({ kind: 'VENUE', filter })).slugs).toEqual(['kdd', 'mlsys', 'opml']);
    expect(await entities({ kind: 'SOURCE' })).toMatchObject({
      slugs: ['kdd', 'reading', 'unused'],
      totalCount: 3,
      hasNext: false,
    });
  });
});

describe('what hangs on a node', () => {
  const rubric = nodeId('RESOURCE', 'a-breck-rubric');

  it('authors by position, with the organizations given there', async () => {
    const found = await expand({ relation: 'Resource.authors', parents: [rubric], page: request({ size: 2 }) });
    expect(found).toMatchObject({ slugs: ['ann', 'bob'], hasNext: true, hasPrevious: false, totalCount: 3 });
    expect(
      found.items.map(({ position, organizations, keys }) => [position, organizations.map(({ slug }) => slug), keys]),
    ).toEqual([
      [1, ['google'], [1]],
      [2, ['google', 'cmu'], [2]],
    ]);
  });

  it('continues behind a position that no author has any more', async () => {
    const after: Position = { keys: [2], id: nodeId('AUTHOR', 'zoe') };
    const found = await expand({ relation: 'Resource.authors', parents: [rubric], page: request({ after }) });
    expect(found).toMatchObject({ slugs: ['dan'], hasNext: false, hasPrevious: true, totalCount: 3 });
  });

  it('topics by score, then id; backwards too', async () => {
    const whole = await expand({
      relation: 'Resource.topics',
      parents: [nodeId('RESOURCE', 'l-japanese')],
      page: request(),
    });
    expect(whole.items.map(({ node, score }) => [node.slug, score])).toEqual([
      ['data-validation', 0.9],
      ['ml-testing', 0.8],
    ]);
    const last = await expand({
      relation: 'Resource.topics',
      parents: [rubric],
      page: request({ size: 1, from: 'end' }),
    });
    expect(last).toMatchObject({ slugs: ['ml-testing'], hasNext: false, hasPrevious: true });
    const before: Position = { keys: [0.9], id: nodeId('TOPIC', 'ml-testing') };
    expect((await expand({ relation: 'Resource.topics', parents: [rubric], page: request({ before }) })).slugs).toEqual(
      ['mlops'],
    );
  });

  it('organizations of a resource, those of its authors first', async () => {
    expect((await expand({ relation: 'Resource.organizations', parents: [rubric], page: request() })).slugs).toEqual([
      'google',
      'cmu',
    ]);
    const course = [nodeId('RESOURCE', 'k-course')];
    expect((await expand({ relation: 'Resource.organizations', parents: course, page: request() })).slugs).toEqual([
      'mercari',
      'cmu',
    ]);
  });

  it('sources by id, with their section', async () => {
    const found = await expand({ relation: 'Resource.sources', parents: [rubric], page: request() });
    expect(found.items.map(({ node, section }) => [node.slug, section])).toEqual([
      ['kdd', null],
      ['reading', 'Testing'],
    ]);
  });

  it('links by kind, outgoing first, and only those asked for', async () => {
    const links = async (slug: string, wanted?: ExpandQuestion<'Resource.links'>['links']) => {
      const parents = [nodeId('RESOURCE', slug)];
      const found = await expand({
        relation: 'Resource.links',
        parents,
        page: request(),
        ...(wanted && { links: wanted }),
      });
      return found.items.map(({ node, kind, direction }) => `${kind} ${direction} ${node.slug[0]}`);
    };
    expect(await links('a-breck-rubric')).toEqual([
      'IMPLEMENTS INCOMING j',
      'EXPLAINS INCOMING l',
      'PRESENTS INCOMING e',
      'TRANSLATES INCOMING n',
    ]);
    expect(await links('j-rubric-code')).toEqual(['IMPLEMENTS OUTGOING a', 'PART_OF OUTGOING k']);
    expect(await links('j-rubric-code', { kinds: ['PART_OF'], direction: 'BOTH' })).toEqual(['PART_OF OUTGOING k']);
    expect(await links('j-rubric-code', { kinds: ['PART_OF'], direction: 'INCOMING' })).toEqual([]);
  });

  it('links continue from their keys', async () => {
    const after: Position = { keys: ['EXPLAINS', 'INCOMING'], id: nodeId('RESOURCE', 'l-japanese') };
    const found = await expand({ relation: 'Resource.links', parents: [rubric], page: request({ size: 1, after }) });
    expect(found).toMatchObject({ slugs: ['e-opml-talk'], hasNext: true, hasPrevious: true, totalCount: 4 });
  });

  it('organizations and authors by the number of resources they share', async () => {
    const ann = await expand({ relation: 'Author.organizations', parents: [nodeId('AUTHOR', 'ann')], page: request() });
    expect(ann.items.map(({ node, keys }) => [node.slug, keys])).toEqual([
      ['google', [2]],
      ['cmu', [1]],
    ]);
    const cmu = await expand({
      relation: 'Organization.authors',
      parents: [nodeId('ORGANIZATION', 'cmu')],
      page: request(),
    });
    expect(cmu.items.map(({ node, keys }) => [node.slug, keys])).toEqual([
      ['bob', [2]],
      ['ann', [1]],
    ]);
  });

  it('editions, newest first, all without a page', async () => {
    const found = await expand({ relation: 'Venue.editions', parents: [nodeId('VENUE', 'kdd')], page: null });
    expect(found).toMatchObject({ slugs: ['kdd-2019', 'kdd-2018'], hasNext: false, hasPrevious: false, totalCount: 2 });
  });

  it('nothing on an unknown node', async () => {
    const found = await expand({ relation: 'Venue.editions', parents: [nodeId('VENUE', 'nowhere')], page: null });
    expect(found).toMatchObject({ items: [], totalCount: 0 });
  });
});

describe('the life of the store', () => {
  const other = buildGraphRecords({ resources: { only: {} } });
  const load = { signal: OPTIONS.signal, onProgress: () => {} };

  it('says what it holds', async () => {
    expect(await store.status(OPTIONS)).toMatchObject({
      state: 'ready',
      revision: SMALL_GRAPH.revision,
      builtAt: '2026-03-01T00:00:00.000Z',
      counts: { RESOURCE: 20, AUTHOR: 5, ORGANIZATION: 4, VENUE: 4, VENUE_EDITION: 4, TOPIC: 6, SOURCE: 3 },
      edgeCounts: {
        AUTHORED_BY: 14,
        AFFILIATED_WITH: 9,
        PUBLISHED_IN: 7,
        EDITION_OF: 4,
        ABOUT: 16,
        BROADER: 3,
        RELATED: 2,
        LISTED_IN: 23,
        IMPLEMENTS: 1,
        EXPLAINS: 1,
        PRESENTS: 1,
        TRANSLATES: 1,
        PART_OF: 2,
        CITES: 1,
      },
      longestLists: {
        'Venue.editions': 2,
        'Venue.tracks': 2,
        'Topic.narrower': 2,
        'Topic.narrower.deep': 3,
        'Topic.ancestors': 2,
        'AuthorshipEdge.organizations': 2,
        'Graph.edges.parallel': 1,
        'Query.topics': 6,
      },
    });
  });

  it('refuses questions until a graph is loaded', async () => {
    const empty = createMemoryStore(null);
    expect(await empty.status(OPTIONS)).toMatchObject({ state: 'empty' });
    await expect(empty.topics(OPTIONS)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await empty.load(other, load)).toEqual({ unchanged: false, rowsWritten: 3, rowsRemoved: 0 });
    expect(await empty.status(OPTIONS)).toMatchObject({ state: 'ready', counts: { RESOURCE: 1 } });
  });

  it('knows a graph that it holds already, and replaces it by another', async () => {
    const own = createMemoryStore(other);
    expect(await own.load(other, load)).toEqual({ unchanged: true, rowsWritten: 0, rowsRemoved: 0 });
    expect(await own.load(SMALL_GRAPH, load)).toMatchObject({ unchanged: false, rowsRemoved: 3 });
    expect((await own.byIds([nodeId('RESOURCE', 'only')], OPTIONS)).size).toBe(0);
  });

  it('keeps its graph when another is not one', async () => {
    const own = createMemoryStore(other);
    const broken = { ...SMALL_GRAPH, revision: 'broken', authors: [] };
    await expect(own.load(broken, load)).rejects.toThrow('none of its nodes');
    expect(await own.status(OPTIONS)).toMatchObject({ revision: other.revision });
  });

  it('answers nobody who has left, and nothing without time', async () => {
    const late = expect.objectContaining({ code: 'TIMEOUT' }) as DomainError;
    await expect(store.topics({ ...OPTIONS, signal: AbortSignal.abort() })).rejects.toEqual(late);
    await expect(store.topics({ ...OPTIONS, deadlineMs: 0 })).rejects.toEqual(late);
  });
});
