/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, and the words of all of them stand in parts that are read at once.
 */
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import type { GraphRecords } from '../../domain/model.ts';
import { searchDocuments } from '../../search/documents.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { tokens, type Term } from '../../search/tokens.ts';
import { int } from './cypher.ts';
import { indexTerm } from './lucene.ts';
import type { Properties } from './properties.ts';

const DOCUMENTS_IN_A_PART = 500;
const TERMS_IN_A_PART = 5_000;

/**
 * The terms of each document as the index takes them, and the words of all. A text that many documents hold, as the labels of a
 * topic, is cut once.
 */
function termsOf(documents: readonly SearchDocument[]): {
  readonly searchTerms: readonly string[];
  readonly frequencies: ReadonlyMap<Term, number>;
} {
  const cut = new Map<string, readonly Term[]>();
  const cutOnce = (text: string): readonly Term[] => {
    let terms = cut.get(text);
    if (terms === undefined) cut.set(text, (terms = tokens(text)));
    return terms;
  };
  const frequencies = new Map<Term, number>();
  const searchTerms = documents.map(({ fields }) => {
    const lists = Object.entries(fields).flatMap(([field, texts]) =>
      texts.map((text) => (field === 'topics' ? cutOnce(text) : tokens(text))),
    );
    const terms = new Set(lists.flat());
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    return Array.from(terms, indexTerm).join(' ');
  });
  return { searchTerms, frequencies };
}

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

export function searchRows(graph: GraphRecords): SearchRows {
  const documents = searchDocuments(graph);
  const { searchTerms, frequencies } = termsOf(documents);
  const words = [...frequencies].toSorted(([a], [b]) => compareText(a, b));
  const ordinals = new Map<NodeId, number>(documents.map(({ id }, ordinal) => [id, ordinal]));
  return {
    propertiesOf: (id) => {
      const ordinal = ordinals.get(id);
      if (ordinal === undefined) return {};
      return { searchOrdinal: int(ordinal), searchTerms: searchTerms[ordinal] ?? '' };
    },
    parts: [...inParts('documents', documents, DOCUMENTS_IN_A_PART), ...inParts('words', words, TERMS_IN_A_PART)],
  };
}
