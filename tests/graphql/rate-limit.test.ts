import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, smallEngine, type Ask } from './small-engine.ts';

const NOW = '2026-05-01T12:00:00.000Z';
let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine((store) => store, { now: () => new Date(NOW) });
});

const VENUE = 'venue(slug: "kdd") { resources(first: 20) { nodes { title topics(first: 20) { nodes { name } } } } }';
const DEAR =
  'resources(first: 100) { nodes { authors(first: 100) { nodes { resources(first: 100) { nodes { id } } } } } }';

describe('rateLimit', () => {
  it('says what the whole operation costs, beside its answer', async () => {
    const { data, cost, calls } = await ask(`{ rateLimit { cost nodeCount limit remaining resetAt } ${VENUE} }`);
    // The price of the example in README, and of this object.
    expect(at(data, 'rateLimit')).toEqual({
      cost: 442 + 1,
      // The venue, its resources and their topics; the connections are objects, and no nodes.
      nodeCount: 1 + 20 * (1 + 20),
      limit: 20_000,
      remaining: 20_000,
      resetAt: NOW,
    });
    expect(cost).toBe(443);
    expect(at(data, 'venue.resources.nodes')).toHaveLength(4);
    expect(calls.length).toBeGreaterThan(0);
  });

  it('counts no node for objects that are none, and one for an edge with its node', async () => {
    const price = async (rest: string) => at((await ask(`{ rateLimit { cost nodeCount } ${rest} }`)).data, 'rateLimit');
    expect(await price('')).toEqual({ cost: 1, nodeCount: 0 });
    expect(await price('resources { facets(by: [TYPE]) { buckets { key } } }')).toEqual({
      cost: 1 + 1 + (1 + 20),
      nodeCount: 0,
    });
    expect(await price('authors(first: 7) { edges { cursor } }')).toEqual({ cost: 1 + 1 + 7, nodeCount: 0 });
    expect(await price('authors(first: 7) { edges { node { id } } }')).toEqual({ cost: 1 + 1 + 7, nodeCount: 7 });
    expect(await price('node(id: "Venue:kdd") { id }')).toEqual({ cost: 1 + 1, nodeCount: 1 });
  });
});

describe('a dry run', () => {
  it('answers the rateLimit fields alone, and asks the store nothing', async () => {
    const { data, errors, cost, calls } = await ask(
      `{ rateLimit(dryRun: true) { cost nodeCount } ${VENUE} __typename }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ rateLimit: { cost: 443, nodeCount: 421 } });
    expect(cost).toBe(443);
    expect(calls).toEqual([]);
  });

  it('answers the example of README', async () => {
    const rest = 'authors(first: 100) { nodes { resources(first: 100) { nodes { title } } } }';
    const { data } = await ask(`{ rateLimit(dryRun: true) { cost nodeCount limit remaining } ${rest} }`);
    expect(readFileSync('README.md', 'utf8')).toContain(
      JSON.stringify(at(data, 'rateLimit')).replace(/[,:{]/g, '$& ').replace('}', ' }'),
    );
  });

  it('prices the same as the run', async () => {
    const costs = await Promise.all(
      ['false', 'true'].map(async (dry) =>
        at((await ask(`{ rateLimit(dryRun: ${dry}) { cost } ${VENUE} }`)).data, 'rateLimit'),
      ),
    );
    expect(costs[0]).toEqual(costs[1]);
  });

  it('honours aliases, fragments, conditions and variables', async () => {
    const document = `query ($dry: Boolean!, $no: Boolean = false) {
      a: rateLimit { cost }
      ...Rest
      ... on Query @include(if: $no) { never: rateLimit { cost } }
      ... { skipped: rateLimit(dryRun: true) @skip(if: true) { cost } }
      authors(first: 2) { nodes { id } }
    }
    fragment Rest on Query { b: rateLimit(dryRun: $dry) { ...Price __typename } venues { id } }
    fragment Price on RateLimit { cost }`;
    const dry = await ask(document, { dry: true });
    expect(dry.errors).toEqual([]);
    // Two prices, a connection of two authors, and the four venues of the graph.
    const cost = 2 + (1 + 2) + 4;
    expect(dry.data).toEqual({ a: { cost }, b: { cost, __typename: 'RateLimit' } });
    expect(dry.calls).toEqual([]);
    const run = await ask(document, { dry: false });
    expect(run.data).toMatchObject({ a: { cost }, b: { cost } });
    expect(at(run.data, 'authors.nodes')).toHaveLength(2);
  });

  it('tells the cost of what would be refused, with nothing remaining', async () => {
    const { data, errors, calls } = await ask(`{ rateLimit(dryRun: true) { cost limit remaining } ${DEAR} }`);
    expect(errors).toEqual([]);
    expect(at(data, 'rateLimit')).toEqual({ cost: 1_020_202, limit: 20_000, remaining: 0 });
    expect(calls).toEqual([]);
    const run = await ask(`{ rateLimit { cost } ${DEAR} }`);
    expect(run.errors[0]?.extensions['code']).toBe('QUERY_TOO_COSTLY');
  });

  it('judges arguments, depth and store calls as the run would', async () => {
    const code = async (rest: string) =>
      (await ask(`{ rateLimit(dryRun: true) { cost } ${rest} }`)).errors[0]?.extensions['code'];
    expect(await code('authors(first: 101) { nodes { id } }')).toBe('BAD_USER_INPUT');
    expect(await code(`topic(slug: "mlops") { ${'broader { '.repeat(15)} id ${'} '.repeat(15)} }`)).toBe(
      'QUERY_TOO_DEEP',
    );
    const wide = Array.from({ length: 51 }, (_, index) => `a${index}: topics { id }`);
    expect(await code(wide.join(' '))).toBe('QUERY_TOO_WIDE');
  });
});
