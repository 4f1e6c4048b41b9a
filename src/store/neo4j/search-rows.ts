/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, and the words of all of them stand in parts that are read at once.
 */
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import { documentFrequencies, termsByDocument, type DocumentTerms } from '../../search/document-terms.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { int } from './cypher.ts';
import { indexTerm } from './lucene.ts';
import type { Properties } from './properties.ts';

const DOCUMENTS_IN_A_PART = 500;
const TERMS_IN_A_PART = 5_000;

function inParts<T>(holds: 'documents' | 'words', values: readonly T[], size: number): Properties[] {
  const parts: Properties[] = [];
  for (let start = 0; start < values.length; start += size) {
    const key = holds.concat(' ', String(start));
    parts.push({ key, holds, start: int(start), json: JSON.stringify(values.slice(start, start + size)) });
  }
  return parts;
}

export interface SearchRows {
  /** `searchOrdinal` and `searchTerms` of a node. */
  readonly propertiesOf: (id: NodeId) => Properties;
  /** Nodes of their own, named by `key`. */
  readonly parts: readonly Properties[];
}

/**
 * @param documents all, sorted by id.
 * @param terms those of these documents.
 */
export function searchRows(documents: readonly SearchDocument[], terms: DocumentTerms): SearchRows {
  const indexed = terms.terms.map(indexTerm);
  const numbersOf = termsByDocument(terms);
  const frequencies = documentFrequencies(terms).toSorted(([a], [b]) => compareText(a, b));
  const ordinals = new Map<NodeId, number>(documents.map(({ id }, ordinal) => [id, ordinal]));
  return {
    propertiesOf: (id) => {
      const ordinal = ordinals.get(id);
      if (ordinal === undefined) return {};
      const searchTerms = Array.from(numbersOf(ordinal), (number) => indexed[number] ?? '').join(' ');
      return { searchOrdinal: int(ordinal), searchTerms };
    },
    parts: [...inParts('documents', documents, DOCUMENTS_IN_A_PART), ...inParts('words', frequencies, TERMS_IN_A_PART)],
  };
}
