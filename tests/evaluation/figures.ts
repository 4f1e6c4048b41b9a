/** How well search answers the judged set, over the graph of the seed. */
import { NODE_KINDS } from '../../src/domain/ids.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { fold } from '../../src/domain/text.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { planQuery } from '../../src/search/plan.ts';
import { rankRetrieved, type Retrieve } from '../../src/search/rank.ts';
import type { PlanMode } from '../../src/search/query-plan.ts';
import type { SearchDocument } from '../../src/search/search-document.ts';
import { suggestQueries } from '../../src/search/suggestions.ts';
import type { SearchQuestions } from '../../src/store/graph-store.ts';
import type { ReadOptions } from '../../src/store/read-options.ts';
import { chance, EDITS, gradeOf, mistype, ndcg, readJudgedSet, type JudgedSet } from './judged-set.ts';

/** Titles and labels drawn for exact and mistyped queries. */
const EXACT_TITLES = 300;
const TYPOS = 200;
const SEED = 20_261_124;

export interface Miss {
  readonly measure: string;
  readonly query: string;
  readonly value: string;
}
export interface Figures {
  /** Means of nDCG@10; `tuning` and `heldOut` are every other query of the set. */
  readonly ndcg: Readonly<Record<'all' | 'EN' | 'JA' | 'tuning' | 'heldOut' | 'heldOutJA', number>>;
  readonly exactTitleFirst: number;
  readonly typoInFive: number;
  readonly suggestionRight: number;
  readonly rightLeftAlone: number;
  readonly suggestInFive: number;
  readonly misses: readonly Miss[];
}

/** What is promised, at least. */
export const TARGETS = {
  heldOut: 0.8,
  heldOutJA: 0.7,
  exactTitleFirst: 1,
  typoInFive: 0.95,
  suggestionRight: 0.85,
  /** At most one right query in nine gets a suggestion. */
  rightLeftAlone: 8 / 9,
  suggestInFive: 0.85,
} as const;

interface Evaluation {
  readonly judged: JudgedSet;
  readonly documents: readonly SearchDocument[];
  readonly find: (query: string, mode?: PlanMode) => Promise<readonly SearchDocument[]>;
  readonly suggestionsFor: (query: string) => Promise<readonly string[]>;
  readonly topicsOf: (id: string) => readonly string[];
  readonly misses: Miss[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (values: readonly boolean[]): number => mean(values.map(Number));

async function ranking({ judged, documents, find, topicsOf, misses }: Evaluation): Promise<Figures['ndcg']> {
  const scores: { value: number; language: string; heldOut: boolean }[] = [];
  for (const [index, { query, language, rules }] of judged.queries.entries()) {
    const grades = (await find(query)).slice(0, 10).map((document) => gradeOf(document, rules, topicsOf));
    const all = documents.map((document) => gradeOf(document, rules, topicsOf));
    const value = ndcg(grades, all);
    scores.push({ value, language, heldOut: index % 2 === 1 });
    if (value < 0.8)
      misses.push({ measure: 'nDCG@10', query, value: `${value.toFixed(2)} (grades ${grades.join('')})` });
  }
  const over = (accepts: (score: (typeof scores)[number]) => boolean) =>
    mean(scores.filter(accepts).map(({ value }) => value));
  return {
    all: over(() => true),
    EN: over(({ language }) => language === 'EN'),
    JA: over(({ language }) => language === 'JA'),
    tuning: over(({ heldOut }) => !heldOut),
    heldOut: over(({ heldOut }) => heldOut),
    heldOutJA: over(({ heldOut, language }) => heldOut && language === 'JA'),
  };
}

const titleOf = ({ fields }: SearchDocument): string => fields.title?.[0] ?? fields.name?.[0] ?? '';

async function exactTitles({ documents, find, misses }: Evaluation, next: () => number): Promise<number> {
  const resources = documents.filter(({ kind }) => kind === 'RESOURCE');
  const first: boolean[] = [];
  for (let count = 0; count < EXACT_TITLES; count += 1) {
    const target = resources[Math.floor(next() * resources.length)];
    const query = target === undefined ? '' : titleOf(target);
    if (query.length > 200) continue;
    const [top] = await find(query);
    const right = top !== undefined && fold(titleOf(top)) === fold(query);
    first.push(right);
    if (!right) misses.push({ measure: 'exact title', query, value: top === undefined ? 'nothing' : titleOf(top) });
  }
  return share(first);
}

/** Mistyped titles (up to eight words of them) and labels of topics. */
async function typos({ documents, find, misses }: Evaluation, next: () => number): Promise<number> {
  const sources = documents.filter(({ kind }) => kind === 'RESOURCE' || kind === 'TOPIC');
  const topics = documents.filter(({ kind }) => kind === 'TOPIC');
  const found: boolean[] = [];
  for (let count = 0; found.length < TYPOS; count += 1) {
    const from = count % 3 === 0 ? topics : sources;
    const target = from[Math.floor(next() * from.length)];
    const edit = EDITS[count % EDITS.length] ?? 'swap';
    const query = target === undefined ? null : mistype(titleOf(target).split(' ').slice(0, 8).join(' '), edit, next);
    if (target === undefined || query === null || query.length > 200) continue;
    const five = (await find(query)).slice(0, 5);
    const right = five.some((document) => fold(titleOf(document)) === fold(titleOf(target)));
    found.push(right);
    if (!right) misses.push({ measure: 'typo', query, value: five.map(titleOf).join(' | ').slice(0, 100) });
  }
  return share(found);
}

async function corrections({
  judged,
  suggestionsFor,
  misses,
}: Evaluation): Promise<Pick<Figures, 'suggestionRight' | 'rightLeftAlone'>> {
  const right: boolean[] = [];
  for (const { query, right: wanted } of judged.misspelt) {
    const [first = ''] = await suggestionsFor(query);
    right.push(first === fold(wanted));
    if (first !== fold(wanted)) misses.push({ measure: 'suggestion', query, value: first });
  }
  const alone: boolean[] = [];
  for (const query of judged.right) {
    const [first] = await suggestionsFor(query);
    alone.push(first === undefined);
    if (first !== undefined) misses.push({ measure: 'right query', query, value: first });
  }
  return { suggestionRight: share(right), rightLeftAlone: share(alone) };
}

async function suggesting({ judged, find, misses }: Evaluation): Promise<number> {
  const hits: boolean[] = [];
  for (const { prefix, targets, title } of judged.suggest) {
    const five = (await find(prefix, 'suggest')).slice(0, 5);
    const hit = five.some((document) => targets.includes(document.id) || titleOf(document) === title);
    hits.push(hit);
    if (!hit) misses.push({ measure: 'suggest', query: prefix, value: five.map(titleOf).join(' | ').slice(0, 120) });
  }
  return share(hits);
}

/** Asks a store that holds `records` everything. */
export async function evaluateSearch(store: SearchQuestions, records: GraphRecords): Promise<Figures> {
  const options: ReadOptions = {
    signal: new AbortController().signal,
    deadlineMs: 60_000,
    coordinate: 'Query.search',
    requestId: 'evaluation',
  };
  const vocabulary = await store.vocabulary(options);
  const topics = new Map<string, string[]>();
  for (const { resourceId, topicId } of records.tags) {
    topics.set(resourceId, [...(topics.get(resourceId) ?? []), topicId.slice('Topic:'.length)]);
  }
  const evaluation: Evaluation = {
    judged: readJudgedSet(),
    documents: [...searchDocuments(records)],
    find: async (query, mode = 'search') => {
      const plan = planQuery(query, vocabulary, mode);
      const retrieve: Retrieve = (asked) => store.candidates({ plan: asked, kinds: NODE_KINDS }, options);
      return (await rankRetrieved(plan, retrieve, vocabulary)).map(({ document }) => document);
    },
    suggestionsFor: async (query) => suggestQueries(query, vocabulary),
    topicsOf: (id) => topics.get(id) ?? [],
    misses: [],
  };
  const next = chance(SEED);
  return {
    ndcg: await ranking(evaluation),
    exactTitleFirst: await exactTitles(evaluation, next),
    typoInFive: await typos(evaluation, next),
    ...(await corrections(evaluation)),
    suggestInFive: await suggesting(evaluation),
    misses: evaluation.misses,
  };
}
