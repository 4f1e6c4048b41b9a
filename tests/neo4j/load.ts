import type { GraphRows } from '../../src/domain/model.ts';
import type { GraphStore, KnownOfGraph, LoadReport } from '../../src/store/graph-store.ts';

/** Loads a graph to the end, telling nobody. */
export function load(store: GraphStore, graph: GraphRows, known?: KnownOfGraph): Promise<LoadReport> {
  return store.load(graph, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...(known && { known }),
  });
}
