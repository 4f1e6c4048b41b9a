/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, and the words of all of them stand in parts that are read at once.
 */
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import { documentFrequencies, termsByDocument, type DocumentTerms } from '../../search/document-terms.ts';
import type { SearchDocuments } from '../../search/documents.ts';
import { int } from './cypher.ts';
import { listsOf, type LoadRows } from './load-parts.ts';
import { indexTerm } from './lucene.ts';
import type { Properties } from './properties.ts';

const DOCUMENTS_IN_A_PART = 500;
const TERMS_IN_A_PART = 5_000;

/** The parts of some values, each made when it is taken. */
function* inParts(holds: 'documents' | 'words', values: Iterable<unknown>, size: number): Generator<Properties> {
  let start = 0;
  for (const some of listsOf(values, size)) {
    yield { key: holds.concat(' ', String(start)), holds, start: int(start), json: JSON.stringify(some) };
    start += size;
  }
}

export interface SearchRows {
  /** `searchOrdinal` and `searchTerms` of a node. */
  readonly propertiesOf: (id: NodeId) => Properties;
  /** Nodes of their own, named by `key`. */
  readonly parts: LoadRows<Properties>;
}

/** @param terms those of these documents. */
export function searchRows(documents: SearchDocuments, terms: DocumentTerms): SearchRows {
  const indexed = terms.terms.map(indexTerm);
  const numbersOf = termsByDocument(terms);
  const frequencies = documentFrequencies(terms).toSorted(([a], [b]) => compareText(a, b));
  const ordinals = new Map<NodeId, number>(documents.ids.map((id, ordinal) => [id, ordinal]));
  return {
    propertiesOf: (id) => {
      const ordinal = ordinals.get(id);
      if (ordinal === undefined) return {};
      const searchTerms = Array.from(numbersOf(ordinal), (number) => indexed[number] ?? '').join(' ');
      return { searchOrdinal: int(ordinal), searchTerms };
    },
    parts: {
      length: Math.ceil(documents.ids.length / DOCUMENTS_IN_A_PART) + Math.ceil(frequencies.length / TERMS_IN_A_PART),
      *[Symbol.iterator]() {
        yield* inParts('documents', documents, DOCUMENTS_IN_A_PART);
        yield* inParts('words', frequencies, TERMS_IN_A_PART);
      },
    },
  };
}
