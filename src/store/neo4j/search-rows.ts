/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, and the words of all of them stand in parts that are read at once.
 */
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import type { GraphRecords } from '../../domain/model.ts';
import { searchDocuments } from '../../search/documents.ts';
import { SEARCH_FIELDS, type SearchDocument } from '../../search/search-document.ts';
import { tokens, type Term } from '../../search/tokens.ts';
import { int } from './cypher.ts';
import { indexTerm } from './lucene.ts';
import type { Properties } from './properties.ts';

const DOCUMENTS_IN_A_PART = 500;
const TERMS_IN_A_PART = 5_000;

/** A word of the documents, as it is met. */
interface Word {
  /** As the index takes it. */
  readonly indexed: string;
  /** How many documents hold it. */
  documents: number;
  /** The last of them. */
  last: number;
}

/**
 * The terms of each document as the index takes them, and the words of all. A text that many documents hold, as the labels of a
 * topic, is cut once.
 */
function termsOf(documents: readonly SearchDocument[]): {
  readonly searchTerms: readonly string[];
  readonly words: ReadonlyMap<Term, Word>;
} {
  const cut = new Map<string, readonly Term[]>();
  const cutOnce = (text: string): readonly Term[] => {
    let terms = cut.get(text);
    if (terms === undefined) cut.set(text, (terms = tokens(text)));
    return terms;
  };
  const words = new Map<Term, Word>();
  const searchTerms = documents.map(({ fields }, ordinal) => {
    const found: string[] = [];
    for (const field of SEARCH_FIELDS) {
      for (const text of fields[field] ?? []) {
        for (const term of field === 'topics' ? cutOnce(text) : tokens(text)) {
          let word = words.get(term);
          if (word === undefined) words.set(term, (word = { indexed: indexTerm(term), documents: 0, last: -1 }));
          if (word.last === ordinal) continue;
          word.last = ordinal;
          word.documents += 1;
          found.push(word.indexed);
        }
      }
    }
    return found.join(' ');
  });
  return { searchTerms, words };
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
  const { searchTerms, words } = termsOf(documents);
  const frequencies = Array.from(words, ([term, word]) => [term, word.documents] as const);
  frequencies.sort(([a], [b]) => compareText(a, b));
  const ordinals = new Map<NodeId, number>(documents.map(({ id }, ordinal) => [id, ordinal]));
  return {
    propertiesOf: (id) => {
      const ordinal = ordinals.get(id);
      if (ordinal === undefined) return {};
      return { searchOrdinal: int(ordinal), searchTerms: searchTerms[ordinal] ?? '' };
    },
    parts: [...inParts('documents', documents, DOCUMENTS_IN_A_PART), ...inParts('words', frequencies, TERMS_IN_A_PART)],
  };
}
