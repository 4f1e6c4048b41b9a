/** What of a query stands in one text, and how: the ground of the order and of highlights. */
import type { PreparedText } from './prepared-text.ts';
import type { Alternative, QueryPlan } from './query-plan.ts';
import { isJapaneseTerm, type Term } from './tokens.ts';

/** How much an alternative counts, by quality; a typing error less the more edits it has. */
const QUALITY = { exact: 1, stem: 0.85, prefix: 0.6, typo: 0.7 } as const;
const PER_EDIT = 0.2;
/** Pairs of Japanese that stand in a text, not side by side. */
const SCATTERED = 0.3;
/** Pairs between two words of Japanese that follow each other: their border, with a particle or without. */
const JAPANESE_GAP = 2;

interface Use {
  readonly group: number;
  readonly alternative: Alternative;
  readonly value: number;
  /** Which of the alternative's terms this is. */
  readonly part: number;
}

/** A plan by term. */
export interface PlanTerms {
  readonly groupCount: number;
  readonly uses: ReadonlyMap<Term, readonly Use[]>;
}

/** A group found in a text: its terms from `start` up to `end`. */
export interface Span {
  readonly group: number;
  readonly start: number;
  readonly end: number;
}

export interface TextMatch {
  /** Parallel to the plan's groups: how well each is matched, 0–1; 0 where it is not. */
  readonly values: readonly number[];
  readonly spans: readonly Span[];
  /** The share of the text that the matched groups are, 0–1. */
  readonly density: number;
  /** The share of neighbouring groups that are neighbours in the text, in their order, 0–1. */
  readonly phrase: number;
}

function valueOf({ quality, distance }: Alternative): number {
  return QUALITY[quality] - (quality === 'typo' ? PER_EDIT * distance : 0);
}

export function planTerms({ groups }: QueryPlan): PlanTerms {
  const uses = new Map<Term, Use[]>();
  groups.forEach(({ alternatives }, group) => {
    for (const alternative of alternatives) {
      const value = valueOf(alternative);
      alternative.terms.forEach((term, part) => {
        const list = uses.get(term);
        if (list === undefined) uses.set(term, [{ group, alternative, value, part }]);
        else list.push({ group, alternative, value, part });
      });
    }
  });
  return { groupCount: groups.length, uses };
}

function standsAt(terms: readonly Term[], start: number, wanted: readonly Term[]): boolean {
  return wanted.every((term, index) => terms[start + index] === term);
}

/** Whether `next` follows `span` with nothing between but stop words. */
function follows({ terms, places }: PreparedText, span: Span, next: Span): boolean {
  if (next.start < span.end) return false;
  if (isJapaneseTerm(terms[next.start] ?? '')) return next.start - span.end <= JAPANESE_GAP;
  return (places[next.start] ?? 0) === (places[span.end - 1] ?? 0) + 1;
}

/** Neighbouring groups that follow each other, and the terms on the borders between them. */
function neighbours(
  text: PreparedText,
  spans: readonly Span[],
  groupCount: number,
): { pairs: number; borders: number } {
  const joined = new Set<number>();
  let borders = 0;
  for (const span of spans) {
    const next = spans.find((other) => other.group === span.group + 1 && follows(text, span, other));
    if (next === undefined || joined.has(span.group) || span.group + 1 >= groupCount) continue;
    joined.add(span.group);
    if (isJapaneseTerm(text.terms[next.start] ?? '')) borders += next.start - span.end;
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

/** Alternatives of several terms that are all there, not side by side. */
function scattered(
  uses: ReadonlyMap<Alternative, Set<number>>,
  groupOf: ReadonlyMap<Alternative, Use>,
  values: number[],
): void {
  for (const [alternative, parts] of uses) {
    const use = groupOf.get(alternative);
    if (use === undefined || parts.size < alternative.terms.length) continue;
    values[use.group] = Math.max(values[use.group] ?? 0, use.value * SCATTERED);
  }
}

/** @returns null where nothing of the plan stands in the text. */
export function matchText(plan: PlanTerms, text: PreparedText): TextMatch | null {
  const { terms } = text;
  const values: number[] = Array.from({ length: plan.groupCount }, () => 0);
  const spans: Span[] = [];
  const parts = new Map<Alternative, Set<number>>();
  const owners = new Map<Alternative, Use>();
  terms.forEach((term, start) => {
    for (const use of plan.uses.get(term) ?? []) {
      const wanted = use.alternative.terms;
      if (wanted.length > 1) {
        owners.set(use.alternative, use);
        parts.set(use.alternative, (parts.get(use.alternative) ?? new Set()).add(use.part));
        if (use.part > 0 || !standsAt(terms, start, wanted)) continue;
      }
      values[use.group] = Math.max(values[use.group] ?? 0, use.value);
      spans.push({ group: use.group, start, end: start + wanted.length });
    }
  });
  scattered(parts, owners, values);
  if (values.every((value) => value === 0)) return null;
  const { pairs, borders } = neighbours(text, spans, plan.groupCount);
  const length = text.telling === 0 ? terms.length : text.telling;
  return {
    values,
    spans,
    density: Math.min(1, (coveredCount(text, spans) + borders) / Math.max(1, length)),
    phrase: plan.groupCount < 2 ? 1 : pairs / (plan.groupCount - 1),
  };
}
