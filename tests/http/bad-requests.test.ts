import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ CORS_ORIGINS: 'https://portal.example', LOG_LEVEL: 'info' });
});
afterAll(async () => {
  await product.stop();
});
afterEach(async () => {
  const answer = await post({ query: '{ __typename }' });
  expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
});

async function send(init: RequestInit): Promise<Response> {
  return fetch(`${product.url}/graphql`, init);
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
    ['spaces', ' '],
    ['commas', ','],
    ['marks of byte order', '\uFEFF'],
    ['comments', '# x\n'],
  ])('of 2 MB of %s, which are no tokens, is refused', async (_name, text) => {
    const query = `{ ${text.repeat(2_000_000 / text.length)}\n __typename }`;
    expect(await refusal(await post({ query }))).toMatchObject({ status: 413, code: 'BAD_REQUEST' });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-7',
  ])('of type %s is refused', async (type) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const answer = await refusal(await send({ method: 'POST', headers: { 'content-type': type }, body }));
    expect(answer).toMatchObject({ status: 415, code: 'BAD_REQUEST' });
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

  it('nested 33 deep or 10,000 deep is refused, and 32 deep is read', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const levels of [33, 10_000]) {
      const answer = await refusal(await send({ method: 'POST', headers, body: nestedBody(levels) }));
      expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST', message: expect.stringContaining('32') });
    }
    expect((await send({ method: 'POST', headers, body: nestedBody(32) })).status).toBe(200);
  });
});

describe('a method', () => {
  it('GET runs a query', async () => {
    const answer = await fetch(`${product.url}/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is refused and told what is allowed', async (method) => {
    const response = await send({ method });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await refusal(response)).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
  });

  it('GET never runs a mutation', async () => {
    const response = await fetch(`${product.url}/graphql?query=${encodeURIComponent('mutation { x }')}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });
});

describe('a page of another site', () => {
  it('is refused, whether it names itself or the browser does', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
      const answer = await refusal(await post({ query: '{ __typename }' }, headers));
      expect(answer).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
    const preflight = await send({ method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect(await refusal(preflight)).toMatchObject({ status: 403 });
  });

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

/** Bytes as they are: no HTTP client would send these. */
async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('damaged HTTP', () => {
  it.each([
    ['a header of 20 kB', `GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`],
    [
      'both Content-Length and Transfer-Encoding',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no HTTP at all', 'hello\r\n\r\n'],
  ])('with %s is refused and the socket closed', async (_name, text) => {
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /);
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
    await expect.poll(() => product.stderr()).toContain('"operation":"Named"');
    expect(product.stderr()).not.toContain('canary-value');
  });
});
