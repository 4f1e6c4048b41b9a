/**
 * The order of search, for both stores: how well a document matches a plan. What counts, from much to little: a title or
 * label that is the query; words in one text, side by side and filling it; the field they stand in; rare words before common
 * ones; how sure a match is (exact, form of a word, beginning, typing error); then how much a node is used.
 */
import { compareText } from '../domain/ids.ts';
import { fold, tidy } from '../domain/text.ts';
import { inSlices } from '../domain/turns.ts';
import { matchText, planTerms, type PlanTerms, type TextMatch } from './match-text.ts';
import { preparedTexts, type PreparedField, type PreparedText, type PreparedTexts } from './prepared-text.ts';
import type { Alternative, QueryPlan, WordGroup } from './query-plan.ts';
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
/** A subject before a work of about the same worth: it leads to all works on it. */
const TOPIC_LEAD = 0.25;
const POPULARITY_WEIGHT = 0.05;
const RECENCY_WEIGHT = 0.02;
const SUGGEST_POPULARITY_WEIGHT = 0.5;
/** For a text that begins with what is being typed. */
const BEGINS_WITH = 0.4;
const FIRST_YEAR = 2000;
/** From this many documents with every word on, those without some are left out. */
const ENOUGH = 10;
/** So many documents take longer to rank than to ask the store twice. */
const MANY = 3_000;
/** The number of a term of the query that no document has: it is not kept, or queries would fill the memory. */
const UNKNOWN_TERM = -1;
/** Completions that are ranked. */
const MAX_COMPLETIONS = 1_000;
const DECIMALS = 10_000;

interface Ranker {
  readonly plan: QueryPlan;
  readonly terms: PlanTerms;
  readonly texts: PreparedTexts;
  /** How much each group tells, all together 1. */
  readonly weights: readonly number[];
  /** Numbers of the query's terms, stop words among them. */
  readonly queryTerms: readonly number[];
  readonly lastTyped: Term;
  /** By their number: texts that many documents share are judged once. */
  readonly worths: (TextWorth | null | undefined)[];
  readonly best: Float64Array;
  readonly masks: Map<number, readonly SearchField[]>;
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

/** Whether a text is the query term for term, or, while it is typed, begins with it. */
function beginsLikeQuery(
  { plan, queryTerms, lastTyped, texts }: Ranker,
  { terms }: PreparedText,
): 'is' | 'begins' | 'neither' {
  const last = queryTerms.length - 1;
  for (let index = 0; index < last; index += 1) if (terms[index] !== queryTerms[index]) return 'neither';
  const [typed, there] = [queryTerms[last], terms[last]];
  if (typed === undefined || there === undefined) return 'neither';
  if (typed === there && terms.length === queryTerms.length) return 'is';
  return plan.mode === 'suggest' && texts.termOf(there).startsWith(lastTyped) ? 'begins' : 'neither';
}

/** What one text adds beyond its words. */
function wholeText(ranker: Ranker, field: SearchField, text: PreparedText, match: TextMatch, given: string): number {
  const bonus = WHOLE_TEXT[field];
  if (bonus === 0) return 0;
  const begins = beginsLikeQuery(ranker, text);
  if (begins === 'is') {
    return bonus + (fold(tidy(given)) === ranker.plan.text ? SAME_LETTERS : 0);
  }
  const forms = match.density === 1 && match.phrase === 1 && match.values.every((value) => value >= 0.8);
  if (forms) return bonus * OTHER_FORMS;
  return begins === 'begins' ? bonus * BEGINS_WITH : 0;
}

/** What one text is worth. */
interface TextWorth {
  /** Parallel to the groups. */
  readonly best: readonly number[];
  readonly together: number;
  readonly whole: number;
}
interface Tally {
  /** Of all groups; one array for all documents, for there are thousands. */
  readonly best: Float64Array;
  together: number;
  whole: number;
}

function worthOf(ranker: Ranker, field: SearchField, text: PreparedText, given: string): TextWorth | null {
  const match = matchText(ranker.terms, text);
  if (match === null) return null;
  const weight = FIELD_WEIGHT[field];
  const share = match.values.reduce((sum, value, group) => sum + value * (ranker.weights[group] ?? 0), 0);
  return {
    best: match.values.map((value) => weight * value * (0.8 + 0.2 * match.density)),
    together: weight * share * (0.3 + 0.4 * match.phrase + 0.3 * match.density),
    whole: wholeText(ranker, field, text, match, given),
  };
}

/** A text that many documents share stands in one field only, so that it is worth the same in all of them. */
function worthOnce(ranker: Ranker, field: SearchField, text: PreparedText, given: string): TextWorth | null {
  if (text.shared < 0) return worthOf(ranker, field, text, given);
  let worth = ranker.worths[text.shared];
  if (worth === undefined) ranker.worths[text.shared] = worth = worthOf(ranker, field, text, given);
  return worth;
}

/** Adds the best of a field's texts. @returns whether any of them matches. */
function addField(ranker: Ranker, tally: Tally, { field, texts }: PreparedField, given: readonly string[]): boolean {
  let found = false;
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index];
    const worth = text === undefined ? null : worthOnce(ranker, field, text, given[index] ?? '');
    if (worth === null) continue;
    found = true;
    for (let group = 0; group < worth.best.length; group += 1) {
      const value = worth.best[group] ?? 0;
      if (value > (tally.best[group] ?? 0)) tally.best[group] = value;
    }
    if (worth.together > tally.together) tally.together = worth.together;
    if (worth.whole > tally.whole) tally.whole = worth.whole;
  }
  return found;
}

/** How much a node is used, 0–1 and a little more for the most used. */
function usage({ popularity }: SearchDocument): number {
  return Math.log10(1 + popularity) / 3;
}

function recency({ year }: SearchDocument): number {
  return year === null ? 0 : Math.max(0, year - FIRST_YEAR) / 100;
}

/** The fields of a mask; one list for all documents that match in the same fields. */
function fieldsOfMask({ masks }: Ranker, mask: number): readonly SearchField[] {
  let fields = masks.get(mask);
  if (fields === undefined) {
    masks.set(mask, (fields = SEARCH_FIELDS.filter((_, index) => (mask & (1 << index)) !== 0)));
  }
  return fields;
}

function rankOne(ranker: Ranker, document: SearchDocument): RankedHit {
  const tally: Tally = { best: ranker.best.fill(0), together: 0, whole: 0 };
  let matched = 0;
  for (const prepared of ranker.texts.fieldsOf(document)) {
    const found = addField(ranker, tally, prepared, document.fields[prepared.field] ?? []);
    if (found) matched |= 1 << SEARCH_FIELDS.indexOf(prepared.field);
  }
  const words = tally.best.reduce((sum, value, group) => sum + value * (ranker.weights[group] ?? 0), 0);
  const popularity = ranker.plan.mode === 'suggest' ? SUGGEST_POPULARITY_WEIGHT : POPULARITY_WEIGHT;
  const score =
    tally.whole +
    WORDS_WEIGHT * words +
    TOGETHER_WEIGHT * tally.together +
    (document.kind === 'TOPIC' ? TOPIC_LEAD : 0) +
    popularity * usage(document) +
    RECENCY_WEIGHT * recency(document);
  return {
    document,
    score: Math.round(score * DECIMALS) / DECIMALS,
    groupCount: tally.best.reduce((count, value) => count + (value > 0 ? 1 : 0), 0),
    matchedFields: fieldsOfMask(ranker, matched),
  };
}

/** Best first; equal scores by id. */
export function compareHits(a: RankedHit, b: RankedHit): number {
  return b.score - a.score || compareText(a.document.id, b.document.id);
}

/** The words that anything matches. */
function possibleGroups({ groups }: QueryPlan): readonly WordGroup[] {
  return groups.filter(({ alternatives }) => alternatives.length > 0);
}

/** Those that match every word that anything matches; null where they are few. */
function enoughWhole(plan: QueryPlan, hits: readonly RankedHit[]): RankedHit[] | null {
  const possible = possibleGroups(plan).length;
  const whole = hits.filter(({ groupCount }) => groupCount >= possible);
  return whole.length >= ENOUGH ? whole : null;
}

/**
 * Documents that match every word that anything matches; where they are few, the others follow among them by their score.
 * A filter takes all that were retrieved.
 */
function settled(plan: QueryPlan, hits: readonly RankedHit[]): readonly RankedHit[] {
  return plan.mode === 'search' ? (enoughWhole(plan, hits) ?? hits) : hits;
}

/** The number in a place from the largest on: counted, for sorting fifty thousand takes longer than ranking what is left of them. */
function fromLargest(place: number, numbers: Uint32Array): number {
  let largest = 0;
  for (const number of numbers) if (number > largest) largest = number;
  const counts = new Uint32Array(largest + 1);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  let number = largest;
  for (let left = place - (counts[number] ?? 0); left > 0 && number > 0; left -= counts[number] ?? 0) number -= 1;
  return number;
}

/**
 * Of very many completions only the most used can lead: those used more than the one in place MAX_COMPLETIONS. All, where none is.
 */
function mostUsed(plan: QueryPlan, candidates: readonly SearchDocument[]): readonly SearchDocument[] {
  if (plan.mode !== 'suggest' || candidates.length <= MAX_COMPLETIONS) return candidates;
  // Each document is looked at once: they lie far apart in memory, and fetching them is what takes the time.
  const uses = new Uint32Array(candidates.length);
  for (let at = 0; at < uses.length; at += 1) uses[at] = candidates[at]?.popularity ?? 0;
  const least = fromLargest(MAX_COMPLETIONS, uses);
  const leading: SearchDocument[] = [];
  for (let at = 0; at < uses.length; at += 1) {
    const document = candidates[at];
    if ((uses[at] ?? 0) > least && document !== undefined) leading.push(document);
  }
  return leading.length > 0 ? leading : candidates;
}

/** Made when the texts of all that is ranked have been cut, so that the number of shared texts is known. */
function createRanker(plan: QueryPlan, texts: PreparedTexts, vocabulary: Vocabulary): Ranker {
  const typed = tokens(plan.text);
  return {
    plan,
    terms: planTerms(plan, texts),
    texts,
    weights: groupWeights(plan, vocabulary),
    queryTerms: typed.map((term) => (vocabulary.documentFrequency(term) > 0 ? texts.numberOf(term) : UNKNOWN_TERM)),
    lastTyped: typed.at(-1) ?? '',
    // Filled, for an array with holes is slow to read.
    best: new Float64Array(plan.groups.length),
    masks: new Map(),
    worths: Array.from({ length: texts.sharedCount() }, () => undefined),
  };
}

/** Candidates in the order of search. */
export function rankDocuments(
  plan: QueryPlan,
  candidates: readonly SearchDocument[],
  vocabulary: Vocabulary,
): RankedHit[] {
  const texts = preparedTexts(vocabulary);
  const ranked = mostUsed(plan, candidates);
  for (const document of ranked) texts.fieldsOf(document);
  const ranker = createRanker(plan, texts, vocabulary);
  const hits = ranked.map((document) => rankOne(ranker, document));
  return settled(plan, hits).toSorted(compareHits);
}

/** As `rankDocuments`, in slices, so that others are answered while thousands are ranked. */
async function rankInSlices(
  plan: QueryPlan,
  candidates: readonly SearchDocument[],
  vocabulary: Vocabulary,
): Promise<RankedHit[]> {
  const texts = preparedTexts(vocabulary);
  const ranked = mostUsed(plan, candidates);
  await inSlices(ranked, texts.fieldsOf);
  const ranker = createRanker(plan, texts, vocabulary);
  const hits: RankedHit[] = [];
  await inSlices(ranked, (document) => void hits.push(rankOne(ranker, document)));
  return settled(plan, hits).toSorted(compareHits);
}

/** Retrieves the documents of a plan. */
export type Retrieve = (plan: QueryPlan) => Promise<readonly SearchDocument[]>;

/** At most so many documents match each group that anything matches. */
function holderBounds(plan: QueryPlan, vocabulary: Vocabulary): number[] {
  const rarest = ({ terms }: Alternative): number =>
    Math.min(...terms.map((term) => vocabulary.documentFrequency(term)));
  return possibleGroups(plan).map(({ alternatives }) =>
    alternatives.reduce((sum, alternative) => sum + rarest(alternative), 0),
  );
}

/** Whether documents with every word may be enough, and those with some of them are many. */
function isStrictWorthwhile(plan: QueryPlan, vocabulary: Vocabulary): boolean {
  const bounds = holderBounds(plan, vocabulary);
  if (plan.mode !== 'search' || bounds.length <= Math.max(1, plan.minimumGroups)) return false;
  return Math.min(...bounds) >= ENOUGH && Math.max(...bounds) >= MANY;
}

/**
 * Documents of a search in its order. Those with every word are enough for most searches, and thousands have some of them, so
 * the ones with every word are retrieved first: a document with all words in its texts is retrieved with them.
 */
export async function rankRetrieved(plan: QueryPlan, retrieve: Retrieve, vocabulary: Vocabulary): Promise<RankedHit[]> {
  if (isStrictWorthwhile(plan, vocabulary)) {
    const strict = { ...plan, minimumGroups: possibleGroups(plan).length };
    const whole = enoughWhole(strict, await rankInSlices(strict, await retrieve(strict), vocabulary));
    if (whole !== null) return whole;
  }
  return rankInSlices(plan, await retrieve(plan), vocabulary);
}
