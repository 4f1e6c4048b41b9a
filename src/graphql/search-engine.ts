/** A search or completion: the words there are, a plan, the documents that match it, their order. Two store calls, or three. */
import type { NodeKind } from '../domain/ids.ts';
import { createHighlighter, type Highlighter } from '../search/highlight.ts';
import { planQuery } from '../search/plan.ts';
import type { PlanMode } from '../search/query-plan.ts';
import { rankRetrieved, type RankedHit, type Retrieve } from '../search/rank.ts';
import { suggestQueries } from '../search/suggestions.ts';
import type { ReadOptions, SearchQuestions } from '../store/graph-store.ts';

export interface SearchQuestion {
  readonly text: string;
  readonly kinds: readonly NodeKind[];
  readonly mode: Extract<PlanMode, 'search' | 'suggest'>;
}

export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly RankedHit[];
  readonly highlight: Highlighter;
  /** Corrected queries, the likeliest first. */
  readonly suggestions: readonly string[];
}

export async function search(
  store: SearchQuestions,
  { text, kinds, mode }: SearchQuestion,
  options: () => ReadOptions,
): Promise<SearchAnswer> {
  const vocabulary = await store.vocabulary(options());
  const plan = planQuery(text, vocabulary, mode);
  const retrieve: Retrieve = (asked) => store.candidates({ plan: asked, kinds }, options());
  const suggestions = mode === 'search' ? suggestQueries(text, vocabulary) : [];
  return {
    hits: await rankRetrieved(plan, retrieve, vocabulary),
    highlight: createHighlighter(plan, vocabulary),
    suggestions,
  };
}
