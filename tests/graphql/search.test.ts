import { beforeAll, describe, expect, it } from 'vitest';
import { at, smallEngine, type Answer, type Ask } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

const found = ({ data }: Answer, path = 'search.nodes'): unknown =>
  (at(data, path) as readonly { readonly id: string }[]).map(({ id }) => id);

describe('search', () => {
  it('finds nodes of all kinds and says why', async () => {
    const { data, calls } = await ask(`{ search(query: "the ML test score", first: 2) {
      totalCount kindCounts { kind count } suggestions pageInfo { hasNextPage hasPreviousPage }
      edges { score matchedFields highlights { field fragment } node { __typename id name } } } }`);
    expect(at(data, 'search.edges.0')).toMatchObject({
      matchedFields: ['title', 'topics'],
      highlights: [
        { field: 'title', fragment: 'The **ML** **Test** **Score**' },
        { field: 'topics', fragment: '**ML** **testing**' },
      ],
      node: { __typename: 'Resource', id: 'Resource:a-breck-rubric', name: 'The ML Test Score' },
    });
    const counts = at(data, 'search.kindCounts') as readonly { readonly count: number }[];
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(at(data, 'search.totalCount'));
    expect(at(data, 'search.suggestions')).toEqual([]);
    expect(at(data, 'search.pageInfo')).toEqual({ hasNextPage: true, hasPreviousPage: false });
    expect(calls).toEqual(['vocabulary Query.search', 'candidates Query.search', 'byIds Query.search']);
  });

  it('is asked of the store once, whatever aliases ask for the same', async () => {
    const { calls } =
      await ask(`{ a: search(query: "testing") { totalCount } b: search(query: "testing", first: 1) { nodes { id } }
      c: search(query: "testing", kinds: [TOPIC]) { totalCount } }`);
    expect(calls.filter((call) => call.startsWith('candidates'))).toHaveLength(2);
    expect(calls.filter((call) => call.startsWith('byIds'))).toHaveLength(1);
  });

  it('reads no nodes where only totals are asked', async () => {
    const { data, calls } = await ask('{ search(query: "testing") { totalCount kindCounts { count } suggestions } }');
    expect(at(data, 'search.totalCount')).toBeGreaterThan(4);
    expect(calls).toEqual(['vocabulary Query.search', 'candidates Query.search']);
  });

  it('pages through every hit once, in one order', async () => {
    const all = found(await ask('{ search(query: "testing") { nodes { id } } }'));
    const seen: unknown[] = [];
    let after: unknown = null;
    for (let page = 0; page < 10; page += 1) {
      const { data } = await ask(
        'query ($after: String) { search(query: "testing", first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...(at(data, 'search.nodes') as readonly { readonly id: string }[]).map(({ id }) => id));
      after = at(data, 'search.pageInfo.endCursor');
      if (at(data, 'search.pageInfo.hasNextPage') !== true) break;
    }
    expect(seen).toEqual(all);
  });

  it('continues no other search', async () => {
    const { data } = await ask('{ search(query: "testing", first: 1) { pageInfo { endCursor } } }');
    const after = at(data, 'search.pageInfo.endCursor');
    const go = async (query: string) =>
      (
        await ask('query ($q: String!, $after: String) { search(query: $q, after: $after) { totalCount } }', {
          q: query,
          after,
        })
      ).errors[0]?.extensions['code'];
    expect(await go('testing')).toBeUndefined();
    expect(await go('tests')).toBe('INVALID_CURSOR');
  });

  it('corrects what is misspelt', async () => {
    const { data } = await ask('{ search(query: "data valdation") { suggestions nodes { id } } }');
    expect(at(data, 'search.suggestions')).toEqual(['data validation']);
    expect(at(data, 'search.nodes.0.id')).toBe('Topic:data-validation');
  });

  it('completes punctuation, and what is of no kind, to nothing', async () => {
    const { data, errors } = await ask(
      '{ a: suggest(prefix: "?!*") { label } b: suggest(prefix: "。、") { label } c: suggest(prefix: "test", kinds: []) { label } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: [], b: [], c: [] });
  });

  it('takes 200 characters, counted as they are sent', async () => {
    const { errors } = await ask(
      'query ($q: String!) { search(query: $q) { totalCount } suggest(prefix: $q) { label } }',
      { q: '検'.repeat(200) },
    );
    expect(errors).toEqual([]);
  });

  it('finds nothing for punctuation, and nothing of no kind', async () => {
    const { data } = await ask(
      '{ a: search(query: "?!*") { totalCount nodes { id } kindCounts { count } } b: search(query: "testing", kinds: []) { totalCount } }',
    );
    expect(at(data, 'a')).toEqual({ totalCount: 0, nodes: [], kindCounts: [] });
    expect(at(data, 'b.totalCount')).toBe(0);
  });

  it.each([
    '*',
    '?a',
    'a~',
    'a^9',
    'title:x',
    '[* TO *]',
    '"open',
    'AND',
    'OR NOT',
    '\\',
    '/.*/',
    'a\\',
    '{}',
    '${x}',
    "' OR 1=1",
  ])('takes %j as text', async (query) => {
    const { errors } = await ask(
      'query ($q: String!) { search(query: $q) { totalCount } suggest(prefix: $q) { label } }',
      {
        q: query,
      },
    );
    expect(errors).toEqual([]);
  });
});

describe('suggest', () => {
  it('completes the last word with nodes of mixed kinds', async () => {
    const { data } = await ask('{ suggest(prefix: "ml", first: 3) { kind label hint node { id } } }');
    expect(at(data, 'suggest')).toEqual(
      expect.arrayContaining([
        { kind: 'TOPIC', label: 'ML testing', hint: 'Topic · 7 resources', node: { id: 'Topic:ml-testing' } },
      ]),
    );
  });

  it('says what tells nodes apart', async () => {
    const hint = async (prefix: string, kind: string) =>
      at((await ask(`{ suggest(prefix: "${prefix}", kinds: [${kind}]) { hint } }`)).data, 'suggest.0.hint');
    expect(await hint('chie', 'AUTHOR')).toBe('Author · Mercari');
    expect(await hint('the ml', 'RESOURCE')).toBe('Paper · 2018 · KDD');
    expect(await hint('goog', 'ORGANIZATION')).toBe('Organization · 3 resources');
    expect(await hint('kdd 2019', 'VENUE_EDITION')).toBe('Edition · 2 resources');
    expect(await hint('twin', 'RESOURCE')).toBe('Article · 2020');
  });

  it('answers in the language that is typed', async () => {
    const { data } = await ask('{ suggest(prefix: "機械学習テ") { label node { id } } }');
    expect(at(data, 'suggest')).toContainEqual({ label: '機械学習テスト', node: { id: 'Topic:ml-testing' } });
  });

  it.each([
    ['Topic:ml-testing', 'Topic:ml-testing'],
    ['10.1000/rubric', 'Resource:a-breck-rubric'],
    ['https://doi.org/10.1000/RUBRIC', 'Resource:a-breck-rubric'],
    ['github.com/acme/rubric', 'Resource:j-rubric-code'],
  ])('knows %s', async (prefix, id) => {
    const { data } = await ask('query ($p: String!) { suggest(prefix: $p, first: 1) { node { id } } }', { p: prefix });
    expect(at(data, 'suggest.0.node.id')).toBe(id);
  });
});

describe('resources by text', () => {
  it('come best first with their score, and by id without a text', async () => {
    const { data } =
      await ask(`{ a: resources(filter: { text: "ml test score" }) { totalCount edges { score node { id } } }
      b: resources(first: 1) { edges { score } } }`);
    expect(at(data, 'a.totalCount')).toBe(2);
    expect(at(data, 'a.edges.0.node.id')).toBe('Resource:a-breck-rubric');
    expect(at(data, 'a.edges.0.score')).toBeGreaterThan(at(data, 'a.edges.1.score') as number);
    expect(at(data, 'b.edges.0.score')).toBeNull();
  });

  it('have no score in another order, and take RELEVANCE as one term of several', async () => {
    const { data } = await ask(`{
      a: resources(filter: { text: "testing" }, orderBy: [{ field: YEAR }]) { edges { score } }
      b: resources(filter: { text: "testing" }, orderBy: [{ field: YEAR }, { field: RELEVANCE }]) { edges { score } }
    }`);
    expect(at(data, 'a.edges.0.score')).toBeNull();
    expect(at(data, 'b.edges.0.score')).toBeGreaterThan(0);
  });

  it('keep the order of the text within groups', async () => {
    const { data, errors } = await ask(`{ resources(filter: { text: "testing" }) { groups(by: TYPE) {
      resources(orderBy: [{ field: RELEVANCE }]) { edges { score } } } } }`);
    expect(errors).toEqual([]);
    expect(at(data, 'resources.groups.0.resources.edges.0.score')).toBeGreaterThan(0);
  });
});
