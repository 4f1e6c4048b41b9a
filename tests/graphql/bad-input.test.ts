import { beforeAll, describe, expect, it } from 'vitest';
import { at, smallEngine, type Ask } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

const CASES: readonly (readonly [name: string, document: string, code: string, message: RegExp])[] = [
  ['an unknown field', '{ resourcez { id } }', 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "resourcez"/],
  [
    'a wrong enum value',
    '{ resources(filter: { type: { eq: PAPERS } }) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    /"PAPERS"/,
  ],
  ['a mutation', 'mutation { add }', 'GRAPHQL_VALIDATION_FAILED', /no mutations/],
  ['a subscription', 'subscription { added }', 'GRAPHQL_VALIDATION_FAILED', /no subscriptions/],
  ['a document that is not GraphQL', '{ resources(', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
  ['first above the limit', '{ resources(first: 101) { nodes { id } } }', 'BAD_USER_INPUT', /between 0 and 100/],
  ['a negative first', '{ resources(first: -1) { nodes { id } } }', 'BAD_USER_INPUT', /between 0 and 100/],
  [
    'first above the limit in a group',
    '{ resources { groups(by: VENUE) { resources(first: 101) { nodes { id } } } } }',
    'BAD_USER_INPUT',
    /100/,
  ],
  [
    'first above the limit for facets',
    '{ resources { facets(by: [TYPE], first: 101) { field } } }',
    'BAD_USER_INPUT',
    /100/,
  ],
  [
    'too many topics by weight',
    '{ venues { topTopics(first: 101) { count } } }',
    'BAD_USER_INPUT',
    /between 0 and 100/,
  ],
  ['too many co-authors', '{ author(slug: "ann") { coAuthors(first: -1) { count } } }', 'BAD_USER_INPUT', /between 0/],
  [
    'a broken filter of topics that occur together',
    '{ topic(slug: "mlops") { coOccurring(filter: { topics: { some: { label: " " } } }) { count } } }',
    'BAD_USER_INPUT',
    /label is empty/,
  ],
  ['pairs of topics without a resource', '{ topicGraph(minCount: 0) { truncated } }', 'BAD_USER_INPUT', /at least 1/],
  ['pairs of fewer than none', '{ topicGraph(minCount: -1) { truncated } }', 'BAD_USER_INPUT', /at least 1/],
  [
    'too many related',
    '{ resource(slug: "t-bare") { related(first: 51) { score } } }',
    'BAD_USER_INPUT',
    /between 0 and 50/,
  ],
  ['no node at all', '{ topicGraph(first: 0) { truncated } }', 'BAD_USER_INPUT', /between 1 and 500/],
  ['too many nodes', '{ topicGraph(first: 501) { truncated } }', 'BAD_USER_INPUT', /between 1 and 500/],
  [
    'a trend over more years than there are',
    '{ resources { trend(groupBy: TYPE, from: -2000000000, to: 2000000000) { years } } }',
    'BAD_USER_INPUT',
    /between 1900 and 2100/,
  ],
  ['an empty search', '{ search(query: "  ") { totalCount } }', 'BAD_USER_INPUT', /query is empty/],
  [
    'a search of 201 characters',
    `{ search(query: "${'a'.repeat(201)}") { totalCount } }`,
    'BAD_USER_INPUT',
    /200 characters/,
  ],
  [
    'a search of more than a page holds',
    '{ search(query: "a", first: 101) { totalCount } }',
    'BAD_USER_INPUT',
    /between 0 and 100/,
  ],
  [
    'a search of an unknown kind',
    '{ search(query: "a", kinds: [PERSON]) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    /"PERSON"/,
  ],
  [
    'a search from a text that is no cursor',
    '{ search(query: "a", after: "x") { totalCount } }',
    'INVALID_CURSOR',
    /Take cursors/,
  ],
  ['an empty beginning', '{ suggest(prefix: "") { label } }', 'BAD_USER_INPUT', /prefix is empty/],
  [
    'a beginning of 201 characters',
    `{ suggest(prefix: "${'a'.repeat(201)}") { label } }`,
    'BAD_USER_INPUT',
    /200 characters/,
  ],
  [
    'a completion of an unknown kind',
    '{ suggest(prefix: "a", kinds: [PERSON]) { label } }',
    'GRAPHQL_VALIDATION_FAILED',
    /"PERSON"/,
  ],
  ['too many completions', '{ suggest(prefix: "a", first: -1) { label } }', 'BAD_USER_INPUT', /between 0 and 100/],
  [
    'an empty text in a filter',
    '{ resources(filter: { text: "" }) { totalCount } }',
    'BAD_USER_INPUT',
    /filter.text is empty/,
  ],
  [
    'a text of 201 characters in a filter',
    `{ resources(filter: { text: "${'a'.repeat(201)}" }) { totalCount } }`,
    'BAD_USER_INPUT',
    /200 characters/,
  ],
  [
    'RELEVANCE without a text',
    '{ resources(orderBy: [{ field: RELEVANCE }]) { totalCount } }',
    'BAD_USER_INPUT',
    /needs filter.text/,
  ],
  [
    'RELEVANCE with a text that not every item must match',
    '{ resources(filter: { or: [{ text: "a" }, { text: "b" }] }, orderBy: [{ field: RELEVANCE }]) { totalCount } }',
    'BAD_USER_INPUT',
    /needs filter.text/,
  ],
  ['first with last', '{ resources(first: 1, last: 1) { nodes { id } } }', 'BAD_USER_INPUT', /not both/],
  ['a text that is no cursor', '{ resources(after: "page2") { nodes { id } } }', 'INVALID_CURSOR', /Take cursors from/],
  ['an id of another kind', '{ topic(id: "Venue:kdd") { id } }', 'INVALID_ID', /of a Venue; an id of a Topic/],
  ['a malformed id', '{ node(id: "kdd") { id } }', 'INVALID_ID', /Kind:slug/],
  [
    'an id of another kind in a filter',
    '{ resources(filter: { venue: { id: { eq: "Topic:mlops" } } }) { totalCount } }',
    'INVALID_ID',
    /Venue/,
  ],
  ['an empty label', '{ topic(label: "") { id } }', 'BAD_USER_INPUT', /label is empty/],
  [
    'an empty label in a filter',
    '{ resources(filter: { topics: { some: { label: " " } } }) { totalCount } }',
    'BAD_USER_INPUT',
    /label is empty/,
  ],
  ['no name at all', '{ resource { id } }', 'BAD_USER_INPUT', /exactly one of id, slug, url, doi/],
  ['two names', '{ resource(id: "Resource:t-bare", slug: "t-bare") { id } }', 'BAD_USER_INPUT', /exactly one of/],
  ['a DOI that is none', '{ resource(doi: "about testing") { id } }', 'BAD_USER_INPUT', /no doi/],
  ['a URL of another scheme', '{ resource(url: "javascript:alert(1)") { id } }', 'GRAPHQL_VALIDATION_FAILED', /http/],
  [
    'a date that is none',
    '{ resources(filter: { addedAt: { gt: "yesterday" } }) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    /DateTime/,
  ],
  [
    'levels out of range',
    '{ topic(slug: "mlops") { narrower(depth: 0) { id } } }',
    'BAD_USER_INPUT',
    /between 1 and 10/,
  ],
];

describe('bad input', () => {
  it.each(CASES)('%s is refused before the store is asked', async (_, document, code, message) => {
    const { errors, data, calls } = await ask(document);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual([code]);
    expect(errors[0]?.message).toMatch(message);
    expect(errors[0]?.extensions['requestId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(data).toBeNull();
    expect(calls).toEqual([]);
  });

  it('an unknown id or slug is null, not an error', async () => {
    const { data, errors } = await ask(
      '{ node(id: "Topic:nothing") { id } topic(slug: "no thing!") { id } nodes(ids: ["Venue:kdd", "Venue:gone"]) { id } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: null, topic: null, nodes: [{ id: 'Venue:kdd' }, null] });
  });

  it.each([
    ['an input object', { filter: 'secret' }, '$filter does not fit its type: it must be an object.'],
    [
      'a number',
      { filter: { year: { eq: 'secret' } } },
      '$filter at filter.year.eq does not fit its type: it must be Int.',
    ],
    [
      'an enum',
      { filter: { type: { eq: 'SECRET' } } },
      '$filter at filter.type.eq does not fit its type: it must be one of ResourceType.',
    ],
    ['an enum, as a number', { filter: { type: { eq: 7 } } }, 'it must be one of ResourceType.'],
    [
      'a list',
      { filter: { type: { in: [null] } } },
      '$filter at filter.type.in[0] does not fit its type: it must not be null.',
    ],
    [
      'a field',
      { filter: { years: 'secret' } },
      '$filter does not fit its type: field "years" is not defined by type "ResourceFilter".',
    ],
    ['a time', { filter: { addedAt: { gt: 'secret' } } }, '$filter at filter.addedAt.gt does not fit its type: '],
    [
      'a long text',
      { filter: { year: { eq: 'secret; Int cannot represent "secret" '.repeat(200) } } },
      'it must be Int.',
    ],
  ])(
    'a variable that does not fit as %s is told where and why, and never what it was',
    async (_name, variables, told) => {
      const { errors, calls } = await ask(
        'query ($filter: ResourceFilter) { resources(filter: $filter) { totalCount } }',
        variables,
      );
      expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      expect(errors[0]?.message).toContain(told);
      expect(errors[0]?.message).not.toMatch(/secret|7|Did you mean/i);
      expect(calls).toEqual([]);
    },
  );

  it('a cursor of another order, filter or list is refused before the store is asked', async () => {
    const { data } = await ask('{ resources(first: 1, orderBy: [{ field: YEAR }]) { pageInfo { endCursor } } }');
    const cursor = at(data, 'resources.pageInfo.endCursor');
    for (const list of [
      'resources(after: $c)',
      'resources(after: $c, orderBy: [{ field: YEAR, direction: ASC }])',
      'resources(after: $c, orderBy: [{ field: YEAR }], filter: { year: { gt: 2000 } })',
      'authors(after: $c)',
    ]) {
      const { errors, calls } = await ask(`query ($c: String) { ${list} { nodes { id } } }`, { c: cursor });
      expect({ list, code: errors[0]?.extensions['code'] }).toEqual({ list, code: 'INVALID_CURSOR' });
      expect(calls).toEqual([]);
    }
    const same = await ask('query ($c: String) { resources(after: $c, orderBy: [{ field: YEAR }]) { totalCount } }', {
      c: cursor,
    });
    expect(same.errors).toEqual([]);
  });

  it('a cursor of another parent is an error of that field', async () => {
    const page = '{ resources(first: 1 AFTER) { nodes { id } pageInfo { endCursor } } }';
    const { data } = await ask(`{ venue(slug: "kdd") ${page.replace('AFTER', '')} }`);
    const c = at(data, 'venue.resources.pageInfo.endCursor');
    const { data: rest, errors } = await ask(
      `query ($c: String) { kdd: venue(slug: "kdd") ${page.replace('AFTER', 'after: $c')} opml: venue(slug: "opml") ${page.replace('AFTER', 'after: $c')} }`,
      { c },
    );
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['INVALID_CURSOR']);
    expect(at(rest, 'kdd.resources.nodes')).toHaveLength(1);
    expect(at(rest, 'opml')).toBeNull();
  });

  it('a failure of our own is masked', async () => {
    const broken = await smallEngine((store) => ({
      ...store,
      page: async () => {
        throw new Error('bolt://user:secret@host /srv/app.ts');
      },
    }));
    const { errors } = await broken('{ resources { nodes { id } } }');
    expect(errors[0]?.extensions['code']).toBe('INTERNAL');
    expect(JSON.stringify(errors)).not.toMatch(/secret|bolt|srv/);
  });
});
