import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApollo } from '../../src/graphql/apollo.ts';
import { createDocumentStore, type DocumentStore } from '../../src/graphql/document-store.ts';
import { execute } from '../../src/graphql/execute.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

/** Start and end of the text, `{`, `id`, `}` and what every document counts beside its tokens. */
const TOKENS_OF_SHORT = 15;
const SHORT = '{ id }';

describe('the store of documents', () => {
  async function kept(store: DocumentStore, keys: readonly string[]): Promise<string[]> {
    const found = await Promise.all(keys.map(async (key) => ((await store.get(key)) === undefined ? [] : [key])));
    return found.flat();
  }

  it('drops the least recent where its documents have more tokens together than it may keep', async () => {
    const store = createDocumentStore(3 * TOKENS_OF_SHORT);
    for (const key of ['a', 'b', 'c']) await store.set(key, parse(SHORT));
    await store.get('a');
    await store.set('d', parse(SHORT));
    expect(await kept(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
  });

  it('counts tokens, so that spaces take no place and dense documents do', async () => {
    const store = createDocumentStore(3 * TOKENS_OF_SHORT);
    for (const key of ['a', 'b', 'c']) await store.set(key, parse(SHORT.replaceAll(' ', ' '.repeat(1_000))));
    expect(await kept(store, ['a', 'b', 'c'])).toHaveLength(3);
    await store.set('dense', parse('{ a b c d e f g h i j k l m n o p q r s t }'));
    expect(await kept(store, ['a', 'b', 'c', 'dense'])).toEqual(['dense']);
  });

  it('keeps no document that is larger than all it may keep', async () => {
    const store = createDocumentStore(TOKENS_OF_SHORT - 1);
    await store.set('a', parse(SHORT));
    expect(await kept(store, ['a'])).toEqual([]);
  });
});

describe('the engine', () => {
  let stored: string[] = [];
  let found: number;
  const inner = createDocumentStore(1_000);
  const documentStore: DocumentStore = {
    ...inner,
    get: async (key) => {
      const document = await inner.get(key);
      if (document !== undefined) found += 1;
      return document;
    },
    set: async (key, document) => {
      stored.push(key);
      await inner.set(key, document);
    },
  };
  const store = createMemoryStore(SMALL_GRAPH);
  const apollo = createApollo({ store, documentStore });
  beforeEach(() => {
    [stored, found] = [[], 0];
  });
  afterEach(() => apollo.stop());

  it('validates a text once, and keeps none that is not valid', async () => {
    await apollo.start();
    const ask = (document: string) => execute(apollo, { store, document });
    for (let round = 0; round < 3; round += 1) await ask('{ sources { id } }');
    expect([stored.length, found]).toEqual([1, 2]);
    const { errors } = await ask('{ nothing }');
    expect([errors?.length, stored.length, found]).toEqual([1, 1, 2]);
  });
});
