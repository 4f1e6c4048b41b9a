/** A query as what to look for: made once from text and vocabulary, retrieved by a store, ranked by `rank.ts`. */
import type { Term } from './tokens.ts';

/** How sure it is that an alternative is what was typed; the better the earlier. */
export const MATCH_QUALITIES = ['exact', 'stem', 'prefix', 'typo'] as const;
export type MatchQuality = (typeof MATCH_QUALITIES)[number];

/** `search`: the best there is. `suggest`: the last word is still being typed. `filter`: every word must match. */
export const PLAN_MODES = ['search', 'suggest', 'filter'] as const;
export type PlanMode = (typeof PLAN_MODES)[number];

export interface Alternative {
  /** A document must hold all of these: one term for a word, its pairs for a run of Japanese. */
  readonly terms: readonly Term[];
  readonly quality: MatchQuality;
  /** Edits, for `typo`; else 0. */
  readonly distance: number;
}

/** One word of the query and everything that may stand for it. */
export interface WordGroup {
  /** As typed, folded. */
  readonly word: string;
  /** Best first. Empty where nothing known stands for the word: the group then matches no document. */
  readonly alternatives: readonly Alternative[];
}

export interface QueryPlan {
  readonly mode: PlanMode;
  /** As typed, folded and tidied. */
  readonly text: string;
  /** Words without those that say nothing (`of`, `the`), unless there are no others. Empty: nothing can match. */
  readonly groups: readonly WordGroup[];
  /** How many of the groups a document must match. More than there are: nothing can match. */
  readonly minimumGroups: number;
}
