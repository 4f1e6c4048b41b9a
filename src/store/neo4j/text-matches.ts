/**
 * What the texts of filters match. A call of the full-text index cannot stand in a condition, so each text of a question is
 * looked up first, and its condition is a list of places; the scores that RELEVANCE orders by come from src/search.
 */
import type { ResourceFilter } from '../../domain/filter.ts';
import { planQuery } from '../../search/plan.ts';
import type { QueryPlan } from '../../search/query-plan.ts';
import { rankDocuments } from '../../search/rank.ts';
import { textQueries } from '../full-text.ts';
import type { ReadOptions, Scope } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { int } from './cypher.ts';
import type { Revisions } from './revision.ts';
import type { Runner } from './run.ts';
import type { SearchIndex, SearchIndexes } from './search-index.ts';
import type { Known } from './scope.ts';
import { findOrdinals } from './search-questions.ts';
import type { TextMatch, TextScores } from './text-match.ts';

/** Texts whose matches are kept: a request asks page, totals and groups of one text, and the next page soon after. */
const KEPT_TEXTS = 32;

function scoresOf(plan: QueryPlan, { documents, vocabulary }: SearchIndex, ordinals: readonly number[]): TextScores {
  const found = ordinals.flatMap((ordinal) => documents[ordinal] ?? []);
  const byId = new Map(rankDocuments(plan, found, vocabulary).map(({ document, score }) => [document.id, score]));
  const byOrdinal = found.map(({ id }, index): [string, number] => [String(ordinals[index]), byId.get(id) ?? 0]);
  return { byId, byOrdinal: new Map(byOrdinal) };
}

async function findMatch(runner: Runner, index: SearchIndex, query: string, options: ReadOptions): Promise<TextMatch> {
  const plan = planQuery(query, index.vocabulary, 'filter');
  const ordinals = await findOrdinals(runner, index, { plan, kinds: ['RESOURCE'] }, options);
  let scores: TextScores | null = null;
  return { ordinals: ordinals.map(int), scores: () => (scores ??= scoresOf(plan, index, ordinals)) };
}

/** The newest texts of one index, each looked up once. */
type KeptTexts = Map<string, Promise<TextMatch>>;

function lookUp(runner: Runner, index: SearchIndex, kept: KeptTexts, query: string, options: ReadOptions) {
  // Whoever asks meanwhile waits for the same answer, whatever becomes of the caller that began it.
  const shared = { ...options, coordinate: 'search.text', signal: new AbortController().signal };
  const match = kept.get(query) ?? findMatch(runner, index, query, shared);
  kept.delete(query);
  kept.set(query, match);
  match.catch(() => {
    if (kept.get(query) === match) kept.delete(query);
  });
  if (kept.size > KEPT_TEXTS) kept.delete(kept.keys().next().value ?? '');
  return match;
}

export interface TextMatches {
  /** As `Revisions.ready`; the catalogue also holds what each text of the filters matches. @throws DomainError */
  ready(scope: Scope, filter: ResourceFilter, options: ReadOptions): Promise<Known>;
}

export function createTextMatches(runner: Runner, revisions: Revisions, indexes: SearchIndexes): TextMatches {
  const texts = new WeakMap<SearchIndex, KeptTexts>();
  return {
    ready: async (scope, filter, options) => {
      const known = await revisions.ready(options);
      const queries = textQueries(scope, filter);
      if (queries.length === 0) return known;
      const index = await indexes.get(known, options);
      let kept = texts.get(index);
      if (kept === undefined) texts.set(index, (kept = new Map()));
      const asked = kept;
      const matches = await Promise.all(
        queries.map(async (query) => [query, await lookUp(runner, index, asked, query, options)] as const),
      );
      const catalog: Catalog = { ...known.catalog, texts: new Map(matches) };
      return { ...known, catalog };
    },
  };
}
