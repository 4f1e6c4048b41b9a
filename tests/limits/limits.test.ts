import { beforeAll, describe, expect, it } from 'vitest';
import { smallEngine, type Ask } from '../graphql/small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

async function refusedWith(
  document: string,
  code: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { errors, calls } = await ask(document, variables);
  expect(errors[0]?.extensions['code']).toBe(code);
  expect(errors.length).toBeLessThanOrEqual(50);
  expect(calls).toEqual([]);
  return errors[0]?.message ?? '';
}

describe('cost', () => {
  it('above the limit is refused with the figures and the dearest field', async () => {
    const inner = 'authors(first: 100) { nodes { resources(first: 100) { nodes { id } } } }';
    const message = await refusedWith(
      `{ dear: resources(first: 100) { nodes { ${inner} } } dataset { revision } }`,
      'QUERY_TOO_COSTLY',
    );
    expect(message).toContain('1020202');
    expect(message).toContain('20000');
    expect(message).toContain('dear.nodes.authors.nodes.resources');
  });

  it('prices lists without page arguments by the longest in the graph', async () => {
    // One topic has three narrower ones at any depth, at most two directly below it.
    expect((await ask('{ topic(slug: "mlops") { narrower { name } } }')).cost).toBe(3);
    expect((await ask('{ topic(slug: "mlops") { narrower(depth: 5) { name } } }')).cost).toBe(4);
    expect((await ask('{ resources { facets(by: [TYPE, YEAR], first: 7) { buckets { key } } } }')).cost).toBe(
      1 + 2 * (1 + 7),
    );
  });

  it('is not reported for introspection', async () => {
    expect((await ask('{ __typename __schema { types { name fields { name } } } }')).cost).toBe(0);
  });
});

describe('limits of a document', () => {
  it('allow a depth of fifteen and refuse sixteen', async () => {
    const deep = (levels: number): string =>
      `{ topic(slug: "fairness") { ${'broader { '.repeat(levels - 2)} id ${'} '.repeat(levels - 2)} } }`;
    expect((await ask(deep(15))).errors).toEqual([]);
    expect(await refusedWith(deep(16), 'QUERY_TOO_DEEP')).toContain('16');
    await refusedWith(deep(600), 'QUERY_TOO_DEEP');
    expect(await refusedWith(deep(10_000), 'GRAPHQL_PARSE_FAILED')).not.toMatch(/stack/i);
  });

  it('allow fifty store calls and refuse fifty-one', async () => {
    const wide = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: resources(first: ${index}) { nodes { id } }`).join(' ')} }`;
    expect((await ask(wide(50))).errors).toEqual([]);
    expect(await refusedWith(wide(51), 'QUERY_TOO_WIDE')).toContain('51');
    await refusedWith(wide(5_000), 'GRAPHQL_PARSE_FAILED');
  });

  it('refuse fragments that fan out', async () => {
    const bomb = Array.from(
      { length: 25 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const before = performance.now();
    await refusedWith(
      `{ ...F0 } ${bomb.join(' ')} fragment F25 on Query { dataset { revision } }`,
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it('refuse long texts and lists, wherever they come from', async () => {
    const document = 'query ($f: ResourceFilter) { resources(filter: $f) { totalCount } }';
    const long = { f: { title: { contains: 'x'.repeat(1_001) } } };
    expect(await refusedWith(document, 'BAD_USER_INPUT', long)).toContain('1000');
    expect((await ask(document, { f: { title: { contains: 'x'.repeat(1_000) } } })).errors).toEqual([]);
    await refusedWith(document, 'BAD_USER_INPUT', { f: { year: { in: Array.from({ length: 101 }, () => 1) } } });
    await refusedWith(document, 'BAD_USER_INPUT', { f: { title: { eq: 'nul \u0000' } } });
    await refusedWith('query ($i: [ID!]!) { nodes(ids: $i) { id } }', 'BAD_USER_INPUT', {
      i: Array.from({ length: 101 }, () => 'Venue:kdd'),
    });
    await refusedWith(document, 'BAD_USER_INPUT', { f: { year: { in: Array.from({ length: 1_000 }, () => 'x') } } });
  });

  it('refuse filters that are nested too deep or hold too much', async () => {
    const document = 'query ($f: ResourceFilter) { resources(filter: $f) { totalCount } }';
    const nest = (levels: number): object => (levels === 0 ? { year: { eq: 1 } } : { not: nest(levels - 1) });
    expect((await ask(document, { f: nest(5) })).errors).toEqual([]);
    await refusedWith(document, 'FILTER_TOO_LARGE', { f: nest(6) });
    const many = (count: number): object => ({
      or: Array.from({ length: count }, (_, index) => ({ year: { eq: index } })),
    });
    expect((await ask(document, { f: many(50) })).errors).toEqual([]);
    await refusedWith(document, 'FILTER_TOO_LARGE', { f: many(51) });
  });
});

describe('variables', () => {
  it('with a prototype change no object of the process (check 6)', async () => {
    const variables = JSON.parse('{"first":101,"__proto__":{"polluted":1}}') as Readonly<Record<string, unknown>>;
    await refusedWith('query ($first: Int) { resources(first: $first) { totalCount } }', 'BAD_USER_INPUT', variables);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
