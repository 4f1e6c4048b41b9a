/**
 * The order of search, for both stores: how well a document matches a plan. What counts, from much to little: a title or
 * label that is the query; words in one text, side by side and filling it; the field they stand in; rare words before common
 * ones; how sure a match is (exact, form of a word, beginning, typing error); then how much a node is used.
 */
import { compareText } from '../domain/ids.ts';
import { fold, tidy } from '../domain/text.ts';
import { matchText, planTerms, type PlanTerms, type TextMatch } from './match-text.ts';
import { prepareWith, type Prepare, type PreparedText } from './prepared-text.ts';
import type { QueryPlan } from './query-plan.ts';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';
import { tokens, type Term } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface RankedHit {
  readonly document: SearchDocument;
  /** Above 0; rounded, so that it is the same number wherever it is computed. */
  readonly score: number;
  /** How many of the plan's groups the document matches. */
  readonly groupCount: number;
  /** Where words of the query stand, in the order of SEARCH_FIELDS. */
  readonly matchedFields: readonly SearchField[];
}

const FIELD_WEIGHT: Readonly<Record<SearchField, number>> = {
  title: 1,
  titleTranslated: 1,
  name: 1,
  nameTranslated: 1,
  aliases: 0.9,
  altLabels: 0.9,
  fullName: 0.8,
  topics: 0.7,
  authors: 0.7,
  abstract: 0.4,
  definition: 0.35,
};
/** For a text that is the query. Names and titles lead; what a topic of that label tags follows its own words. */
const WHOLE_TEXT: Readonly<Record<SearchField, number>> = {
  title: 10,
  titleTranslated: 10,
  name: 10,
  nameTranslated: 10,
  aliases: 8,
  altLabels: 8,
  fullName: 8,
  topics: 1,
  authors: 1,
  abstract: 0,
  definition: 0,
};
/** A text that is the query in other forms of its words: `Feature stores` for `feature store`. */
const OTHER_FORMS = 0.6;
/** Letter for letter, not only term for term: C++ before C. */
const SAME_LETTERS = 0.5;
const WORDS_WEIGHT = 3;
const TOGETHER_WEIGHT = 2;
const POPULARITY_WEIGHT = 0.05;
const RECENCY_WEIGHT = 0.02;
const SUGGEST_POPULARITY_WEIGHT = 0.5;
/** For a text that begins with what is being typed. */
const BEGINS_WITH = 0.3;
const FIRST_YEAR = 2000;
/** From this many documents with every word on, those without some are left out. */
const ENOUGH = 10;
const DECIMALS = 10_000;

interface Ranker {
  readonly plan: QueryPlan;
  readonly terms: PlanTerms;
  readonly prepare: Prepare;
  /** How much each group tells, all together 1. */
  readonly weights: readonly number[];
  readonly queryTerms: readonly Term[];
  /** Texts that many documents share are matched once. */
  readonly matched: Map<PreparedText, TextMatch | null>;
}

/** Inverse document frequency of each group by its surest alternative, as shares of their sum. */
function groupWeights({ groups }: QueryPlan, vocabulary: Vocabulary): number[] {
  const rarity = groups.map(({ alternatives }) => {
    const frequencies = (alternatives[0]?.terms ?? []).map((term) => vocabulary.documentFrequency(term));
    const frequency = frequencies.length === 0 ? 0 : Math.min(...frequencies);
    return Math.log(1 + (vocabulary.documentCount + 1) / (frequency + 1));
  });
  const sum = rarity.reduce((total, weight) => total + weight, 0);
  return rarity.map((weight) => weight / sum);
}

/** What one text adds beyond its words. */
function wholeText(ranker: Ranker, field: SearchField, text: PreparedText, match: TextMatch, given: string): number {
  const { terms } = text;
  const bonus = WHOLE_TEXT[field];
  if (bonus === 0) return 0;
  if (terms.length === ranker.queryTerms.length && terms.every((term, index) => term === ranker.queryTerms[index])) {
    return bonus + (fold(tidy(given)) === ranker.plan.text ? SAME_LETTERS : 0);
  }
  const forms = match.density === 1 && match.phrase === 1 && match.values.every((value) => value >= 0.8);
  if (forms) return bonus * OTHER_FORMS;
  return ranker.plan.mode === 'suggest' && fold(tidy(given)).startsWith(ranker.plan.text) ? bonus * BEGINS_WITH : 0;
}

interface Tally {
  readonly best: number[];
  together: number;
  whole: number;
  readonly fields: SearchField[];
}

function addText(ranker: Ranker, tally: Tally, field: SearchField, text: PreparedText, given: string): boolean {
  let match = ranker.matched.get(text);
  if (match === undefined) ranker.matched.set(text, (match = matchText(ranker.terms, text)));
  if (match === null) return false;
  const weight = FIELD_WEIGHT[field];
  let share = 0;
  match.values.forEach((value, group) => {
    tally.best[group] = Math.max(tally.best[group] ?? 0, weight * value * (0.7 + 0.3 * match.density));
    share += value * (ranker.weights[group] ?? 0);
  });
  tally.together = Math.max(tally.together, weight * share * (0.2 + 0.3 * match.phrase + 0.5 * match.density));
  tally.whole = Math.max(tally.whole, wholeText(ranker, field, text, match, given));
  return true;
}

/** How much a node is used, 0–1 and a little more for the most used. */
function usage({ popularity }: SearchDocument): number {
  return Math.log10(1 + popularity) / 3;
}

function recency({ year }: SearchDocument): number {
  return year === null ? 0 : Math.max(0, year - FIRST_YEAR) / 100;
}

function rankOne(ranker: Ranker, document: SearchDocument): RankedHit {
  const tally: Tally = { best: ranker.weights.map(() => 0), together: 0, whole: 0, fields: [] };
  for (const { field, texts } of ranker.prepare(document)) {
    const given = document.fields[field] ?? [];
    let found = false;
    texts.forEach((text, index) => {
      if (addText(ranker, tally, field, text, given[index] ?? '')) found = true;
    });
    if (found) tally.fields.push(field);
  }
  const words = tally.best.reduce((sum, value, group) => sum + value * (ranker.weights[group] ?? 0), 0);
  const popularity = ranker.plan.mode === 'suggest' ? SUGGEST_POPULARITY_WEIGHT : POPULARITY_WEIGHT;
  const score =
    tally.whole +
    WORDS_WEIGHT * words +
    TOGETHER_WEIGHT * tally.together +
    popularity * usage(document) +
    RECENCY_WEIGHT * recency(document);
  return {
    document,
    score: Math.round(score * DECIMALS) / DECIMALS,
    groupCount: tally.best.filter((value) => value > 0).length,
    matchedFields: SEARCH_FIELDS.filter((field) => tally.fields.includes(field)),
  };
}

/** Best first; equal scores by id. */
export function compareHits(a: RankedHit, b: RankedHit): number {
  return b.score - a.score || compareText(a.document.id, b.document.id);
}

/**
 * Documents that match every word that anything matches; where they are few, the others follow among them by their score.
 * A filter takes all that were retrieved.
 */
function settled(plan: QueryPlan, hits: readonly RankedHit[]): readonly RankedHit[] {
  if (plan.mode !== 'search') return hits;
  const possible = plan.groups.filter(({ alternatives }) => alternatives.length > 0).length;
  const whole = hits.filter(({ groupCount }) => groupCount >= possible);
  return whole.length >= ENOUGH ? whole : hits;
}

/** Candidates in the order of search. */
export function rankDocuments(
  plan: QueryPlan,
  candidates: readonly SearchDocument[],
  vocabulary: Vocabulary,
): RankedHit[] {
  const ranker: Ranker = {
    plan,
    terms: planTerms(plan),
    prepare: prepareWith(vocabulary),
    weights: groupWeights(plan, vocabulary),
    queryTerms: tokens(plan.text),
    matched: new Map(),
  };
  const hits = candidates.map((document) => rankOne(ranker, document));
  return settled(plan, hits).toSorted(compareHits);
}
