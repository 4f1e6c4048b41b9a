/** Short forms for asking the small graph. */
import type { FacetField } from '../../src/domain/facet.ts';
import { EVERYTHING, type ResourceFilter, type ValueTest, type ResourceField } from '../../src/domain/filter.ts';
import { nodeId, slugOf, type NodeId } from '../../src/domain/ids.ts';
import type { ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest, Position } from '../../src/domain/page.ts';
import { WHOLE_GRAPH, type AggregateAsk, type ReadOptions, type Scope } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

export const OPTIONS: ReadOptions = {
  signal: new AbortController().signal,
  deadlineMs: 1_000,
  coordinate: 'Query.resources',
  requestId: 'test',
};
export const EVERYWHERE: Scope = { relation: 'Query.resources' };
export const store = createMemoryStore(SMALL_GRAPH, { now: () => new Date('2026-03-01T00:00:00Z') });

/** From the start, everything the graph holds, unless said otherwise. */
export function request(part: Partial<PageRequest> = {}): PageRequest {
  return { size: 100, from: 'start', after: null, before: null, ...part };
}

export function value(field: ResourceField, test: ValueTest): ResourceFilter {
  return { op: 'value', field, test };
}

export const slugs = (ids: readonly NodeId[]): string[] => ids.map(slugOf);

/** First letters of the slugs of the resources found, in the order of the page: `abc`. */
export async function letters(
  filter: ResourceFilter,
  order: ResourceOrder = [],
  page: PageRequest = request(),
  scope: Scope = EVERYWHERE,
): Promise<string> {
  const pages = await store.page({ scope, filter, order, page }, OPTIONS);
  const [found] = pages.values();
  return (found?.items ?? []).map(({ node }) => node.slug[0]).join('');
}

/** The answer to one ask about the whole graph. */
export async function ask<A extends AggregateAsk>(one: A, filter: ResourceFilter = EVERYTHING) {
  const answers = await store.aggregate({ scope: EVERYWHERE, filter, asks: [one] }, OPTIONS);
  const answer = answers.get(WHOLE_GRAPH)?.[0];
  if (answer === undefined) throw new Error('The store gave no answer');
  return answer;
}

export function facetAsk(field: FacetField, part: Partial<Extract<AggregateAsk, { ask: 'facet' }>> = {}) {
  return { ask: 'facet' as const, field, first: 20, disjunctive: false, rollUpTopics: false, ...part };
}

/** `key:count` of each bucket, with what was left out and missing. */
export async function facet(
  field: FacetField,
  part: Partial<Extract<AggregateAsk, { ask: 'facet' }>> = {},
  filter: ResourceFilter = EVERYTHING,
): Promise<{ buckets: string; other: number; missing: number }> {
  const answer = await ask(facetAsk(field, part), filter);
  if (answer.ask !== 'facet') throw new Error('Not a facet');
  const { buckets, otherCount, missingCount } = answer.facet;
  return {
    buckets: buckets.map(({ key, count }) => `${key}:${count}`).join(' '),
    other: otherCount,
    missing: missingCount,
  };
}

export function positionOf(slug: string, keys: Position['keys'] = []): Position {
  return { keys, id: nodeId('RESOURCE', slug) };
}
