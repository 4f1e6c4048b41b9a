/** Documents that would cost far more than their text: refused soon, with a code, before the store is asked. */
import { beforeAll, describe, expect, it } from 'vitest';
import { smallEngine, type Ask } from '../graphql/small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
  await ask('{ __typename }');
});

/** Three times what an idle machine may take, for the quicker of two tries. */
const SOON_MS = 300;
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Nested pairs of fields of two types that lead to each other. */
function nested(depth: number): string {
  const pairs = Math.ceil(depth / 4);
  return `{ ${'authors { nodes { resources { nodes { '.repeat(pairs)} id ${'} } } } '.repeat(pairs)} }`;
}

/** Each fragment spreads the next one twice. */
function doubling(levels: number): string {
  const fragments = times(levels, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`);
  return `{ ...F0 } ${fragments} fragment F${levels} on Query { venues { id } }`;
}

const inlines = (depth: number): string => `{ ${'... { '.repeat(depth)} __typename ${'} '.repeat(depth)} }`;
const lists = (depth: number): string => `{ nodes(ids: ${'['.repeat(depth)}"x"${']'.repeat(depth)}) { id } }`;
const objects = (depth: number): string =>
  `{ resources(filter: ${'{ not: '.repeat(depth)}{}${' }'.repeat(depth)}) { totalCount } }`;
const aliases = (count: number): string => `{ ${times(count, (index) => `a${index}: resources { totalCount }`)} }`;
const circle = (length: number): string =>
  `{ ...C0 } ${times(length, (index) => `fragment C${index} on Query { ...C${(index + 1) % length} }`)}`;

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ...[16, 1_999, 10_000, 100_000].flatMap((depth) => [
    [`${depth} nested fields`, nested(depth), ['QUERY_TOO_DEEP', 'GRAPHQL_PARSE_FAILED']] as const,
    [`lists nested ${depth} deep`, lists(depth), ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']] as const,
    [`filters nested ${depth} deep`, objects(depth), ['FILTER_TOO_LARGE', 'GRAPHQL_PARSE_FAILED']] as const,
  ]),
  ['10,000 nested fragments', inlines(10_000), ['GRAPHQL_PARSE_FAILED']],
  ['51 aliases', aliases(51), ['QUERY_TOO_WIDE']],
  ['1,000 aliases', aliases(1_000), ['GRAPHQL_PARSE_FAILED']],
  ['100,000 aliases', aliases(100_000), ['GRAPHQL_PARSE_FAILED']],
  ['one node 500 times', `{ ${times(500, (i) => `n${i}: node(id: "Venue:kdd") { id }`)} }`, ['GRAPHQL_PARSE_FAILED']],
  ['one node 51 times', `{ ${times(51, (i) => `n${i}: node(id: "Venue:kdd") { id }`)} }`, ['QUERY_TOO_WIDE']],
  ['fragments that double 25 times', doubling(25), ['GRAPHQL_VALIDATION_FAILED']],
  ['fragments that double 100 times', doubling(100), ['GRAPHQL_VALIDATION_FAILED']],
  [
    '5,000 spreads of a fragment',
    `{ ${'...F '.repeat(5_000)} } fragment F on Query { venues { id } }`,
    ['GRAPHQL_PARSE_FAILED'],
  ],
  ['a fragment named like introspection', doubling(25).replaceAll('F1 ', '__schema '), ['GRAPHQL_VALIDATION_FAILED']],
  ...[1, 2, 50].map((length) => [`a circle of ${length}`, circle(length), ['GRAPHQL_VALIDATION_FAILED']] as const),
  ['a fragment nobody uses', '{ venues { id } } fragment F on Query { __typename }', ['GRAPHQL_VALIDATION_FAILED']],
  [
    'two fragments of one name',
    '{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }',
    ['GRAPHQL_VALIDATION_FAILED'],
  ],
  ['20,000 unknown directives', `{ venues ${'@x '.repeat(20_000)} { id } }`, ['GRAPHQL_PARSE_FAILED']],
];

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const LOOKUP = 'query ($all: [String!]!) { lookup(identifiers: $all) { input } }';
const VENUE = 'query ($text: String!) { venue(slug: $text) { id } }';
const PAGE = 'query ($first: Int) { resources(first: $first) { totalCount } }';
const VARIABLES: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['100,000 items of a wrong type', NODES, { ids: Array.from({ length: 100_000 }, () => ({ value: 1 })) }],
  ['100,000 items that are no ids', NODES, { ids: Array.from({ length: 100_000 }, () => 'kdd') }],
  ['101 ids', NODES, { ids: Array.from({ length: 101 }, () => 'Venue:kdd') }],
  ['501 identifiers', LOOKUP, { all: Array.from({ length: 501 }, (_, index) => `kdd ${index}`) }],
  ['a text of a million characters', VENUE, { text: 'x'.repeat(1_000_000) }],
  ['a number of 400 digits', PAGE, JSON.parse('{"first":1e400}') as never],
  ['a list nested 30 deep', NODES, JSON.parse(`{"ids":${'['.repeat(30)}{}${']'.repeat(30)}}`) as never],
  ['a prototype', PAGE, JSON.parse('{"first":101,"__proto__":{"polluted":1}}') as never],
];

describe('variables with', () => {
  it.each(VARIABLES)('%s are refused in few words', async (_name, document, variables) => {
    const { errors, calls } = await ask(document, variables);
    expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors.length).toBeLessThanOrEqual(51);
    expect(errors.filter(({ message }) => message.length > 300)).toEqual([]);
    expect(calls).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a document with', () => {
  it.each(CASES)('%s is refused soon, and the store is not asked', async (_name, document, codes) => {
    const tries = [];
    for (let index = 0; index < 2; index += 1) {
      const startedAt = performance.now();
      tries.push({ ...(await ask(document)), ms: performance.now() - startedAt });
    }
    const [{ errors, calls, ms }] = tries.toSorted((one, other) => one.ms - other.ms) as [(typeof tries)[number]];
    expect(codes).toContain(errors[0]?.extensions['code']);
    expect(errors.length).toBeLessThanOrEqual(50);
    expect(errors.map(({ message }) => message).filter((message) => /stack/i.test(message))).toEqual([]);
    expect(calls).toEqual([]);
    expect(ms).toBeLessThan(SOON_MS);
  });

  it('as much as the limits allow is answered', async () => {
    for (const document of [inlines(500), aliases(50), doubling(4), '{ ...F } fragment F on Query { venues { id } }']) {
      expect((await ask(document)).errors).toEqual([]);
    }
  });
});
