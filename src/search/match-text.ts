/** What of a query stands in one text, and how well. */
import type { PreparedText, PreparedTexts } from './prepared-text.ts';
import type { Alternative, QueryPlan } from './query-plan.ts';

/** How much an alternative counts, by quality; a typing error less the more edits it has. */
const QUALITY = { exact: 1, stem: 0.85, prefix: 0.6, typo: 0.7 } as const;
const PER_EDIT = 0.2;
/** Pairs of Japanese that stand in a text, not side by side. */
const SCATTERED = 0.3;
/** Pairs between two words of Japanese that follow each other: their border, with a particle or without. */
const JAPANESE_GAP = 2;

/** An alternative with its terms as numbers. */
interface Wanted {
  readonly group: number;
  readonly terms: readonly number[];
  readonly value: number;
}
interface Use {
  readonly wanted: Wanted;
  /** Which of its terms this is. */
  readonly part: number;
}

/** A plan by term. */
export interface PlanTerms {
  readonly groupCount: number;
  /** 1 for the numbers of terms that are looked for. */
  readonly flags: Uint8Array;
  readonly uses: ReadonlyMap<number, readonly Use[]>;
  readonly isJapanese: (term: number) => boolean;
}

/** A group found in a text: its terms from `start` up to `end`. */
interface Span {
  readonly group: number;
  readonly start: number;
  readonly end: number;
}

export interface TextMatch {
  /** Parallel to the plan's groups: how well each is matched, 0–1; 0 where it is not. */
  readonly values: readonly number[];
  /** The share of the text that the matched groups are, 0–1. */
  readonly density: number;
  /** The share of neighbouring groups that are neighbours in the text, in their order, 0–1. */
  readonly phrase: number;
}

function valueOf({ quality, distance }: Alternative): number {
  return QUALITY[quality] - (quality === 'typo' ? PER_EDIT * distance : 0);
}

export function planTerms({ groups }: QueryPlan, texts: PreparedTexts): PlanTerms {
  const uses = new Map<number, Use[]>();
  groups.forEach(({ alternatives }, group) => {
    for (const alternative of alternatives) {
      const wanted: Wanted = { group, terms: alternative.terms.map(texts.numberOf), value: valueOf(alternative) };
      wanted.terms.forEach((term, part) => {
        const list = uses.get(term);
        if (list === undefined) uses.set(term, [{ wanted, part }]);
        else list.push({ wanted, part });
      });
    }
  });
  const flags = new Uint8Array(Math.max(0, ...uses.keys()) + 1);
  for (const term of uses.keys()) flags[term] = 1;
  return { groupCount: groups.length, flags, uses, isJapanese: texts.isJapanese };
}

function standsAt(terms: readonly number[], start: number, wanted: readonly number[]): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (terms[start + index] !== wanted[index]) return false;
  return true;
}

/** How many terms of Japanese stand between two spans that follow each other; -1 where they do not. */
function borderOf({ terms, places }: PreparedText, { isJapanese }: PlanTerms, span: Span, next: Span): number {
  if (next.start < span.end) return -1;
  if (isJapanese(terms[next.start] ?? -1)) {
    const between = next.start - span.end;
    return between <= JAPANESE_GAP ? between : -1;
  }
  return places[next.start] === (places[span.end - 1] ?? 0) + 1 ? 0 : -1;
}

/** Neighbouring groups that follow each other, and the terms on the borders between them. */
function neighbours(text: PreparedText, plan: PlanTerms, spans: readonly Span[]): { pairs: number; borders: number } {
  const joined = new Set<number>();
  let borders = 0;
  for (const span of spans) {
    if (joined.has(span.group)) continue;
    for (const next of spans) {
      const border = next.group === span.group + 1 ? borderOf(text, plan, span, next) : -1;
      if (border < 0) continue;
      joined.add(span.group);
      borders += border;
      break;
    }
  }
  return { pairs: joined.size, borders };
}

/** Terms that one of the spans covers, stop words left out unless there is nothing else. */
function coveredCount({ places, telling }: PreparedText, spans: readonly Span[]): number {
  const covered = new Set<number>();
  for (const { start, end } of spans) {
    for (let index = start; index < end; index += 1) {
      if (telling === 0 || (places[index + 1] ?? telling) > (places[index] ?? 0)) covered.add(index);
    }
  }
  return covered.size;
}

interface Found {
  readonly values: number[];
  readonly spans: Span[];
  /** For alternatives of several terms, those of them that are there. */
  readonly parts: Map<Wanted, Set<number>>;
}

function note(found: Found, { terms }: PreparedText, start: number, { wanted, part }: Use): void {
  if (wanted.terms.length > 1) {
    const parts = found.parts.get(wanted);
    if (parts === undefined) found.parts.set(wanted, new Set([part]));
    else parts.add(part);
    if (part > 0 || !standsAt(terms, start, wanted.terms)) return;
  }
  found.values[wanted.group] = Math.max(found.values[wanted.group] ?? 0, wanted.value);
  found.spans.push({ group: wanted.group, start, end: start + wanted.terms.length });
}

/** @returns null where nothing of the plan stands in the text. */
export function matchText(plan: PlanTerms, text: PreparedText): TextMatch | null {
  const { terms } = text;
  let found: Found | null = null;
  for (let start = 0; start < terms.length; start += 1) {
    const term = terms[start] ?? -1;
    if (plan.flags[term] !== 1) continue;
    found ??= { values: Array.from({ length: plan.groupCount }, () => 0), spans: [], parts: new Map() };
    for (const use of plan.uses.get(term) ?? []) note(found, text, start, use);
  }
  if (found === null) return null;
  const { values, spans, parts } = found;
  for (const [wanted, seen] of parts) {
    if (seen.size < wanted.terms.length) continue;
    values[wanted.group] = Math.max(values[wanted.group] ?? 0, wanted.value * SCATTERED);
  }
  if (values.every((value) => value === 0)) return null;
  const { pairs, borders } = neighbours(text, plan, spans);
  const length = text.telling === 0 ? terms.length : text.telling;
  return {
    values,
    density: Math.min(1, (coveredCount(text, spans) + borders) / Math.max(1, length)),
    phrase: plan.groupCount < 2 ? 1 : pairs / (plan.groupCount - 1),
  };
}
