/** The counts that must hold between pages, totals, facets, groups and entry points, whatever the filter. */
import * as fc from 'fast-check';
import type { FacetField } from '../../src/domain/facet.ts';
import type { ResourceFilter } from '../../src/domain/filter.ts';
import type { NodeId } from '../../src/domain/ids.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import {
  groupKey,
  WHOLE_GRAPH,
  type AggregateAsk,
  type GraphStore,
  type ReadOptions,
  type Scope,
} from '../../src/store/graph-store.ts';
import { arbitraryFilterOf, arbitraryOrder } from './arbitrary-question.ts';

const EVERYWHERE: Scope = { relation: 'Query.resources' };
const SINGLE_VALUED = ['TYPE', 'VENUE', 'YEAR'] as const;
/** Entry points other than the whole graph, each with the facet whose buckets it must match. */
const ENTRIES = ['AUTHOR', 'ORGANIZATION', 'VENUE', 'VENUE_EDITION', 'SOURCE', 'TOPIC', 'GROUPS'] as const;
type Entry = (typeof ENTRIES)[number];

export interface Probe {
  readonly filter: ResourceFilter;
  readonly order: ResourceOrder;
  readonly size: number;
  readonly from: PageRequest['from'];
  readonly entry: Entry;
  /** Whether a topic stands for its narrower ones too. */
  readonly wide: boolean;
}

export function arbitraryProbe(graph: GraphRecords, sizes: fc.Arbitrary<number>): fc.Arbitrary<Probe> {
  return fc.record({
    filter: arbitraryFilterOf(graph),
    order: arbitraryOrder,
    size: sizes,
    from: fc.constantFrom('start' as const, 'end' as const),
    entry: fc.constantFrom(...ENTRIES),
    wide: fc.boolean(),
  });
}

function options(): ReadOptions {
  return { signal: new AbortController().signal, deadlineMs: 30_000, coordinate: 'Query.resources', requestId: 'test' };
}

/** Ids in the list's order, page by page from either end. */
export async function walk(store: GraphStore, { filter, order, size, from }: Probe): Promise<string[]> {
  const pages: string[][] = [];
  let page: PageRequest = { size, from, after: null, before: null };
  for (;;) {
    const answer = (await store.page({ scope: EVERYWHERE, filter, order, page }, options())).get(WHOLE_GRAPH);
    const items = answer?.items ?? [];
    pages.push(items.map(({ node }) => node.id));
    const edge = items.at(from === 'start' ? -1 : 0);
    const more = from === 'start' ? answer?.hasNext : answer?.hasPrevious;
    if (edge === undefined || more !== true) return (from === 'start' ? pages : pages.toReversed()).flat();
    const position = { keys: edge.keys, id: edge.node.id };
    page = from === 'start' ? { ...page, after: position } : { ...page, before: position };
  }
}

interface Parents {
  readonly scope: Scope;
  /** The bucket key of each parent, by the parent's key in answers. */
  readonly keys: ReadonlyMap<string, string>;
}

function parentsOf(graph: GraphRecords, { entry, filter, wide }: Probe, typeKeys: readonly string[]): Parents {
  const named = <K extends NodeId>(nodes: readonly { readonly id: K; readonly slug: string }[]) => ({
    parents: nodes.map(({ id }) => id),
    keys: new Map<string, string>(nodes.map(({ id, slug }) => [id, slug])),
  });
  switch (entry) {
    case 'AUTHOR': {
      const { parents, keys } = named(graph.authors);
      return { scope: { relation: 'Author.resources', parents }, keys };
    }
    case 'ORGANIZATION': {
      const { parents, keys } = named(graph.organizations);
      return { scope: { relation: 'Organization.resources', parents }, keys };
    }
    case 'VENUE': {
      const { parents, keys } = named(graph.venues);
      return { scope: { relation: 'Venue.resources', parents }, keys };
    }
    case 'VENUE_EDITION': {
      const { parents, keys } = named(graph.editions);
      return { scope: { relation: 'VenueEdition.resources', parents }, keys };
    }
    case 'SOURCE': {
      const { parents, keys } = named(graph.sources);
      return { scope: { relation: 'Source.resources', parents }, keys };
    }
    case 'TOPIC': {
      const { parents, keys } = named(graph.topics);
      return { scope: { relation: 'Topic.resources', parents, includeNarrower: wide }, keys };
    }
    case 'GROUPS': {
      const groups = typeKeys.map((key) => ({ parent: WHOLE_GRAPH, key }));
      const grouped = { within: EVERYWHERE, filter, by: 'TYPE', rollUpTopics: wide } as const;
      const keys = new Map(typeKeys.map((key) => [groupKey(WHOLE_GRAPH, key), key]));
      return { scope: { relation: 'ResourceGroup.resources', ...grouped, groups }, keys };
    }
  }
}

async function facetsAndCount(store: GraphStore, { filter, entry, wide }: Probe) {
  const facet = (field: FacetField): AggregateAsk => ({
    ask: 'facet',
    field,
    first: 100,
    disjunctive: false,
    rollUpTopics: wide,
  });
  const fields: FacetField[] = [...SINGLE_VALUED, entry === 'GROUPS' ? 'TYPE' : entry];
  const question = { scope: EVERYWHERE, filter, asks: [{ ask: 'count' } as const, ...fields.map(facet)] };
  const [count, ...facets] = (await store.aggregate(question, options())).get(WHOLE_GRAPH) ?? [];
  if (count?.ask !== 'count') throw new Error('A count was asked');
  return { count: count.count, facets: facets.flatMap((answer) => (answer.ask === 'facet' ? [answer.facet] : [])) };
}

/** What of a store's answers about one filter does not fit together, in words; nothing when all holds. */
export async function contradictions(store: GraphStore, graph: GraphRecords, probe: Probe): Promise<string[]> {
  const { count, facets } = await facetsAndCount(store, probe);
  const walked = await walk(store, probe);
  const found: string[] = [];
  if (facets.length !== SINGLE_VALUED.length + 1) found.push(`${facets.length} facets`);
  if (new Set(walked).size !== walked.length) found.push('an item stands on two pages');
  if (walked.length !== count) found.push(`the pages give ${walked.length} items of ${count}`);
  for (const { field, buckets, missingCount } of facets.slice(0, SINGLE_VALUED.length)) {
    const total = buckets.reduce((sum, bucket) => sum + bucket.count, missingCount);
    if (total !== count) found.push(`the buckets of ${field} hold ${total} of ${count}`);
  }
  const buckets = new Map(facets.at(-1)?.buckets.map((bucket) => [bucket.key, bucket.count]));
  const { scope, keys } = parentsOf(graph, probe, [...buckets.keys()]);
  if (keys.size === 0) return found;
  const counted = await store.aggregate({ scope, filter: probe.filter, asks: [{ ask: 'count' }] }, options());
  for (const [parent, key] of keys) {
    const [answer] = counted.get(parent) ?? [];
    const entered = answer?.ask === 'count' ? answer.count : null;
    if (entered !== (buckets.get(key) ?? 0))
      found.push(`${key}: ${entered} from there, ${buckets.get(key) ?? 0} in it`);
  }
  return found;
}
