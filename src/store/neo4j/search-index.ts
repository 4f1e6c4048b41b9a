/**
 * What search holds in this process for one revision: the words there are, the documents, and, where the graph is not too
 * large, which documents have each word. Where it is, the full-text index of the database finds them.
 *
 * Why the documents are held and not read with each question: ranking needs the texts of all that was found, and for a
 * broad word of the seed (`learning`, 3,800 of 30,000 documents) reading and sending them took six times as long as
 * finding them. The index therefore answers with places in the list that is held here.
 *
 * Why postings are held too: for 47,000 documents of 183,000, which a beginning of two letters finds, the full-text index, the
 * reading of a property of each and the sending took 60 to 90 ms, and postings one.
 */
import { NODE_KINDS } from '../../domain/ids.ts';
import { nextTurn } from '../../domain/turns.ts';
import { inflated } from '../../search/deflated.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { unpackDocuments } from '../../search/packed-documents.ts';
import { unpackPostings } from '../../search/packed-postings.ts';
import { createPostings, type Postings } from '../../search/postings.ts';
import type { Term } from '../../search/tokens.ts';
import { buildVocabulary, type Vocabulary } from '../../search/vocabulary.ts';
import type { ReadOptions } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import type { Runner } from './run.ts';
import { race } from './session.ts';
import {
  documentsPart,
  postingsPartRow,
  postingsParts,
  textPartRow,
  textParts,
  wordsPart,
} from './statements/search.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** By `searchOrdinal`. */
  readonly documents: readonly SearchDocument[];
  /** By `searchOrdinal`, the place of the document's kind in NODE_KINDS: tens of thousands are asked for theirs together. */
  readonly kinds: Uint8Array;
  /** Of those documents; null where they are left to the full-text index. */
  readonly postings: Postings | null;
}

/** Reading takes a second where the graph is large; who asks meanwhile waits no longer than its own deadline. */
const READ_DEADLINE_MS = 30_000;

interface Texts {
  readonly documents: readonly SearchDocument[];
  /** In how many documents each word stands, in the order in which they were written. */
  readonly frequencies: ReadonlyMap<Term, number>;
}

async function readTexts(runner: Runner, options: ReadOptions): Promise<Texts> {
  const documents: SearchDocument[] = [];
  const frequencies = new Map<Term, number>();
  for (const { holds, bytes } of await runner.read(textParts(), textPartRow, options)) {
    const part = inflated(bytes);
    if (holds === 'documents') documents.push(...unpackDocuments(documentsPart.parse(part)));
    else for (const [term, count] of wordsPart.parse(part)) frequencies.set(term, count);
    // Parts are parsed one at a time, so that other requests are answered in between.
    await nextTurn();
  }
  return { documents, frequencies };
}

async function readPostings(runner: Runner, options: ReadOptions): Promise<readonly Uint8Array[]> {
  const parts = await runner.read(postingsParts(), postingsPartRow, options);
  return parts.map(({ bytes }) => bytes);
}

async function readSearchIndex(runner: Runner, requestId: string, withPostings: boolean): Promise<SearchIndex> {
  const options: ReadOptions = {
    signal: new AbortController().signal,
    deadlineMs: READ_DEADLINE_MS,
    coordinate: 'search.index',
    requestId,
  };
  const [{ documents, frequencies }, packed] = await Promise.all([
    readTexts(runner, options),
    withPostings ? readPostings(runner, options) : null,
  ]);
  const documentCount = documents.length;
  return {
    vocabulary: buildVocabulary({ documentCount, frequencies }),
    documents,
    kinds: Uint8Array.from(documents, ({ kind }) => NODE_KINDS.indexOf(kind)),
    postings: packed === null ? null : createPostings(unpackPostings({ documentCount, frequencies }, packed)),
  };
}

/** A graph that is there to be searched. */
interface SearchedGraph {
  readonly catalog: Catalog;
  readonly resources: number;
}

export interface SearchIndexes {
  /** The index of a graph; read once, when it is first asked for. @throws DomainError */
  get(graph: SearchedGraph, options: ReadOptions): Promise<SearchIndex>;
}

/** Keeps an index for as long as somebody holds its catalogue. @param postingsResources the largest graph with postings here */
export function createSearchIndexes(runner: Runner, postingsResources: number): SearchIndexes {
  const known = new WeakMap<Catalog, Promise<SearchIndex>>();
  return {
    get: async ({ catalog, resources }, { requestId, deadlineMs, signal }) => {
      let index = known.get(catalog);
      if (index === undefined) {
        index = readSearchIndex(runner, requestId, resources <= postingsResources);
        known.set(catalog, index);
        index.catch(() => known.delete(catalog));
      }
      return race(index, deadlineMs, signal);
    },
  };
}
