import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from './product.ts';

interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

describe('a server with introspection off', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ INTROSPECTION: 'off', LOG_LEVEL: 'silent' });
  });
  afterAll(async () => {
    await product.stop();
  });

  async function failures(query: string): Promise<readonly Failure[]> {
    const response = await fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
    const { errors = [] } = (await response.json()) as { errors?: readonly Failure[] };
    expect(errors.length === 0 ? 200 : 400).toBe(response.status);
    return errors;
  }

  it('answers queries, and does not tell its schema', async () => {
    expect(await failures('{ __typename resources(first: 1) { totalCount } }')).toEqual([]);
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Resource") { fields { name } } }']) {
      const [failure] = await failures(query);
      expect(failure?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });

  it.each([
    ['a field', '{ resourcez { totalCount } }', 'resources'],
    ['a field of a type', '{ resources { totalCounts } }', 'totalCount"'],
    ['a type', '{ node(id: "Topic:mlops") { ... on Topick { id } } }', '"Topic"'],
    ['an argument', '{ resources(firzt: 1) { totalCount } }', '"first"'],
    ['an input field', '{ resources(filter: { yearr: { eq: 1 } }) { totalCount } }', '"year"'],
    ['an enum value', '{ resources(orderBy: [{ field: YEARS }]) { totalCount } }', '"YEAR"'],
  ])('suggests no name where %s is misspelt', async (_name, query, name) => {
    const [failure] = await failures(query);
    expect(failure?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(failure?.message).not.toContain('Did you mean');
    expect(failure?.message).not.toContain(name);
  });

  it('has no playground', async () => {
    expect((await fetch(`${product.url}/`)).status).toBe(404);
  });
});
