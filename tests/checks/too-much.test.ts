/** Documents that would cost far more than their text: refused soon, with a code, before the store is asked. */
import { describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { PRICED, TOPICS } from '../limits/priced-documents.ts';
import { SPELLINGS } from '../limits/spellings.ts';
import { aliases, circle, doubling, fanning, inlines, lists, nested, objects, times } from './attacks.ts';
import { checkedServer, takePeakRss, type Answer } from './checked-server.ts';
import { askLightly, quantile, slowness, TRIES } from './light-client.ts';
import { LIGHT, WIDEST } from './wide-document.ts';

const BODY_LIMIT_BYTES = 100_000;
const { ask, send, storeCalls, product } = checkedServer({ BODY_LIMIT_BYTES: String(BODY_LIMIT_BYTES) });

/** Three times what an idle machine may take, for the quicker of two tries. */
const SOON_MS = 300;
/** What nineteen of twenty light requests stay below on an idle machine. */
const IDLE_MS = 10;
const PARSE = ['GRAPHQL_PARSE_FAILED'];
const VALIDATION = ['GRAPHQL_VALIDATION_FAILED'];
type Row = readonly [name: string, document: string, codes: readonly string[]];

const CASES: Readonly<Record<string, readonly Row[]>> = {
  '1 R': [16, 1_999, 10_000, 100_000].flatMap((depth): Row[] => [
    [`${depth} nested fields`, nested(depth), ['QUERY_TOO_DEEP', ...PARSE]],
    [`fragments nested ${depth} deep`, inlines(depth, nested(16)), ['QUERY_TOO_DEEP', ...PARSE]],
    [`lists nested ${depth} deep`, lists(depth), [...VALIDATION, ...PARSE]],
    [`filters nested ${depth} deep`, objects(depth), ['FILTER_TOO_LARGE', ...PARSE]],
  ]),
  '2 R': [
    ['51 aliases', aliases(51), ['QUERY_TOO_WIDE']],
    ['1,000 aliases', aliases(1_000), PARSE],
    ['100,000 aliases', aliases(100_000), PARSE],
  ],
  '3 R': [
    ['fragments that double 25 times', doubling(25), VALIDATION],
    ['fragments that double 100 times', doubling(100), VALIDATION],
    ['fragments that fan out 25 times', fanning(25), VALIDATION],
    ['5,000 spreads of a fragment', `{ ${'...F '.repeat(5_000)} } fragment F on Query { venues { id } }`, PARSE],
    ['a fragment named like introspection', doubling(25).replaceAll('F1 ', '__schema '), VALIDATION],
  ],
  '4': [
    ...[1, 2, 50].map((length): Row => [`a circle of ${length}`, circle(length), VALIDATION]),
    ['a fragment nobody uses', '{ venues { id } } fragment F on Query { __typename }', VALIDATION],
    [
      'two fragments of one name',
      '{ ...F } fragment F on Query { __typename } fragment F on Query { __typename }',
      VALIDATION,
    ],
  ],
  '7 R': [
    ['20,000 unknown directives', `{ venues ${'@x '.repeat(20_000)} { id } }`, PARSE],
    ...[
      [' ', 'spaces'],
      [',', 'commas'],
      ['\uFEFF', 'marks of byte order'],
      ['# x\n', 'comments'],
    ].map(([text = '', name]): Row => [
      `2 MB of ${name}`,
      `{ ${text.repeat(2_000_000 / Buffer.byteLength(text))}\n __typename }`,
      [],
    ]),
  ],
  '8': [
    ['one node 500 times', `{ ${times(500, (i) => `n${i}: node(id: "Venue:kdd") { id }`)} }`, PARSE],
    ['one node 51 times', `{ ${times(51, (i) => `n${i}: node(id: "Venue:kdd") { id }`)} }`, ['QUERY_TOO_WIDE']],
  ],
};

/** What a refusal of the documents of a check may be; a body above the limit is not even read. */
function expectRefusal(answer: Answer, codes: readonly string[], body: string): void {
  const { status, errors } = answer;
  const isTooLong = Buffer.byteLength(body) > BODY_LIMIT_BYTES;
  expect(status).toBe(isTooLong ? 413 : 400);
  expect(isTooLong ? ['BAD_REQUEST'] : codes).toContain(errors[0]?.extensions['code']);
  expect(errors.length).toBeLessThanOrEqual(50);
  expect(errors.filter(({ message }) => message.length > 300 || /stack/i.test(message))).toEqual([]);
}

/** The quicker of two tries. */
async function twice(body: string): Promise<Answer> {
  const first = await send(body);
  const second = await send(body);
  return first.ms < second.ms ? first : second;
}

describe.each(Object.entries(CASES))('a document (check %s)', (_check, rows) => {
  it.each(rows)('with %s is refused soon, and the store is not asked', async (_name, query, codes) => {
    const body = JSON.stringify({ query });
    const callsBefore = await storeCalls();
    const answer = await twice(body);
    expectRefusal(answer, codes, body);
    expect(answer.ms).toBeLessThan(SOON_MS);
    expect(await storeCalls()).toBe(callsBefore);
  });
});

describe('documents that are refused', () => {
  it('are not kept in memory while they are judged (check 2 R)', async () => {
    const { pid } = product().process;
    const documents = [51, 1_000, 100_000].map(aliases);
    // What the first ones leave behind belongs to the process.
    for (const document of documents) await ask(document);
    takePeakRss(pid);
    await ask('{ __typename }');
    const before = takePeakRss(pid);
    for (const document of documents) await ask(document);
    const peak = takePeakRss(pid);
    if (before === null || peak === null) return;
    expect(peak - before).toBeLessThan(20_000_000);
  });

  it('do not stand near those that are allowed', async () => {
    for (const document of [
      nested(15),
      inlines(500, '{ __typename }'),
      aliases(50),
      doubling(4),
      '{ ...F } fragment F on Query { venues { id } }',
    ]) {
      expect((await ask(document)).errors).toEqual([]);
    }
  });
});

/** Long enough for dozens of light requests beside them. */
const ROUNDS = 40;

describe('the widest document allowed', () => {
  it('does not keep a light client waiting (check 9)', TRIES, async () => {
    const alone = await askLightly(ask, LIGHT, AbortSignal.timeout(300));
    const end = new AbortController();
    const beside = askLightly(ask, LIGHT, end.signal);
    for (let round = 0; round < ROUNDS; round += 1) expect((await ask(WIDEST)).errors).toEqual([]);
    end.abort();
    const light = await beside;
    expect(light.length).toBeGreaterThan(5);
    expect(quantile(light, 0.95)).toBeLessThan(300 * slowness(alone, IDLE_MS));
  });
});

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const LOOKUP = 'query ($all: [String!]!) { lookup(identifiers: $all) { input } }';
const VENUE = 'query ($text: String!) { venue(slug: $text) { id } }';
const PAGE = 'query ($first: Int) { resources(first: $first) { totalCount } }';
const many = <T>(length: number, item: T): T[] => Array.from({ length }, () => item);
const SECRET = 'canary-of-the-client';
/** Variables as JSON text: some of them cannot be written as values. */
const VARIABLES: readonly (readonly [name: string, document: string, variables: string])[] = [
  ['100,000 items of a wrong type', NODES, JSON.stringify({ ids: many(100_000, { value: SECRET }) })],
  ['3,000 items of a wrong type', NODES, JSON.stringify({ ids: many(3_000, { v: SECRET }) })],
  ['3,000 items that are no ids', NODES, JSON.stringify({ ids: many(3_000, SECRET) })],
  ['101 ids', NODES, JSON.stringify({ ids: many(101, 'Venue:kdd') })],
  ['501 identifiers', LOOKUP, JSON.stringify({ all: many(501, SECRET) })],
  ['a text of a million characters', VENUE, JSON.stringify({ text: SECRET + 'x'.repeat(1_000_000) })],
  ['a text of 1,001 characters', VENUE, JSON.stringify({ text: SECRET + 'x'.repeat(1_001 - SECRET.length) })],
  ['a text in place of a number', PAGE, JSON.stringify({ first: SECRET })],
  ['a number of 400 digits', PAGE, '{"first":1e400}'],
  ['a list nested 30 deep', NODES, `{"ids":${'['.repeat(29)}"${SECRET}"${']'.repeat(29)}}`],
  ['JSON nested 33 deep', NODES, `{"ids":${'['.repeat(31)}"${SECRET}"${']'.repeat(31)}}`],
  ['JSON nested 10,000 deep', NODES, `{"ids":${'['.repeat(10_000)}"${SECRET}"${']'.repeat(10_000)}}`],
  ['a prototype', PAGE, `{"first":20,"__proto__":{"polluted":"${SECRET}"}}`],
];

describe('variables (check 6 R)', () => {
  it.each(VARIABLES)('with %s are refused in few words, and not repeated', async (_name, document, variables) => {
    const body = `{"query":${JSON.stringify(document)},"variables":${variables}}`;
    const callsBefore = await storeCalls();
    const answer = await send(body);
    expectRefusal(answer, ['BAD_USER_INPUT', 'BAD_REQUEST', 'INVALID_ID'], body);
    expect(answer.text).not.toContain(SECRET);
    expect(await storeCalls()).toBe(callsBefore);
  });
});

const SCHEMA = createSchema('schema.graphql');
const TOO_DEAR = `{ resources(first: 90) { nodes { ${TOPICS} authors(first: 100) { nodes { resources(first: 20) { nodes { id } } } } } } }`;

describe.each(Object.entries(SPELLINGS))('a document spelt with %s (check 5 R)', (_, respell) => {
  it.each(PRICED)('costs the same: %s', async (_name, document, expected) => {
    const { document: spelt, variables } = respell(document, SCHEMA);
    const { errors, cost } = await ask(spelt, variables);
    expect(errors).toEqual([]);
    expect(cost).toBe(expected);
  });

  it('is refused with its price where that is above the limit', async () => {
    const { document, variables } = respell(TOO_DEAR, SCHEMA);
    const callsBefore = await storeCalls();
    const { status, errors } = await ask(document, variables);
    const cost = 1 + 90 * (1 + (1 + 20) + (1 + 100 * (1 + 1 + 20)));
    expect(status).toBe(400);
    expect(errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', cost, limit: 20_000 });
    expect(await storeCalls()).toBe(callsBefore);
  });
});
