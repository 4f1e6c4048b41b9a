/**
 * Fragments of a document's texts with what matched between `**`. They are plain text: no markup is added, and an asterisk of
 * the data becomes U+2217, so that every `**` is a mark.
 */
import { fold } from '../domain/text.ts';
import { matchText, planTerms, type PlanTerms } from './match-text.ts';
import { preparedTexts, type PreparedText } from './prepared-text.ts';
import type { QueryPlan } from './query-plan.ts';
import type { SearchDocument, SearchField } from './search-document.ts';
import { isJapaneseTerm, tokens, type Term } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Highlight {
  readonly field: SearchField;
  readonly fragment: string;
}

/** Highlights a hit may have. */
export const MAX_HIGHLIGHTS = 4;
/** Characters of a text that a fragment may show, marks and dots not counted. */
export const FRAGMENT_CHARACTERS = 160;
/** Characters shown before the first match of a long text. */
const LEAD_CHARACTERS = 40;
const MARK = '**';
const WORD = /[\p{L}\p{M}\p{N}'\u2019\u02bc]+/gu;
const JAPANESE_RUN = /[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+/gu;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What the plan looks for: Latin terms, and words of Japanese put together from their pairs. */
interface Wanted {
  readonly terms: ReadonlySet<Term>;
  readonly japanese: readonly string[];
}

function wantedOf({ groups }: QueryPlan): Wanted {
  const alternatives = groups.flatMap((group) => group.alternatives);
  const terms = new Set(alternatives.flatMap((alternative) => alternative.terms));
  const words = groups.flatMap(({ word, alternatives: of }) => (isJapaneseTerm(word) && of.length > 0 ? [word] : []));
  const begun = [...terms].filter(
    (term) => isJapaneseTerm(term) && words.some((word) => word.length === 1 && term.startsWith(word)),
  );
  return { terms, japanese: [...words.filter((word) => word.length > 1), ...begun] };
}

/** Places of the words in the Japanese of a text. Folding keeps the length of all but rare characters; those are not marked. */
function japaneseStretches(text: string, words: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { 0: run, index } of text.matchAll(JAPANESE_RUN)) {
    const folded = fold(run);
    if (folded.length !== run.length) continue;
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
        found.push({ start: index + at, end: index + at + word.length });
      }
    }
  }
  return found;
}

function latinStretches(text: string, terms: ReadonlySet<Term>): Stretch[] {
  return Array.from(text.matchAll(WORD)).flatMap(({ 0: word, index }) => {
    const parts = tokens(word);
    const matches = parts.length > 0 && parts.every((term) => !isJapaneseTerm(term) && terms.has(term));
    return matches ? [{ start: index, end: index + word.length }] : [];
  });
}

/** In order, with those that touch or overlap made one. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last !== undefined && stretch.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, stretch.end) };
    } else {
      result.push(stretch);
    }
  }
  return result;
}

/** The part of a text to show: all of a short one, else from shortly before the first match, cut at spaces where there are some. */
function windowOf(text: string, first: Stretch): Stretch {
  if (text.length <= FRAGMENT_CHARACTERS) return { start: 0, end: text.length };
  const earliest = Math.max(0, Math.min(first.start - LEAD_CHARACTERS, text.length - FRAGMENT_CHARACTERS));
  const space = text.indexOf(' ', earliest);
  const start = earliest === 0 ? 0 : space >= 0 && space < first.start ? space + 1 : earliest;
  const latest = Math.min(text.length, start + FRAGMENT_CHARACTERS);
  const lastSpace = text.lastIndexOf(' ', latest);
  return { start, end: latest < text.length && lastSpace > Math.max(start, first.end) ? lastSpace : latest };
}

const withoutAsterisks = (text: string): string => text.replaceAll('*', '\u2217');

function marked(text: string, stretches: readonly Stretch[]): string {
  const [first] = stretches;
  if (first === undefined) return '';
  const shown = windowOf(text, first);
  let fragment = shown.start > 0 ? '…' : '';
  let at = shown.start;
  for (const { start, end } of stretches) {
    const until = Math.min(end, shown.end);
    if (until <= start) continue;
    fragment += withoutAsterisks(text.slice(at, start)) + MARK + withoutAsterisks(text.slice(start, until)) + MARK;
    at = until;
  }
  return fragment + withoutAsterisks(text.slice(at, shown.end)) + (shown.end < text.length ? '…' : '');
}

function fragmentOf(text: string, wanted: Wanted): string | null {
  const stretches = merged([...latinStretches(text, wanted.terms), ...japaneseStretches(text, wanted.japanese)]);
  return stretches.length === 0 ? null : marked(text, stretches);
}

/** Which text of a field matches best, the first of equals; -1 where none does. */
function bestText(terms: PlanTerms, texts: readonly PreparedText[]): number {
  let best = -1;
  let most = 0;
  texts.forEach((text, index) => {
    const match = matchText(terms, text);
    const worth = match === null ? 0 : match.values.reduce((sum, value) => sum + value, match.density);
    if (worth > most) [best, most] = [index, worth];
  });
  return best;
}

/** Makes the fragments of the hits of one plan. */
export type Highlighter = (document: SearchDocument, fields: readonly SearchField[]) => Highlight[];

/** The highlighter gives a fragment for each matched field, at most MAX_HIGHLIGHTS, in the order of the fields. A field whose match cannot be shown has none. */
export function createHighlighter(plan: QueryPlan, vocabulary: Vocabulary): Highlighter {
  const texts = preparedTexts(vocabulary);
  const terms = planTerms(plan, texts);
  const wanted = wantedOf(plan);
  return (document, fields) => {
    const found: Highlight[] = [];
    for (const { field, texts: prepared } of texts.fieldsOf(document)) {
      if (found.length === MAX_HIGHLIGHTS || !fields.includes(field)) continue;
      const text = document.fields[field]?.[bestText(terms, prepared)];
      const fragment = text === undefined ? null : fragmentOf(text, wanted);
      if (fragment !== null) found.push({ field, fragment });
    }
    return found;
  };
}
