/** From what was typed to what is looked for. No character of a query is syntax. */
import { unreachable } from '../domain/errors.ts';
import { fold, tidy } from '../domain/text.ts';
import type { Alternative, PlanMode, QueryPlan, WordGroup } from './query-plan.ts';
import { isStopWord } from './stop-words.ts';
import { pairsOf, queryWords, type Run, type Term } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Characters a query may have. */
export const MAX_QUERY_CHARACTERS = 200;
/** The most that may stand for one word, and for one that is still being typed. */
const MAX_ALTERNATIVES = 24;
const MAX_TYPED_ALTERNATIVES = 200;
const MAX_TYPO_ALTERNATIVES = 8;
/** Letters a word must have to be taken for the beginning of another, and for one with one or two typing errors. */
const PREFIX_LETTERS = 3;
const ONE_TYPO_LETTERS = 4;
const TWO_TYPO_LETTERS = 8;

const exactly = (...terms: Term[]): Alternative => ({ terms, quality: 'exact', distance: 0 });
const asStem = (term: Term): Alternative => ({ terms: [term], quality: 'stem', distance: 0 });
const asPrefix = (term: Term): Alternative => ({ terms: [term], quality: 'prefix', distance: 0 });

function isKnown(vocabulary: Vocabulary, term: Term): boolean {
  return vocabulary.documentFrequency(term) > 0;
}

/** The word itself, other forms of it, and what it makes with a neighbour. */
function forms(word: string, vocabulary: Vocabulary, joined: readonly Term[]): Alternative[] {
  const others = vocabulary.sameStem(word).filter((term) => term !== word);
  return [...(isKnown(vocabulary, word) ? [exactly(word)] : []), ...[...others, ...joined].map(asStem)];
}

/** Two known words written as one: `featurestore`. */
function split(word: string, vocabulary: Vocabulary): Alternative[] {
  for (let at = PREFIX_LETTERS; at <= word.length - PREFIX_LETTERS; at += 1) {
    const terms = [word.slice(0, at), word.slice(at)];
    if (terms.every((term) => isKnown(vocabulary, term))) return [{ terms, quality: 'typo', distance: 1 }];
  }
  return [];
}

/** Known words that an unknown one may have been meant to be. */
function guesses(word: string, vocabulary: Vocabulary): Alternative[] {
  const longer = word.length < PREFIX_LETTERS ? [] : vocabulary.beginningWith(word, MAX_ALTERNATIVES).map(asPrefix);
  if (longer.length > 0 || word.length < ONE_TYPO_LETTERS) return longer;
  const distance = word.length < TWO_TYPO_LETTERS ? 1 : 2;
  const near = vocabulary
    .near(word, distance, MAX_TYPO_ALTERNATIVES)
    .map((one): Alternative => ({ terms: [one.term], quality: 'typo', distance: one.distance }));
  return [...near, ...split(word, vocabulary)];
}

function latinGroup(
  word: string,
  vocabulary: Vocabulary,
  { joined, isLastTyped }: { readonly joined: readonly Term[]; readonly isLastTyped: boolean },
): WordGroup {
  const known = forms(word, vocabulary, joined);
  if (isLastTyped) {
    const taken = new Set(known.flatMap(({ terms }) => terms));
    const longer = vocabulary.beginningWith(word, MAX_TYPED_ALTERNATIVES).filter((term) => !taken.has(term));
    const typed = [...known, ...longer.map(asPrefix)];
    if (typed.length > 0) return { word, alternatives: typed };
  }
  const alternatives = known.length > 0 ? known : guesses(word, vocabulary);
  return { word, alternatives: alternatives.slice(0, MAX_ALTERNATIVES) };
}

/**
 * A run of Japanese is looked for by its pairs. A pair that no document has parts it: 特徴量管理基盤 into 特徴量, 管理 and
 * 基盤, which is also what is left of a word around a mistyped character.
 */
function knownPieces(run: string, vocabulary: Vocabulary): string[] {
  let piece = run.slice(0, 1);
  const pieces: string[] = [];
  for (let index = 1; index < run.length; index += 1) {
    if (isKnown(vocabulary, run.slice(index - 1, index + 1))) {
      piece += run.charAt(index);
    } else {
      pieces.push(piece);
      piece = run.charAt(index);
    }
  }
  pieces.push(piece);
  return pieces.filter((one) => one.length > 1);
}

function japaneseGroups(run: string, vocabulary: Vocabulary): WordGroup[] {
  if (run.length === 1) {
    // A character is found in the pairs it begins, and alone.
    const begun = vocabulary
      .beginningWith(run, MAX_ALTERNATIVES)
      .map((term) => (term === run ? exactly(term) : asPrefix(term)));
    return [{ word: run, alternatives: begun }];
  }
  const pieces = knownPieces(run, vocabulary);
  if (pieces.length === 0) return [{ word: run, alternatives: [] }];
  return pieces.map((word) => ({ word, alternatives: [exactly(...new Set(pairsOf(word)))] }));
}

/** For each word, the known words that it makes with a neighbour: `tensorflow` for `tensor` and for `flow`. */
function joinedWords(typed: readonly Run[], vocabulary: Vocabulary): ReadonlyMap<string, readonly Term[]> {
  const joined = new Map<string, Term[]>();
  typed.forEach((left, index) => {
    const right = typed[index + 1];
    if (right === undefined || left.japanese || right.japanese) return;
    const term = left.text + right.text;
    if (left.text.length < 2 || right.text.length < 2 || !isKnown(vocabulary, term)) return;
    for (const { text } of [left, right]) joined.set(text, [...(joined.get(text) ?? []), term]);
  });
  return joined;
}

function withoutStopWords(words: readonly Run[]): readonly Run[] {
  const telling = words.filter(({ text }) => !isStopWord(text));
  return telling.length > 0 ? telling : words;
}

/** How many groups must match. Beside `filter`, groups that nothing stands for are let go, and `rank.ts` has the last word. */
function minimumOf(mode: PlanMode, groups: readonly WordGroup[]): number {
  const possible = groups.filter(({ alternatives }) => alternatives.length > 0).length;
  switch (mode) {
    case 'filter':
      return groups.length;
    case 'suggest':
      return Math.max(1, possible);
    case 'search':
      return Math.max(1, Math.ceil(possible / 2));
    default:
      return unreachable(mode);
  }
}

/** What to look for, for a text of at most MAX_QUERY_CHARACTERS. */
export function planQuery(text: string, vocabulary: Vocabulary, mode: PlanMode): QueryPlan {
  const typed = queryWords(text);
  const words = withoutStopWords(mode === 'suggest' ? typed.slice(0, -1) : typed);
  const last = mode === 'suggest' ? typed.at(-1) : undefined;
  const kept = last === undefined ? words : [...words.filter(({ text: word }) => !isStopWord(word)), last];
  const distinct = kept.filter((run, index) => kept.findIndex((other) => other.text === run.text) === index);
  const joined = joinedWords(typed, vocabulary);
  const groups = distinct.flatMap((run) =>
    run.japanese
      ? japaneseGroups(run.text, vocabulary)
      : [latinGroup(run.text, vocabulary, { joined: joined.get(run.text) ?? [], isLastTyped: run === last })],
  );
  return { mode, text: fold(tidy(text)), groups, minimumGroups: minimumOf(mode, groups) };
}
