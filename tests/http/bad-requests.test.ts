import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkedServer } from '../checks/checked-server.ts';

const { product, storeCalls } = checkedServer({
  CORS_ORIGINS: 'https://portal.example',
  HEADERS_TIMEOUT_MS: '1000',
  REQUEST_TIMEOUT_MS: '1000',
});
const QUESTION = '{ resources(first: 1) { totalCount } }';

async function send(init: RequestInit): Promise<Response> {
  return fetch(`${product().url}/graphql`, init);
}

async function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return send({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Every refusal has the shape of a GraphQL answer, a code of the closed table, and no inner detail. */
async function refusal(response: Response): Promise<{ status: number; code: string; message: string }> {
  const text = await response.text();
  expect(text).not.toMatch(/fastify|apollo|FST_|node_modules|\.[jt]s:\d|stack/i);
  expect(response.headers.get('access-control-allow-origin')).not.toBe('*');
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors).toHaveLength(1);
  return { status: response.status, code: errors[0]?.extensions.code ?? '', message: errors[0]?.message ?? '' };
}

/** A body nested this many levels, written as text: `JSON.stringify` itself recurses. */
function nestedBody(levels: number): string {
  const inner = levels - 1;
  return `{"query":"{ __typename }","variables":${'{"a":'.repeat(inner)}1${'}'.repeat(inner)}}`;
}

describe('a body', () => {
  it('of 200 kB is refused', async () => {
    const answer = await refusal(await post({ query: '{ __typename }', variables: { text: 'x'.repeat(200_000) } }));
    expect(answer).toMatchObject({ status: 413, code: 'BAD_REQUEST' });
  });

  it.each([
    ['half of a JSON text', '{"query": "{ __type'],
    ['no text at all', ''],
    ['a list of operations', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'],
    ['a number', '1'],
    ['null', 'null'],
    ['a prototype', '{"query":"{ __typename }","__proto__":{"x":1}}'],
  ])('with %s is refused', async (_name, body) => {
    const answer = await refusal(await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body }));
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('nested 32 deep is read', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await send({ method: 'POST', headers, body: nestedBody(32) })).status).toBe(200);
  });
});

describe('what is not asked as it should be, or by whom it should be (check 11 R)', () => {
  let callsBefore: number;
  beforeEach(async () => {
    callsBefore = await storeCalls();
  });
  afterEach(async () => {
    expect(await storeCalls()).toBe(callsBefore);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-7',
    null,
  ])('is refused with a body of type %s', async (type) => {
    const body = new TextEncoder().encode(JSON.stringify({ query: QUESTION }));
    const headers = type === null ? [] : [['content-type', type] as [string, string]];
    const answer = await refusal(await send({ method: 'POST', headers, body }));
    expect(answer).toMatchObject({ status: 415, code: 'BAD_REQUEST' });
  });

  it('is refused as a mutation by GET', async () => {
    const response = await fetch(`${product().url}/graphql?query=${encodeURIComponent('mutation { x }')}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'is refused for a page of another site: %o',
    async (headers: Readonly<Record<string, string>>) => {
      const answer = await refusal(await post({ query: QUESTION }, headers));
      expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    },
  );

  it('is refused when a page of another site asks before it asks', async () => {
    const preflight = await send({ method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect(await refusal(preflight)).toMatchObject({ status: 403 });
  });
});

describe('a method', () => {
  it('GET runs a query', async () => {
    const answer = await fetch(`${product().url}/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is refused and told what is allowed', async (method) => {
    const response = await send({ method });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await refusal(response)).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
  });
});

describe('a page of another site', () => {
  it('may ask when it is in the allow-list', async () => {
    const origin = 'https://portal.example';
    const preflight = await send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    const answer = await post({ query: '{ __typename }' }, { origin });
    expect([preflight.status, answer.status]).toEqual([204, 200]);
    for (const response of [preflight, answer]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('vary')).toMatch(/origin/i);
    }
  });
});

/** How many lines of the log say that this request was refused; those of others may come late. */
const refusalsOf = (requestId: string): number =>
  product()
    .stderr()
    .split('\n')
    .filter((line) => line.includes(requestId) && /"status":4\d\d/.test(line)).length;

/** Bytes as they are: no HTTP client would send these. */
async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(product().url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n';
const withBody = (body: string, length = body.length): string => `${HEAD}Content-Length: ${length}\r\n\r\n${body}`;
const TWO_OPERATIONS = JSON.stringify({ query: 'query A { __typename } query B { __typename }' });

describe('damaged HTTP (check 13)', () => {
  it.each([
    ['half of a JSON text', withBody('{"query": "{ __type'), 400],
    ['two operations and no name', withBody(TWO_OPERATIONS), 400],
    ['a Content-Length beyond the body', withBody(TWO_OPERATIONS, TWO_OPERATIONS.length + 10), 408],
    ['a Content-Length that is no number', `${HEAD}Content-Length: ten\r\n\r\n{}`, 400],
    ['half of its headers', HEAD, 408],
    ['a header of 20 kB', `GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'both Content-Length and Transfer-Encoding',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
  ])('with %s is refused, told in one line, and the socket closed', async (_name, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/"code":"[A-Z_]+","requestId":"|"requestId":"[^"]+","code":"/);
    const requestId = /"requestId":"([^"]+)"/.exec(answer)?.[1] ?? '';
    await expect.poll(() => refusalsOf(requestId)).toBe(1);
  });
});

describe('an unknown address', () => {
  it.each(['/nope', '/../package.json', '/%2e%2e%2fpackage.json', '/assets/../../package.json', '/%'])(
    '%s has nothing',
    async (address) => {
      const answer = await raw(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(answer).not.toContain('"scripts"');
    },
  );
});

describe('the log', () => {
  it('has a line for a request with its operation, and no value of it', async () => {
    await post({
      query: 'query Named($v: String) { topic(label: $v) { id } }',
      operationName: 'Named',
      variables: { v: 'canary-value' },
    });
    await expect.poll(() => product().stderr()).toContain('"operation":"Named"');
    expect(product().stderr()).not.toContain('canary-value');
  });
});
