/** Nothing leaks: secrets are planted, every way to fail is forced, and all answers and all output are searched. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import { createLog } from '../../src/observability/log.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { reportedStore } from '../../src/store/reported-store.ts';
import { statementLog } from '../../src/observability/statement-log.ts';
import { ROOT, run, startProduct, type Product } from './product.ts';
import { askAt, startSmallServer } from './small-server.ts';

const CANARY = 'canary-7f3a';
/** What no answer may hold: secrets, places of the code, and the words of what we are made of. */
const INSIDES = [
  new RegExp(CANARY, 'i'),
  new RegExp(path.basename(path.dirname(ROOT)) + path.sep + path.basename(ROOT), 'i'),
  /\n\s+at |node_modules|node:internal|\.[jt]s:\d/,
  /\bNeo\.|bolt:|:7687|127\.0\.0\.1:9\b/,
  /\b(?:MATCH|MERGE|UNWIND|DETACH|Cypher)\b/,
  /apollo|fastify|FST_|\bpino\b|\bzod\b|graphql-js|neo4j-driver/i,
];

async function seen(answer: Response): Promise<string> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${answer.status}\n${headers}\n${await answer.text()}`;
}

function expectNoInsides(text: string): void {
  expect(INSIDES.filter((inside) => inside.test(text)).map(String)).toEqual([]);
}

describe('a store that fails', () => {
  const SECRET = `bolt://user:${CANARY}@db:7687 MATCH (n) at /srv/app.ts:1:1\n    at ${CANARY} (/srv/app.ts:1:1)`;
  const cause = Object.assign(new Error(SECRET), { code: 'Neo.ClientError.Statement.SyntaxError' });
  const failures: readonly (readonly [string, unknown, string])[] = [
    ['a bug', new TypeError(SECRET), 'INTERNAL'],
    ['something that is no error', SECRET, 'INTERNAL'],
    ['a statement that the database refuses', new DomainError('INTERNAL', 'Failed.', {}, { cause }), 'INTERNAL'],
    ['a database that is away', new DomainError('STORE_UNAVAILABLE', 'Away.', {}, { cause }), 'STORE_UNAVAILABLE'],
    ['a deadline', new DomainError('TIMEOUT', 'Late.', {}, { cause }), 'TIMEOUT'],
  ];

  it.each(failures)(
    'by %s tells the client a code and an id, and the log no more than kind and place',
    async (...row) => {
      const [, failure, code] = row;
      let output = '';
      const log = createLog('debug', { write: (line) => void (output += line) });
      const fail = (): Promise<never> => Promise.reject(failure);
      const change = (store: GraphStore): GraphStore =>
        reportedStore({ ...store, page: fail, aggregate: fail, byIds: fail }, statementLog(log, 60_000));
      const server = await startSmallServer({ change, log });
      const query = `query Failing { resources(filter: { text: "${CANARY}" }) { totalCount nodes { id } } }`;
      const text = await seen(await askAt(server.url, query));
      await server.stop();
      expectNoInsides(text);
      const { errors } = JSON.parse(text.slice(text.indexOf('{'))) as {
        errors: { extensions: { code: string; requestId: string } }[];
      };
      expect(errors[0]?.extensions.code).toBe(code);
      expect(output).toContain(errors[0]?.extensions.requestId);
      expect(output).toContain('"operation":"Failing"');
      expect(output).toContain(`"code":"${code}"`);
      expect(output).not.toContain(CANARY);
      expect(output).not.toMatch(/bolt:|MATCH|srv/);
    },
  );

  it('would be noticed if it told more', () => {
    const told = [CANARY, ROOT, '\n    at x', 'Neo.ClientError', 'bolt://db:7687', 'MATCH (n)', 'FST_ERR'];
    for (const text of told) expect(() => expectNoInsides(`{"message":"${text}"}`)).toThrow('deeply equal');
  });
});

/** Requests that fail before, in and after the engine. */
async function forceErrors(url: string): Promise<string[]> {
  const json = { 'content-type': 'application/json' };
  const post = (body: string, headers: Record<string, string> = json, method = 'POST'): Promise<Response> =>
    fetch(`${url}/graphql`, { method, headers: { ...headers, 'x-api-key': CANARY }, body });
  const queries = [
    '{',
    `{ ${CANARY.replace('-', '_')} }`,
    `query ($v: Int!) { venue(slug: "${CANARY}") { id } }`,
    `{ node(id: "${CANARY}") { id } }`,
    `{ resources(after: "${CANARY}") { nodes { id } } }`,
    `{ authors(first: 100) { nodes { resources(first: 100) { nodes { authors(first: 9) { nodes { id } } } } } } }`,
    `{ ${'a{'.repeat(3_000)} }`,
    `{ lookup(identifiers: ["${CANARY}"]) { problem { code } } }`,
    '{ resources { totalCount } }',
    'mutation { x }',
  ];
  const answers = [
    ...queries.map((query) => post(JSON.stringify({ query, variables: { v: CANARY } }))),
    post(`{"query": "${CANARY}`),
    post('[]'),
    post(CANARY, { 'content-type': 'text/plain' }),
    post(`"${CANARY.repeat(20_000)}"`),
    post('{}', json, 'PUT'),
    post('{}', { ...json, origin: `https://${CANARY}.example` }),
    fetch(`${url}/${CANARY}`),
    fetch(`${url}/%`),
    fetch(`${url}/graphql?query=${CANARY}%`),
    fetch(`${url}/readyz`),
    fetch(`${url}/metrics`),
  ];
  return Promise.all((await Promise.all(answers)).map(seen));
}

describe.each([
  ['memory', {}],
  ['a Neo4j that is away', { NEO4J_URI: 'bolt://127.0.0.1:9', NEO4J_PASSWORD: CANARY }],
])('the product with %s (check 30 R)', (_name, settings) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ ...settings, CANARY_TOKEN: CANARY, LOG_LEVEL: 'debug', METRICS: 'on' });
  });
  afterAll(() => product.stop());

  it('tells nothing of its insides, whatever fails', async () => {
    const answers = await forceErrors(product.url);
    expect(answers.filter((text) => text.startsWith('4') || text.startsWith('5')).length).toBeGreaterThan(12);
    // A client may read its own words again where they say what is wrong; nothing else of ours.
    for (const text of answers) expectNoInsides(text.replaceAll(/canary_7f3a/g, ''));
    const written = product.stdout() + product.stderr();
    expect(written).toContain('"code":"BAD_REQUEST"');
    expect(written).not.toContain(CANARY);
    expect(await (await askAt(product.url, '{ __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('a start that fails', () => {
  it.each([
    ['wrong settings', { PORT: 'x', NEO4J_URI: `bolt://user:${CANARY}@db`, API_KEY_HASHES: CANARY }],
    ['a plain address', { NEO4J_URI: 'bolt://db.example', NEO4J_PASSWORD: CANARY }],
  ])('for %s prints no secret', async (_name, settings) => {
    const { code, stdout, stderr } = await run('main.js', [], settings);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(CANARY);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});
