import { afterAll, beforeAll } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { smallEngine, type Ask } from '../graphql/small-engine.ts';

export interface OpenedEngines {
  /** Asks the store that is tried. */
  readonly ask: Ask;
  /** Asks the memory store, which tells what is right. */
  readonly oracle: Ask;
  /** Makes both hold another graph. */
  readonly replace: (graph: GraphRecords) => Promise<void>;
}

/** Within a `describe`: the engine over the store that `open` gives, beside one in memory, both with this graph. */
export function openedEngines(open: () => GraphStore, graph: GraphRecords): () => OpenedEngines {
  const stores: GraphStore[] = [];
  let engines: OpenedEngines | null = null;
  const replace = async (next: GraphRecords): Promise<void> => {
    for (const store of stores) {
      await store.load(next, { signal: new AbortController().signal, onProgress: () => undefined });
    }
  };
  beforeAll(async () => {
    stores.push(open(), createMemoryStore(null));
    await replace(graph);
    const [ask, oracle] = await Promise.all(stores.map((store) => smallEngine(() => store)));
    if (ask === undefined || oracle === undefined) throw new Error('There are two engines');
    engines = { ask, oracle, replace };
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });
  return () => {
    if (engines === null) throw new Error('The engines are not open');
    return engines;
  };
}
