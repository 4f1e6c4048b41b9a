/**
 * What search holds in this process for one revision: the words there are, and the documents. Retrieval itself is the
 * full-text index's.
 *
 * Why the documents are held and not read with each question: ranking needs the texts of all that was found, and for a
 * broad word of the seed (`learning`, 3,800 of 30,000 documents) reading and sending them took six times as long as
 * finding them. The index therefore answers with places in the list that is held here.
 */
import { nextTurn } from '../../domain/turns.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { buildVocabulary, type Vocabulary } from '../../search/vocabulary.ts';
import type { ReadOptions } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { race, type Runner } from './run.ts';
import { documentsPart, searchPartRow, searchParts, wordsPart } from './statements/search.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** By `searchOrdinal`. */
  readonly documents: readonly SearchDocument[];
}

/** Reading takes a second where the graph is large; who asks meanwhile waits no longer than its own deadline. */
const READ_DEADLINE_MS = 30_000;

async function readSearchIndex(runner: Runner, requestId: string): Promise<SearchIndex> {
  const options: ReadOptions = {
    signal: new AbortController().signal,
    deadlineMs: READ_DEADLINE_MS,
    coordinate: 'search.index',
    requestId,
  };
  const documents: SearchDocument[] = [];
  const frequencies = new Map<string, number>();
  for (const { holds, json } of await runner.read(searchParts(), searchPartRow, options)) {
    if (holds === 'documents') documents.push(...documentsPart.parse(JSON.parse(json)));
    else for (const [term, count] of wordsPart.parse(JSON.parse(json))) frequencies.set(term, count);
    // Parts are parsed one at a time, so that other requests are answered in between.
    await nextTurn();
  }
  return { vocabulary: buildVocabulary({ documentCount: documents.length, frequencies }), documents };
}

export interface SearchIndexes {
  /** The index of the revision a catalogue belongs to; read once, when it is first asked for. @throws DomainError */
  get(catalog: Catalog, options: ReadOptions): Promise<SearchIndex>;
}

/** Keeps an index for as long as somebody holds its catalogue. */
export function createSearchIndexes(runner: Runner): SearchIndexes {
  const known = new WeakMap<Catalog, Promise<SearchIndex>>();
  return {
    get: async (catalog, { requestId, deadlineMs, signal }) => {
      let index = known.get(catalog);
      if (index === undefined) {
        index = readSearchIndex(runner, requestId);
        known.set(catalog, index);
        index.catch(() => known.delete(catalog));
      }
      return race(index, deadlineMs, signal);
    },
  };
}
