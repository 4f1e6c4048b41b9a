/** What search keeps beside a graph: the documents of all nodes, and the terms in them. */
import type { Rows } from '../domain/rows.ts';
import { deflated } from './deflated.ts';
import { findDocumentTerms, type DocumentTerms, type StoredTerms } from './document-terms.ts';
import type { SearchDocuments } from './documents.ts';
import { packDocuments } from './packed-documents.ts';
import type { SearchDocument } from './search-document.ts';

const DOCUMENTS_IN_A_PART = 1_000;

/** Neighbouring documents: `PackedDocuments`, deflated. */
export interface DocumentsPart {
  /** The number of the first of them. */
  readonly firstDocument: number;
  readonly bytes: Uint8Array;
}

export interface StoredSearch {
  readonly terms: StoredTerms;
  readonly documents: Rows<DocumentsPart>;
}

/** The same in memory. */
export interface HeldSearch extends StoredSearch {
  readonly terms: DocumentTerms;
  readonly documents: readonly DocumentsPart[];
}

/** The same documents, of which each thousand is packed as it goes by: making them takes longer than packing. */
function* packing(documents: Iterable<SearchDocument>, parts: DocumentsPart[]): Generator<SearchDocument> {
  let some: SearchDocument[] = [];
  const pack = (): void => {
    const firstDocument = parts.length * DOCUMENTS_IN_A_PART;
    if (some.length > 0) parts.push({ firstDocument, bytes: deflated(packDocuments(some)) });
    some = [];
  };
  for (const document of documents) {
    some.push(document);
    yield document;
    if (some.length === DOCUMENTS_IN_A_PART) pack();
  }
  pack();
}

/** Makes each document once; in slices, so that questions are answered meanwhile. */
export async function makeSearch(documents: SearchDocuments): Promise<HeldSearch> {
  const parts: DocumentsPart[] = [];
  const terms = await findDocumentTerms(packing(documents, parts), documents.ids.length);
  return { terms, documents: parts };
}
