import type { GraphRecords } from '../../src/domain/model.ts';
import type { DocumentTerms } from '../../src/search/document-terms.ts';
import type { GraphStore, LoadReport } from '../../src/store/graph-store.ts';

/** Loads a graph to the end, telling nobody. */
export function load(store: GraphStore, graph: GraphRecords, terms?: DocumentTerms): Promise<LoadReport> {
  return store.load(graph, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...(terms && { terms }),
  });
}
