import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore, LoadReport } from '../../src/store/graph-store.ts';

/** Loads a graph to the end, telling nobody. */
export function load(store: GraphStore, graph: GraphRecords): Promise<LoadReport> {
  return store.load(graph, { signal: new AbortController().signal, onProgress: () => undefined });
}
