/**
 * What a load writes for search. Each node carries the terms of its document, for the full-text index, and its place among all
 * documents; the documents themselves, in that order, the words of all of them, and which documents have each word stand in parts
 * that are read at once.
 */
import { constants, deflateRawSync } from 'node:zlib';
import type { NodeId } from '../../domain/ids.ts';
import type { NodeNumbers } from '../../domain/node-numbers.ts';
import type { Rows } from '../../domain/rows.ts';
import { documentFrequencies, termsByDocument, type StoredTerms } from '../../search/document-terms.ts';
import type { SearchDocuments } from '../../search/documents.ts';
import { packDocuments } from '../../search/packed-documents.ts';
import { packPostings } from '../../search/packed-postings.ts';
import { int } from './cypher.ts';
import { listsOf } from './load-parts.ts';
import { indexTerm } from './lucene.ts';
import type { PartContent } from './statements/search.ts';
import type { Properties } from './properties.ts';

const DOCUMENTS_IN_A_PART = 1_000;
const TERMS_IN_A_PART = 5_000;

/** A part of what search reads at once; those of one content follow each other by `start`. */
function partRow(holds: PartContent, start: number, content: Properties): Properties {
  return { key: [holds, String(start)].join(' '), holds, start: int(start), ...content };
}

/** Bytes as the driver takes them. */
function int8({ buffer, byteOffset, length }: Uint8Array): Int8Array {
  return new Int8Array(buffer, byteOffset, length);
}

/** The parts of some values, each made when it is taken. */
function* textRows<T>(
  holds: Extract<PartContent, 'documents' | 'words'>,
  values: Iterable<T>,
  size: number,
  pack: (some: readonly T[]) => unknown,
): Generator<Properties> {
  let start = 0;
  for (const some of listsOf(values, size)) {
    // 67 MB of a graph of 109,000 resources become 17.
    const bytes = deflateRawSync(JSON.stringify(pack(some)), { level: constants.Z_BEST_SPEED });
    yield partRow(holds, start, { bytes: int8(bytes) });
    start += size;
  }
}

export interface SearchRows {
  /** `searchOrdinal` and `searchTerms` of a node. */
  readonly propertiesOf: (id: NodeId) => Properties;
  /** Nodes of their own, named by `key`. */
  readonly parts: Rows<Properties>;
}

/** @param terms those of these documents. */
export function searchRows(documents: SearchDocuments, terms: StoredTerms, numbers: NodeNumbers): SearchRows {
  const indexed = terms.terms.map(indexTerm);
  const numbersOf = termsByDocument(terms);
  const frequencies = documentFrequencies(terms);
  const postings = packPostings(terms);
  return {
    propertiesOf: (id) => {
      const ordinal = numbers.of(id);
      const searchTerms = Array.from(numbersOf(ordinal), (number) => indexed[number] ?? '').join(' ');
      return { searchOrdinal: int(ordinal), searchTerms };
    },
    parts: {
      length:
        Math.ceil(documents.ids.length / DOCUMENTS_IN_A_PART) +
        Math.ceil(frequencies.length / TERMS_IN_A_PART) +
        postings.length,
      *[Symbol.iterator]() {
        yield* textRows('documents', documents, DOCUMENTS_IN_A_PART, packDocuments);
        yield* textRows('words', frequencies, TERMS_IN_A_PART, (some) => some);
        for (const { firstTerm, bytes } of postings) yield partRow('postings', firstTerm, { bytes: int8(bytes) });
      },
    },
  };
}
