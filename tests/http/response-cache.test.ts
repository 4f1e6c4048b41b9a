import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createKeptAnswers } from '../../src/http/kept-answers.ts';
import { createResponseCache } from '../../src/http/response-cache.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { askAt, startSmallServer, type SmallServer } from './small-server.ts';

const LIST = '{ resources(first: 50) { totalCount nodes { id title provenance { method source { name } } } } }';

/** A server that counts what it asks of the store, with a revision the test turns. */
async function startKeeping(maxBytes = 1_000_000) {
  const state = { revision: 'one', pages: 0, hold: Promise.resolve() };
  const change = (store: GraphStore): GraphStore => ({
    ...store,
    page: async (...question) => {
      state.pages += 1;
      await state.hold;
      return store.page(...question);
    },
  });
  const kept = createKeptAnswers(createResponseCache(maxBytes), async () => state.revision);
  return { state, server: await startSmallServer({ change, kept }) };
}

/** The bytes as they are sent, without fetch's own decompression. */
function raw(url: string, headers: Record<string, string>): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${url}/graphql?query=${encodeURIComponent(LIST)}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject).end();
  });
}

describe('kept answers', () => {
  let server: SmallServer | null = null;
  afterEach(() => server?.stop());

  it('are computed once, and anew for another revision', async () => {
    const keeping = await startKeeping();
    ({ server } = keeping);
    const answers = [await askAt(server.url, LIST), await askAt(server.url, LIST)];
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(second).toBe(first);
    expect(keeping.state.pages).toBe(1);
    keeping.state.revision = 'two';
    expect(await (await askAt(server.url, LIST)).text()).toBe(first);
    expect(keeping.state.pages).toBe(2);
  });

  it('are one for all who ask at the same time, by GET or POST', async () => {
    const keeping = await startKeeping();
    ({ server } = keeping);
    let release = (): void => undefined;
    keeping.state.hold = new Promise((resolve) => {
      release = resolve;
    });
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: LIST }),
    };
    const asked = [askAt(server.url, LIST), askAt(server.url, LIST), fetch(`${server.url}/graphql`, post)];
    setTimeout(release, 100);
    const texts = await Promise.all((await Promise.all(asked)).map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(keeping.state.pages).toBe(1);
  });

  it('are not sent to a client that has them', async () => {
    ({ server } = await startKeeping());
    const first = await askAt(server.url, LIST);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await askAt(server.url, LIST, { headers: { 'if-none-match': `W/"other", ${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('are sent as %s to those who take it', async (encoding, decompress) => {
    ({ server } = await startKeeping());
    const plain = await raw(server.url, {});
    expect(plain.encoding).toBeUndefined();
    const packed = await raw(server.url, { 'accept-encoding': encoding });
    expect(packed.encoding).toBe(encoding);
    expect(packed.body.length).toBeLessThan(plain.body.length / 2);
    expect(decompress(packed.body).equals(plain.body)).toBe(true);
    expect((await raw(server.url, { 'accept-encoding': `${encoding};q=0` })).encoding).toBeUndefined();
  });

  it('are told apart by variables, operation and media type', async () => {
    const keeping = await startKeeping();
    ({ server } = keeping);
    const ask = async (body: object, accept: string): Promise<string> => {
      const headers = { 'content-type': 'application/json', accept };
      const answer = await fetch(`${server?.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
      return `${answer.headers.get('content-type')} ${await answer.text()}`;
    };
    const query =
      'query A($n: Int) { resources(first: $n) { nodes { id } } } query B { resources(first: 1) { nodes { slug } } }';
    const asked = [
      await ask({ query, operationName: 'A', variables: { n: 1 } }, 'application/json'),
      await ask({ query, operationName: 'A', variables: { n: 2 } }, 'application/json'),
      await ask({ query, operationName: 'B' }, 'application/json'),
      await ask({ query, operationName: 'B' }, 'application/graphql-response+json'),
    ];
    expect(new Set(asked).size).toBe(4);
    expect(keeping.state.pages).toBe(4);
  });

  it('are never errors, nor what belongs to one client', async () => {
    ({ server } = await startKeeping());
    const refused = [await askAt(server.url, '{ nothing }'), await askAt(server.url, '{ nothing }')];
    const bodies = await Promise.all(refused.map((answer) => answer.text()));
    expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    // Each has the id of its own request.
    expect(bodies[0]).not.toBe(bodies[1]);
    expect((await askAt(server.url, '{ rateLimit { remaining } }')).headers.get('etag')).toBeNull();
  });

  it('go when there is no room, the least recently used first', async () => {
    const keeping = await startKeeping(3_000);
    ({ server } = keeping);
    const small = (first: number): string => `{ resources(first: ${first}) { nodes { id } } }`;
    for (const first of [1, 2, 1, 3, 4, 5, 6, 7, 8, 1]) await (await askAt(server.url, small(first))).text();
    expect(keeping.state.pages).toBeGreaterThan(8);
  });
});
