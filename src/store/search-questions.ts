/** The part of the port that search stands on: the words there are, and the documents that match. */
import type { NodeKind } from '../domain/ids.ts';
import type { QueryPlan } from '../search/query-plan.ts';
import type { SearchDocument } from '../search/search-document.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import type { ReadOptions } from './read-options.ts';

/** The documents of these kinds that match at least `plan.minimumGroups` of the plan's groups, in any order. */
export interface CandidatesQuestion {
  readonly plan: QueryPlan;
  readonly kinds: readonly NodeKind[];
}

/** Retrieval for search; what is found is ranked by src/search, the same way for both stores. */
export interface SearchQuestions {
  /** The words of the whole graph; kept by the store for as long as its revision. */
  vocabulary(options: ReadOptions): Promise<Vocabulary>;
  candidates(question: CandidatesQuestion, options: ReadOptions): Promise<readonly SearchDocument[]>;
}
