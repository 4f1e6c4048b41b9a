/** What search keeps beside a graph: the documents of all nodes, and the terms in them. */
import type { Rows } from '../domain/rows.ts';
import { createWordList } from '../domain/word-list.ts';
import { deflated } from './deflated.ts';
import { heldTerms, storeDocumentTerms, type DocumentTerms, type NewList, type StoredTerms } from './document-terms.ts';
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

type KeepPart = (part: DocumentsPart) => void;

/** The same documents, of which each thousand is packed as it goes by: making them takes longer than packing. */
function* packing(documents: Iterable<SearchDocument>, keepPart: KeepPart): Generator<SearchDocument> {
  let some: SearchDocument[] = [];
  let firstDocument = 0;
  const pack = (): void => {
    if (some.length > 0) keepPart({ firstDocument, bytes: deflated(packDocuments(some)) });
    firstDocument += some.length;
    some = [];
  };
  for (const document of documents) {
    some.push(document);
    yield document;
    if (some.length === DOCUMENTS_IN_A_PART) pack();
  }
  pack();
}

/** Where what search keeps goes while it is made. */
export interface SearchKeeper {
  /** Told each part of the documents once, in their order. */
  readonly keepPart: KeepPart;
  /** Makes the lists of the terms. */
  readonly newList: NewList;
}

/**
 * Makes each document once; in slices, so that questions are answered meanwhile.
 * @returns the terms; the parts of the documents have been handed to `keepPart`.
 */
export function storeSearch(documents: SearchDocuments, { keepPart, newList }: SearchKeeper): Promise<StoredTerms> {
  return storeDocumentTerms(packing(documents, keepPart), documents.ids.length, newList);
}

/** The same, all in memory. */
export async function makeSearch(documents: SearchDocuments): Promise<HeldSearch> {
  const parts: DocumentsPart[] = [];
  const keepPart = (part: DocumentsPart): void => void parts.push(part);
  const terms = await storeSearch(documents, { keepPart, newList: createWordList });
  return { terms: heldTerms(terms), documents: parts };
}
