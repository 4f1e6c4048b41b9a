/** Answers about a whole set of resources: counts, facets, trends and cross tables. */
import { unreachable } from '../../domain/errors.ts';
import { FILTER_KEY_OF_FACET, type Bucket, type CrossTable, type Facet, type Trend } from '../../domain/facet.ts';
import { withoutKey, type ResourceFilter } from '../../domain/filter.ts';
import type { TopicWeight } from '../../domain/graph-view.ts';
import { rankTopicWeights } from '../../domain/topic-weight.ts';
import type { AggregateAnswer, AggregateAsk, AggregateQuestion, ParentKey } from '../graph-store.ts';
import { degree, neighbours } from './adjacency.ts';
import { facetColumn, type FacetColumn } from './facet-columns.ts';
import type { MemoryGraph } from './graph.ts';
import { leading } from './keyset.ts';
import { selectResources } from './scope.ts';

type FacetAsk = Extract<AggregateAsk, { ask: 'facet' }>;
type TrendAsk = Extract<AggregateAsk, { ask: 'trend' }>;
type CrossAsk = Extract<AggregateAsk, { ask: 'cross' }>;
type TopicWeightsAsk = Extract<AggregateAsk, { ask: 'topicWeights' }>;

function share(count: number, total: number): number {
  return total === 0 ? 0 : count / total;
}

function ordinalsWhere(size: number, accepts: (ordinal: number) => boolean): Int32Array {
  const ordinals = new Int32Array(size);
  let length = 0;
  for (let ordinal = 0; ordinal < size; ordinal += 1) {
    if (!accepts(ordinal)) continue;
    ordinals[length] = ordinal;
    length += 1;
  }
  return ordinals.subarray(0, length);
}

interface Tally {
  /** By ordinal of the column's keys. */
  readonly counts: Int32Array;
  /** The most frequent keys: count descending, then key. */
  readonly top: Int32Array;
  readonly distinctCount: number;
  readonly missingCount: number;
}

function tally({ keys, relation: { forward } }: FacetColumn, resources: Int32Array, first: number): Tally {
  const counts = new Int32Array(keys.length);
  const { offsets, targets } = forward;
  let missingCount = 0;
  for (const resource of resources) {
    const start = offsets[resource] ?? 0;
    const end = offsets[resource + 1] ?? 0;
    if (start === end) missingCount += 1;
    for (let index = start; index < end; index += 1) {
      const key = targets[index] ?? 0;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  const present = ordinalsWhere(keys.length, (key) => (counts[key] ?? 0) > 0);
  const top = leading(present, first, (left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right);
  return { counts, top, distinctCount: present.length, missingCount };
}

function bucket(column: FacetColumn, key: number, count: number, total: number): Bucket {
  return { key: column.keys[key] ?? '', count, share: share(count, total), node: column.nodes?.[key] ?? null };
}

function topBuckets(column: FacetColumn, { top, counts }: Tally, total: number): Bucket[] {
  return Array.from(top, (key) => bucket(column, key, counts[key] ?? 0, total));
}

function facetOf(graph: MemoryGraph, resources: Int32Array, ask: FacetAsk): Facet {
  const column = facetColumn(graph.facets, ask.field, ask.rollUpTopics);
  const counted = tally(column, resources, ask.first);
  return {
    field: ask.field,
    buckets: topBuckets(column, counted, resources.length),
    otherCount: counted.distinctCount - counted.top.length,
    missingCount: counted.missingCount,
  };
}

function yearsOf(counted: Iterable<number>, { from, to }: TrendAsk): number[] {
  const present = [...counted].toSorted((a, b) => a - b);
  const [first] = present;
  const last = present.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = from ?? first;
  return Array.from({ length: Math.max(0, (to ?? last) - start + 1) }, (_, index) => start + index);
}

function trendOf(graph: MemoryGraph, resources: Int32Array, ask: TrendAsk): Trend {
  const yearOf = (resource: number): number | null => graph.resources.nodes[resource]?.year ?? null;
  const dated = resources.filter((resource) => yearOf(resource) !== null);
  const counted = dated.filter((resource) => {
    const year = yearOf(resource) ?? 0;
    return year >= (ask.from ?? -Infinity) && year <= (ask.to ?? Infinity);
  });
  const column = facetColumn(graph.facets, ask.groupBy, ask.rollUpTopics);
  const tallied = tally(column, counted, ask.first);
  const totals = new Map<number, number>();
  const byKey = new Map(Array.from(tallied.top, (key) => [key, new Map<number, number>()]));
  const increment = (counts: Map<number, number>, year: number) => counts.set(year, (counts.get(year) ?? 0) + 1);
  for (const resource of counted) {
    const year = yearOf(resource) ?? 0;
    increment(totals, year);
    for (const key of neighbours(column.relation.forward, resource)) {
      const counts = byKey.get(key);
      if (counts !== undefined) increment(counts, year);
    }
  }
  const years = yearsOf(totals.keys(), ask);
  const series = [...byKey].map(([key, byYear]) => ({
    bucket: bucket(column, key, tallied.counts[key] ?? 0, counted.length),
    counts: years.map((year) => byYear.get(year) ?? 0),
    shares: years.map((year) => share(byYear.get(year) ?? 0, totals.get(year) ?? 0)),
  }));
  return { groupBy: ask.groupBy, years, undatedCount: resources.length - dated.length, series };
}

function crossOf(graph: MemoryGraph, resources: Int32Array, ask: CrossAsk): CrossTable {
  const rows = facetColumn(graph.facets, ask.rows, ask.rollUpTopics);
  const columns = facetColumn(graph.facets, ask.columns, ask.rollUpTopics);
  const rowTally = tally(rows, resources, ask.firstRows);
  const columnTally = tally(columns, resources, ask.firstColumns);
  const rowOf = new Map(Array.from(rowTally.top, (key, index) => [key, index]));
  const columnOf = new Map(Array.from(columnTally.top, (key, index) => [key, index]));
  const counts = Array.from(rowTally.top, () => Array.from(columnTally.top, () => 0));
  for (const resource of resources) {
    if (degree(columns.relation.forward, resource) === 0) continue;
    const across = neighbours(columns.relation.forward, resource);
    for (const key of neighbours(rows.relation.forward, resource)) {
      const line = counts[rowOf.get(key) ?? -1];
      if (line === undefined) continue;
      for (const other of across) {
        const at = columnOf.get(other);
        if (at !== undefined) line[at] = (line[at] ?? 0) + 1;
      }
    }
  }
  return {
    rows: topBuckets(rows, rowTally, resources.length),
    columns: topBuckets(columns, columnTally, resources.length),
    counts,
    totalCount: resources.length,
  };
}

/** @param leftOut the node the resources stand around, which is no news where it is a topic. */
function topicWeightsOf(
  graph: MemoryGraph,
  resources: Int32Array,
  ask: TopicWeightsAsk,
  leftOut: ParentKey,
): TopicWeight[] {
  const { relation } = graph.facets.direct.TOPIC;
  const { counts } = tally(graph.facets.direct.TOPIC, resources, 0);
  const found = graph.topics.nodes
    .map((topic, ordinal) => ({
      topic,
      count: counts[ordinal] ?? 0,
      graphCount: degree(relation.backward, ordinal),
    }))
    .filter(({ topic }) => topic.id !== leftOut);
  return rankTopicWeights(found, resources.length, graph.resources.nodes.length, ask.order, ask.first);
}

function answer(graph: MemoryGraph, resources: Int32Array, ask: AggregateAsk, parent: ParentKey): AggregateAnswer {
  switch (ask.ask) {
    case 'count':
      return { ask: 'count', count: resources.length };
    case 'facet':
      return { ask: 'facet', facet: facetOf(graph, resources, ask) };
    case 'trend':
      return { ask: 'trend', trend: trendOf(graph, resources, ask) };
    case 'cross':
      return { ask: 'cross', cross: crossOf(graph, resources, ask) };
    case 'topicWeights':
      return { ask: 'topicWeights', weights: topicWeightsOf(graph, resources, ask, parent) };
    default:
      return unreachable(ask);
  }
}

/** The filter an ask counts under: a disjunctive facet sets the condition on its own field aside. */
function filterOf(filter: ResourceFilter, ask: AggregateAsk): ResourceFilter {
  return ask.ask === 'facet' && ask.disjunctive ? withoutKey(filter, FILTER_KEY_OF_FACET[ask.field]) : filter;
}

/** An answer for every ask, for every parent of the scope. */
export function aggregate(
  graph: MemoryGraph,
  question: AggregateQuestion,
): ReadonlyMap<ParentKey, readonly AggregateAnswer[]> {
  const { scope, filter, asks } = question;
  const selected = selectResources(graph, scope, filter);
  const selections = asks.map((ask) => {
    const own = filterOf(filter, ask);
    return own === filter ? selected : selectResources(graph, scope, own);
  });
  const answersOf = (parent: ParentKey) =>
    asks.map((ask, index) => answer(graph, selections[index]?.get(parent) ?? new Int32Array(), ask, parent));
  return new Map([...selected.keys()].map((parent) => [parent, answersOf(parent)]));
}
