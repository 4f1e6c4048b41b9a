import { afterAll, beforeAll } from 'vitest';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

/** Within a `describe`: the store that `open` gives, with the small graph in it, for as long as its cases run. */
export function openedStore(open: () => GraphStore): () => GraphStore {
  let store: GraphStore | null = null;
  beforeAll(async () => {
    store = open();
    await store.load(SMALL_GRAPH, { signal: new AbortController().signal, onProgress: () => undefined });
  });
  afterAll(() => store?.close());
  return () => {
    if (store === null) throw new Error('The store is not open');
    return store;
  };
}
