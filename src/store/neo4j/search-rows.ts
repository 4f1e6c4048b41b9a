/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, the words of all of them, and which documents have each word stand in parts
 * that are read at once.
 */
import type { Rows } from '../../domain/rows.ts';
import { deflated } from '../../search/deflated.ts';
import { documentFrequencies, termsByDocument } from '../../search/document-terms.ts';
import { packPostings } from '../../search/packed-postings.ts';
import type { StoredSearch } from '../../search/stored-search.ts';
import { int } from './cypher.ts';
import { listsOf } from './load-parts.ts';
import { indexTerm } from './lucene.ts';
import type { PartContent } from './statements/search.ts';
import type { Properties } from './properties.ts';

const TERMS_IN_A_PART = 5_000;

/** A part of what search reads at once; those of one content follow each other by `start`. The driver takes bytes as `Int8Array`. */
function partRow(holds: PartContent, start: number, { buffer, byteOffset, length }: Uint8Array): Properties {
  const bytes = new Int8Array(buffer, byteOffset, length);
  return { key: [holds, String(start)].join(' '), holds, start: int(start), bytes };
}

export interface SearchRows {
  /** `searchOrdinal` and `searchTerms` of the node with a number. */
  readonly propertiesOf: (number: number) => Properties;
  /** Nodes of their own, named by `key`. */
  readonly parts: Rows<Properties>;
}

export function searchRows({ terms, documents }: StoredSearch): SearchRows {
  const indexed = terms.terms.map(indexTerm);
  const termsOf = termsByDocument(terms);
  const frequencies = documentFrequencies(terms);
  const postings = packPostings(terms);
  return {
    propertiesOf: (number) => {
      const searchTerms = Array.from(termsOf(number), (term) => indexed[term] ?? '').join(' ');
      return { searchOrdinal: int(number), searchTerms };
    },
    parts: {
      length: documents.length + Math.ceil(frequencies.length / TERMS_IN_A_PART) + postings.length,
      *[Symbol.iterator]() {
        for (const { firstDocument, bytes } of documents) yield partRow('documents', firstDocument, bytes);
        let start = 0;
        for (const some of listsOf(frequencies, TERMS_IN_A_PART)) {
          yield partRow('words', start, deflated(some));
          start += some.length;
        }
        for (const { firstTerm, bytes } of postings) yield partRow('postings', firstTerm, bytes);
      },
    },
  };
}
