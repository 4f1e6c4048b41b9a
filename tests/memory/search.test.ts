import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import { NODE_KINDS } from '../../src/domain/ids.ts';
import { findDocumentTerms } from '../../src/search/document-terms.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { planQuery } from '../../src/search/plan.ts';
import type { SearchDocument } from '../../src/search/search-document.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { createGraphDocuments } from '../../src/store/memory/search-documents.ts';
import { buildMemoryGraph } from '../../src/store/memory/graph.ts';
import { openSeed } from '../graphs/seed-graph.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

const options = { signal: AbortSignal.timeout(60_000), deadlineMs: 60_000, coordinate: 'test', requestId: 'test' };

/** What a store finds for a text, in its own order. */
async function found(store: ReturnType<typeof createMemoryStore>, text: string): Promise<readonly SearchDocument[]> {
  const plan = planQuery(text, await store.vocabulary(options), 'filter');
  return store.candidates({ plan, kinds: NODE_KINDS }, options);
}

describe('documents of the memory store', () => {
  it('are those that a list of all would hold, asked for in any order', () => {
    const property = fc.property(arbitraryGraph(), fc.boolean(), (graph: GraphRecords, turned) => {
      const documents = createGraphDocuments(buildMemoryGraph(graph));
      const expected = [...searchDocuments(graph)];
      const numbers = expected.map((_, number) => number);
      if (turned) numbers.reverse();
      for (const number of numbers) expect(documents.at(number)).toEqual(expected[number]);
      expect([...documents.all()]).toEqual(expected);
    });
    fc.assert(property, runs(10));
  });

  it('are made once', () => {
    const documents = createGraphDocuments(buildMemoryGraph(SMALL_GRAPH));
    expect(documents.at(3)).toBe(documents.at(3));
  });
});

describe('a search index', () => {
  it('finds the same with the terms that came with the graph as with its own', async () => {
    const documents = [...searchDocuments(SMALL_GRAPH)];
    const terms = await findDocumentTerms(documents, documents.length);
    const [given, own] = [createMemoryStore(SMALL_GRAPH, { terms }), createMemoryStore(SMALL_GRAPH)];
    for (const text of ['testing', 'drift', 'rubric breck', 'データ']) {
      expect(await found(given, text)).toEqual(await found(own, text));
    }
    expect((await found(given, 'testing')).length).toBeGreaterThan(0);
  });

  it('has the terms of the seed in its snapshot', async () => {
    const { graph, terms } = await openSeed();
    const documents = [...searchDocuments(graph)];
    expect(terms).toEqual(await findDocumentTerms(documents, documents.length));
  });

  it('stops making documents when nobody waits for them any more', async () => {
    const { graph, terms } = await openSeed();
    const store = createMemoryStore(graph, { terms });
    const plan = planQuery('learning data model', await store.vocabulary(options), 'filter');
    const gone = new AbortController();
    const asking = store.candidates({ plan, kinds: NODE_KINDS }, { ...options, signal: gone.signal });
    setImmediate(() => gone.abort());
    await expect(asking).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
