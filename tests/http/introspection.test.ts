import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { misspelt, quotedWords } from './misspelt.ts';
import { startProduct, type Product } from './product.ts';

interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

describe('a server with introspection off (check 12 R)', () => {
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

  it('suggests no name, whichever name is misspelt', async () => {
    const told: string[] = [];
    for (const { document, right } of misspelt(createSchema('schema.graphql'))) {
      const errors = await failures(document);
      const words = errors.flatMap(({ message }) => quotedWords(message));
      told.push(...words.filter((word) => right.has(word)).map((word) => `${word}: ${document}`));
      told.push(...errors.map(({ message }) => message).filter((message) => /did you mean/i.test(message)));
      if (errors.length === 0) told.push(`not refused: ${document}`);
    }
    expect(told).toEqual([]);
  });

  it('has no playground', async () => {
    expect((await fetch(`${product.url}/`)).status).toBe(404);
  });
});
