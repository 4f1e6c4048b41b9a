/** The database dies in the middle of an answer, and comes back; nobody touches the product. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../http/product.ts';
import { startBoltStub, type BoltStub, type Moment } from './bolt-stub.ts';
import { slowness } from './pace.ts';
import { ANSWER, NOTHING_KEPT, QUESTION_NAME, scripted } from './scripted-graph.ts';
import { askProduct, msUntil, msUntilReady, openHandles, probe, tell } from './watch-product.ts';

const MOMENTS: readonly Moment[] = ['after RUN', 'after the first record', 'before the end of the answer'];

const OTHER_QUESTIONS = [
  '{ resources(first: 1) { totalCount nodes { id } } }',
  '{ authors(first: 1) { nodes { id } } }',
  '{ lookup(identifiers: ["10.1000/1"]) { node { id } } }',
];

describe('a database that is killed', () => {
  let stub: BoltStub;
  let product: Product;
  beforeAll(async () => {
    stub = await startBoltStub(scripted);
    product = await startProduct({
      NEO4J_URI: stub.uri,
      NEO4J_PASSWORD: 'scripted',
      ...NOTHING_KEPT,
      METRICS: 'on',
    });
  });
  afterAll(async () => {
    await product.stop();
    await stub.stop();
  });

  it.each(MOMENTS)('%s is told within 3.5 s, and all is well within 5 s of its return (check 32 R)', async (moment) => {
    const { url } = product;
    expect(await msUntilReady(url, 200, 15_000)).toBeLessThan(15_000);
    expect(await askProduct(url)).toMatchObject({ status: 200, body: ANSWER });
    const handles = await openHandles(url);
    const death = stub.dieAt(moment, QUESTION_NAME);
    const failed = await askProduct(url);
    await death;
    const unreadyMs = await msUntilReady(url, 503);
    expect(failed).toMatchObject({ status: 503, code: 'STORE_UNAVAILABLE' });
    expect(failed.ms).toBeLessThanOrEqual(3_500);
    expect(unreadyMs).toBeLessThanOrEqual(2_000 * slowness());
    expect(await probe(url, '/livez')).toBe(200);
    expect(await askProduct(url)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await stub.revive();
    const readyMs = await msUntilReady(url, 200);
    const answersMs = await msUntil(async () => (await askProduct(url)).status === 200);
    expect(readyMs + answersMs).toBeLessThanOrEqual(5_000 * slowness());
    expect(await askProduct(url)).toMatchObject({ body: ANSWER });
    expect((await openHandles(url)) - handles).toBeLessThanOrEqual(1);
    tell(
      '32',
      `${moment}: told after ${failed.ms} ms, not ready after ${unreadyMs}, back after ${readyMs + answersMs}`,
    );
  });

  it('was asked in read mode only, each time with the time its caller has left (check 27)', async () => {
    const headers = { 'content-type': 'application/json' };
    // Whatever the scripted database answers, it has heard these.
    for (const query of OTHER_QUESTIONS) {
      const body = JSON.stringify({ query });
      await (await fetch(`${product.url}/graphql`, { method: 'POST', headers, body })).text();
    }
    const begun = stub.received.filter(({ name }) => name === 'RUN' || name === 'BEGIN');
    const names = new Set(begun.map(({ coordinate }) => coordinate));
    expect(names).toContain(QUESTION_NAME);
    expect(names.size).toBeGreaterThan(4);
    for (const { coordinate, extra } of begun) {
      expect({ coordinate, ...extra }).toMatchObject({ mode: 'r', tx_metadata: { coordinate }, db: 'neo4j' });
      // All who search wait for the index together, each until its own deadline.
      const mostMs = coordinate === 'search.index' ? 30_000 : 3_000;
      const timeoutMs = Number(extra['tx_timeout']);
      expect({ coordinate, isBounded: timeoutMs > 0 && timeoutMs <= mostMs }).toEqual({ coordinate, isBounded: true });
    }
  });
});
