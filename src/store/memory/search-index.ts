/** Retrieval for search: the documents that hold each term. */
import type { NodeKind } from '../../domain/ids.ts';
import { inSlices, type Waiting } from '../../domain/turns.ts';
import { documentFrequencies, type DocumentTerms } from '../../search/document-terms.ts';
import { createPostings } from '../../search/postings.ts';
import type { QueryPlan } from '../../search/query-plan.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { buildVocabulary, type Vocabulary } from '../../search/vocabulary.ts';
import type { GraphDocuments } from './search-documents.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** The numbers of documents of these kinds that match at least `plan.minimumGroups` groups, ascending. */
  matching(plan: QueryPlan, kinds: readonly NodeKind[]): number[];
  /** Those documents, made in slices; sorted by id. @throws what `waiting` throws, between two slices. */
  candidates(plan: QueryPlan, kinds: readonly NodeKind[], waiting: Waiting): Promise<SearchDocument[]>;
  readonly documents: GraphDocuments;
}

/** @param terms those of these documents. */
export function createSearchIndex(documents: GraphDocuments, terms: DocumentTerms): SearchIndex {
  const { nodes } = documents;
  const postings = createPostings(terms);
  const matching = (plan: QueryPlan, kinds: readonly NodeKind[]): number[] =>
    postings.matching(plan, (number) => {
      const kind = nodes[number]?.kind;
      return kind !== undefined && kinds.includes(kind);
    });
  return {
    vocabulary: buildVocabulary({ documentCount: nodes.length, frequencies: new Map(documentFrequencies(terms)) }),
    documents,
    matching,
    candidates: async (plan, kinds, waiting) => {
      const found: SearchDocument[] = [];
      await inSlices(matching(plan, kinds), (number) => void found.push(documents.at(number)), waiting);
      return found;
    },
  };
}
