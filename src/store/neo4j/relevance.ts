/** Pages by RELEVANCE: which scores they are ordered by, and how few of them are enough. */
import type { ResourceFilter } from '../../domain/filter.ts';
import type { PageRequest, Position } from '../../domain/page.ts';
import { relevanceQuery } from '../full-text.ts';
import type { PageQuestion } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { scoreKey } from './compile-order.ts';
import { int } from './cypher.ts';
import type { TextMatch, TextScores } from './text-match.ts';

/** The scores that RELEVANCE orders by; null where it is no term, or no text is asked for: then all are equal. */
export function pageScores({ order, scope, filter }: PageQuestion, catalog: Catalog): TextScores | null {
  if (order.every(({ field }) => field !== 'RELEVANCE')) return null;
  const text = relevanceQuery(scope, filter);
  return text === null ? null : (catalog.texts.get(text)?.scores() ?? null);
}

function isOnlyText(filter: ResourceFilter): boolean {
  return filter.op === 'text' || (filter.op === 'and' && filter.of.length === 1 && filter.of.every(isOnlyText));
}

/** The first key of a place in the list; the end of all keys where there is no place, null where it has no score. */
function edge(position: Position | null, direction: 'ASC' | 'DESC', end: number): number | null {
  if (position === null) return end;
  const [score] = position.keys;
  return typeof score === 'number' ? scoreKey(score, direction) : null;
}

/** The keys between two places that a page can hold, and their equals, which only the id tells apart. */
function enough(keys: readonly number[], page: PageRequest, after: number, before: number): (key: number) => boolean {
  const inner = keys.filter((key) => key > after && key < before).toSorted((a, b) => a - b);
  const last = page.from === 'start' ? (inner[page.size] ?? Infinity) : (inner.at(-page.size - 1) ?? -Infinity);
  return (key) => key >= after && key <= before && (page.from === 'start' ? key <= last : key >= last);
}

/**
 * The same catalogue with fewer matches, where a page of the whole graph by RELEVANCE has no condition but its text: the
 * database then sorts the few that the page can hold. For a broad word of the seed that took 2 ms in place of 43.
 */
export function withBestMatches({ scope, filter, order, page }: PageQuestion, catalog: Catalog): Catalog {
  const [term] = order;
  const text = relevanceQuery(scope, filter);
  const match = text === null ? undefined : catalog.texts.get(text);
  const simple = scope.relation === 'Query.resources' && term?.field === 'RELEVANCE' && isOnlyText(filter);
  if (!simple || text === null || match === undefined) return catalog;
  const after = edge(page.after, term.direction, -Infinity);
  const before = edge(page.before, term.direction, Infinity);
  if (after === null || before === null) return catalog;
  const { byId, byOrdinal } = match.scores();
  const keyed = Array.from(byOrdinal, ([ordinal, score]) => ({ ordinal, score, key: scoreKey(score, term.direction) }));
  const wanted = enough(
    keyed.map(({ key }) => key),
    page,
    after,
    before,
  );
  const best = keyed.filter(({ key }) => wanted(key));
  const scores: TextScores = { byId, byOrdinal: new Map(best.map(({ ordinal, score }) => [ordinal, score])) };
  const fewer: TextMatch = { ordinals: best.map(({ ordinal }) => int(Number(ordinal))), scores: () => scores };
  return { ...catalog, texts: new Map([[text, fewer]]) };
}
