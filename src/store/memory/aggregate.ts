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

function yearsOf(counted: readonly number[], { from, to }: TrendAsk): number[] {
  const present = counted.toSorted((a, b) => a - b);
  const [first] = present;
  const last = present.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = from ?? first;
  return Array.from({ length: Math.max(0, (to ?? last) - start + 1) }, (_, index) => start + index);
}

/** Resources with a year, by its place among all years. */
interface Dated {
  readonly resources: Int32Array;
  readonly yearPlaces: Int32Array;
  readonly undatedCount: number;
}

/** Those with a year from `from` to `to`, and how many have none at all. */
function datedWithin(
  { facets }: MemoryGraph,
  resources: Int32Array,
  years: readonly number[],
  { from, to }: TrendAsk,
): Dated {
  const { offsets, targets } = facets.direct.YEAR.relation.forward;
  const isWithin = years.map((year) => year >= (from ?? -Infinity) && year <= (to ?? Infinity));
  const [found, yearPlaces] = [new Int32Array(resources.length), new Int32Array(resources.length)];
  let [length, undatedCount] = [0, 0];
  for (const resource of resources) {
    const start = offsets[resource] ?? 0;
    if (start === (offsets[resource + 1] ?? 0)) {
      undatedCount += 1;
      continue;
    }
    const place = targets[start] ?? 0;
    if (isWithin[place] !== true) continue;
    found[length] = resource;
    yearPlaces[length] = place;
    length += 1;
  }
  return { resources: found.subarray(0, length), yearPlaces: yearPlaces.subarray(0, length), undatedCount };
}

function trendOf(graph: MemoryGraph, resources: Int32Array, ask: TrendAsk): Trend {
  const allYears = graph.facets.direct.YEAR.keys.map(Number);
  const dated = datedWithin(graph, resources, allYears, ask);
  const column = facetColumn(graph.facets, ask.groupBy, ask.rollUpTopics);
  const tallied = tally(column, dated.resources, ask.first);
  const lineOf = new Int32Array(column.keys.length).fill(-1);
  tallied.top.forEach((key, line) => (lineOf[key] = line));
  const totals = new Int32Array(allYears.length);
  const cells = new Int32Array(tallied.top.length * allYears.length);
  const { offsets, targets } = column.relation.forward;
  for (let index = 0; index < dated.resources.length; index += 1) {
    const resource = dated.resources[index] ?? 0;
    const place = dated.yearPlaces[index] ?? 0;
    totals[place] = (totals[place] ?? 0) + 1;
    const end = offsets[resource + 1] ?? 0;
    for (let at = offsets[resource] ?? 0; at < end; at += 1) {
      const line = lineOf[targets[at] ?? 0] ?? -1;
      if (line < 0) continue;
      const cell = line * allYears.length + place;
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
  }
  const years = yearsOf(
    allYears.filter((_, place) => (totals[place] ?? 0) > 0),
    ask,
  );
  const placeOf = new Map(allYears.map((year, place) => [year, place]));
  const places = years.map((year) => placeOf.get(year) ?? -1);
  const series = Array.from(tallied.top, (key, line) => {
    const counts = places.map((place) => (place < 0 ? 0 : (cells[line * allYears.length + place] ?? 0)));
    return {
      bucket: bucket(column, key, tallied.counts[key] ?? 0, dated.resources.length),
      counts,
      shares: counts.map((count, index) => share(count, totals[places[index] ?? -1] ?? 0)),
    };
  });
  return { groupBy: ask.groupBy, years, undatedCount: dated.undatedCount, series };
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
