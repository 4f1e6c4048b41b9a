/** The port's resource questions answered by scanning the records again for each: slow, short, and easy to check by eye. */
import { FILTER_KEY_OF_FACET, type Bucket, type Facet, type FacetField } from '../../src/domain/facet.ts';
import { withoutKey, type ResourceFilter } from '../../src/domain/filter.ts';
import type { TopicPairs } from '../../src/domain/graph-view.ts';
import type { Entity, GraphRecords, Resource } from '../../src/domain/model.ts';
import type { ResourceOrder, ResourceOrderTerm } from '../../src/domain/order.ts';
import type { OrderKeys, Page, PageRequest, Position } from '../../src/domain/page.ts';
import { sortKey } from '../../src/domain/text.ts';
import {
  groupKey,
  WHOLE_GRAPH,
  type AggregateAnswer,
  type AggregateAsk,
  type AggregateQuestion,
  type PageQuestion,
  type ParentKey,
  type ResourceItem,
  type Scope,
  type TopicPairsQuestion,
} from '../../src/store/graph-store.ts';
import { acceptsResource, distinct, pick, relatedIds, withAncestors } from './naive-filter.ts';

export const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const share = (count: number, all: number): number => (all === 0 ? 0 : count / all);

/** The values a resource has under a field: bucket keys, each once. */
function valuesOf(graph: GraphRecords, field: FacetField, rollUpTopics: boolean, resource: Resource): string[] {
  const related = relatedIds(graph, resource.id);
  const slugs = (nodes: readonly Entity[], ids: readonly (string | null)[]) => pick(nodes, ids).map(({ slug }) => slug);
  const texts = (value: string | number | null): string[] => (value === null ? [] : [String(value)]);
  switch (field) {
    case 'TYPE':
      return [resource.type];
    case 'YEAR':
      return texts(resource.year);
    case 'TRACK':
      return texts(resource.track);
    case 'LANGUAGE':
      return texts(resource.language);
    case 'VENUE':
      return slugs(graph.venues, [resource.venueId]);
    case 'VENUE_EDITION':
      return slugs(graph.editions, [resource.editionId]);
    case 'TOPIC': {
      const ids = rollUpTopics ? related.topics.flatMap((id) => withAncestors(graph, id)) : related.topics;
      return slugs(graph.topics, ids);
    }
    case 'AUTHOR':
      return slugs(graph.authors, related.authors);
    case 'ORGANIZATION':
      return slugs(graph.organizations, related.organizations);
    case 'SOURCE':
      return slugs(graph.sources, related.sources);
  }
}

function nodeOf(graph: GraphRecords, field: FacetField, key: string): Entity | null {
  const lists: Partial<Record<FacetField, readonly Entity[]>> = {
    VENUE: graph.venues,
    VENUE_EDITION: graph.editions,
    TOPIC: graph.topics,
    AUTHOR: graph.authors,
    ORGANIZATION: graph.organizations,
    SOURCE: graph.sources,
  };
  return lists[field]?.find(({ slug }) => slug === key) ?? null;
}

/** The resources of each parent of a scope, by id. */
function inScope(graph: GraphRecords, scope: Scope): Map<ParentKey, readonly Resource[]> {
  const { resources } = graph;
  const where = (parents: readonly string[], belongs: (resource: Resource, parent: string) => boolean) =>
    new Map(parents.map((parent) => [parent, resources.filter((resource) => belongs(resource, parent))]));
  switch (scope.relation) {
    case 'Query.resources':
      return new Map([[WHOLE_GRAPH, resources]]);
    case 'Author.resources':
      return where(scope.parents, ({ id }, parent) => relatedIds(graph, id).authors.includes(parent));
    case 'Organization.resources':
      return where(scope.parents, ({ id }, parent) => relatedIds(graph, id).organizations.includes(parent));
    case 'Source.resources':
      return where(scope.parents, ({ id }, parent) => relatedIds(graph, id).sources.includes(parent));
    case 'Venue.resources':
      return where(scope.parents, ({ venueId }, parent) => venueId === parent);
    case 'VenueEdition.resources':
      return where(scope.parents, ({ editionId }, parent) => editionId === parent);
    case 'Topic.resources':
      return where(scope.parents, ({ id }, parent) => {
        const direct = relatedIds(graph, id).topics;
        const all = scope.includeNarrower ? direct.flatMap((topic) => withAncestors(graph, topic)) : direct;
        return all.includes(parent);
      });
    case 'ResourceGroup.resources': {
      const within = inScope(graph, scope.within);
      return new Map(
        scope.groups.map(({ parent, key }) => {
          const grouped = (within.get(parent) ?? []).filter(
            (resource) =>
              acceptsResource(graph, scope.filter, resource) &&
              valuesOf(graph, scope.by, scope.rollUpTopics, resource).includes(key),
          );
          return [groupKey(parent, key), grouped];
        }),
      );
    }
  }
}

function orderKey(graph: GraphRecords, { field }: ResourceOrderTerm, resource: Resource): OrderKeys[number] {
  const related = relatedIds(graph, resource.id);
  switch (field) {
    case 'YEAR':
      return resource.year;
    case 'TITLE':
      return sortKey(resource.title);
    case 'ADDED_AT':
      return Date.parse(resource.addedAt);
    case 'AUTHOR_COUNT':
      return related.authors.length;
    case 'TOPIC_COUNT':
      return related.topics.length;
    case 'SOURCE_COUNT':
      return related.sources.length;
    case 'LINK_COUNT':
      return related.links.length;
    case 'RELEVANCE':
      throw new Error('The tests ask nothing of full text');
  }
}

/** Missing values last in both directions; the id, ascending, decides between equals. */
function comparePositions(order: ResourceOrder, left: Position, right: Position): number {
  for (const [index, { direction }] of order.entries()) {
    const [a, b] = [left.keys[index] ?? null, right.keys[index] ?? null];
    if (a === null && b === null) continue;
    if (a === null) return 1;
    if (b === null) return -1;
    const difference = compare(a, b);
    if (difference !== 0) return direction === 'ASC' ? difference : -difference;
  }
  return compare<string>(left.id, right.id);
}

/** The part of a whole ordered list that a request names, with its flags. */
export function cutPage<T>(
  all: readonly T[],
  page: PageRequest,
  compareTo: (item: T, position: Position) => number,
): Page<T> {
  const { after, before, size } = page;
  const between = all.filter(
    (item) => (after === null || compareTo(item, after) > 0) && (before === null || compareTo(item, before) < 0),
  );
  const more = between.length > size;
  if (page.from === 'start') {
    return { items: between.slice(0, size), hasNext: more || before !== null, hasPrevious: after !== null };
  }
  const items = size === 0 ? [] : between.slice(-size);
  return { items, hasNext: before !== null, hasPrevious: more || after !== null };
}

export function naivePage(graph: GraphRecords, question: PageQuestion): Map<ParentKey, Page<ResourceItem>> {
  const { scope, filter, order, page } = question;
  const answers = new Map<ParentKey, Page<ResourceItem>>();
  for (const [parent, resources] of inScope(graph, scope)) {
    const items = resources
      .filter((resource) => acceptsResource(graph, filter, resource))
      .map((node) => ({ node, keys: order.map((term) => orderKey(graph, term, node)) }))
      .toSorted((a, b) => comparePositions(order, { keys: a.keys, id: a.node.id }, { keys: b.keys, id: b.node.id }));
    const compareTo = (item: ResourceItem, position: Position) =>
      comparePositions(order, { keys: item.keys, id: item.node.id }, position);
    answers.set(parent, cutPage(items, page, compareTo));
  }
  return answers;
}

type ValuesOf = (resource: Resource) => string[];

/** All buckets over some resources, best first. */
function bucketsOver(graph: GraphRecords, field: FacetField, of: ValuesOf, resources: readonly Resource[]): Bucket[] {
  const keys = distinct(resources.flatMap(of));
  const buckets = keys.map((key) => {
    const count = resources.filter((resource) => of(resource).includes(key)).length;
    return { key, count, share: share(count, resources.length), node: nodeOf(graph, field, key) };
  });
  return buckets.toSorted((a, b) => b.count - a.count || compare(a.key, b.key));
}

function facetOver(
  graph: GraphRecords,
  { field, first, rollUpTopics }: Extract<AggregateAsk, { ask: 'facet' }>,
  resources: readonly Resource[],
): Facet {
  const of: ValuesOf = (resource) => valuesOf(graph, field, rollUpTopics, resource);
  const buckets = bucketsOver(graph, field, of, resources);
  return {
    field,
    buckets: buckets.slice(0, first),
    otherCount: Math.max(0, buckets.length - first),
    missingCount: resources.filter((resource) => of(resource).length === 0).length,
  };
}

function trendOver(
  graph: GraphRecords,
  ask: Extract<AggregateAsk, { ask: 'trend' }>,
  resources: readonly Resource[],
): AggregateAnswer {
  const { groupBy, first, from, to, rollUpTopics } = ask;
  const of: ValuesOf = (resource) => valuesOf(graph, groupBy, rollUpTopics, resource);
  const dated = resources.filter(
    ({ year }) => year !== null && (from === null || year >= from) && (to === null || year <= to),
  );
  const found = dated.map(({ year }) => year ?? 0);
  const years: number[] = [];
  if (found.length > 0) {
    for (let year = from ?? Math.min(...found); year <= (to ?? Math.max(...found)); year += 1) years.push(year);
  }
  const series = bucketsOver(graph, groupBy, of, dated)
    .slice(0, first)
    .map((bucket) => {
      const inYear = years.map((year) => dated.filter((resource) => resource.year === year));
      const counts = inYear.map((list) => list.filter((resource) => of(resource).includes(bucket.key)).length);
      return { bucket, counts, shares: counts.map((count, index) => share(count, inYear[index]?.length ?? 0)) };
    });
  const undatedCount = resources.filter(({ year }) => year === null).length;
  return { ask: 'trend', trend: { groupBy, years, undatedCount, series } };
}

function crossOver(
  graph: GraphRecords,
  ask: Extract<AggregateAsk, { ask: 'cross' }>,
  resources: readonly Resource[],
): AggregateAnswer {
  const of =
    (field: FacetField): ValuesOf =>
    (resource) =>
      valuesOf(graph, field, ask.rollUpTopics, resource);
  const rows = bucketsOver(graph, ask.rows, of(ask.rows), resources).slice(0, ask.firstRows);
  const columns = bucketsOver(graph, ask.columns, of(ask.columns), resources).slice(0, ask.firstColumns);
  const counts = rows.map((row) =>
    columns.map(
      (column) =>
        resources.filter(
          (resource) => of(ask.rows)(resource).includes(row.key) && of(ask.columns)(resource).includes(column.key),
        ).length,
    ),
  );
  return { ask: 'cross', cross: { rows, columns, counts, totalCount: resources.length } };
}

/** Topics tagged directly, without the topic the resources stand around, by count or by how over-represented they are. */
function topicWeightsOver(
  graph: GraphRecords,
  { order, first }: Extract<AggregateAsk, { ask: 'topicWeights' }>,
  resources: readonly Resource[],
  parent: ParentKey,
): AggregateAnswer {
  const having = (topic: string, list: readonly Resource[]) =>
    list.filter(({ id }) => relatedIds(graph, id).topics.some((one) => one === topic)).length;
  const fewest = order === 'COUNT' ? 1 : resources.length < 50 ? 2 : 3;
  const weights = graph.topics
    .filter(({ id }) => id !== parent)
    .map((topic) => {
      const count = having(topic.id, resources);
      const ofSet = share(count, resources.length);
      const everywhere = having(topic.id, graph.resources);
      const lift = share(count * graph.resources.length, resources.length * everywhere);
      return { topic, count, share: ofSet, lift };
    })
    .filter(({ count }) => count >= fewest)
    .toSorted(
      (a, b) => (order === 'COUNT' ? b.count - a.count : b.lift - a.lift) || compare(a.topic.slug, b.topic.slug),
    );
  return { ask: 'topicWeights', weights: weights.slice(0, first) };
}

export function naiveAggregate(
  graph: GraphRecords,
  { scope, filter, asks }: AggregateQuestion,
): Map<ParentKey, readonly AggregateAnswer[]> {
  const answers = new Map<ParentKey, readonly AggregateAnswer[]>();
  for (const [parent, resources] of inScope(graph, scope)) {
    const accepted = (by: ResourceFilter) => resources.filter((resource) => acceptsResource(graph, by, resource));
    const answer = (ask: AggregateAsk): AggregateAnswer => {
      switch (ask.ask) {
        case 'count':
          return { ask: 'count', count: accepted(filter).length };
        case 'facet': {
          const by = ask.disjunctive ? withoutKey(filter, FILTER_KEY_OF_FACET[ask.field]) : filter;
          return { ask: 'facet', facet: facetOver(graph, ask, accepted(by)) };
        }
        case 'trend':
          return trendOver(graph, ask, accepted(filter));
        case 'cross':
          return crossOver(graph, ask, accepted(filter));
        case 'topicWeights':
          return topicWeightsOver(graph, ask, accepted(filter), parent);
      }
    };
    answers.set(parent, asks.map(answer));
  }
  return answers;
}

export function naiveTopicPairs(graph: GraphRecords, { filter, minCount }: TopicPairsQuestion): TopicPairs {
  const tagged = graph.resources
    .filter((resource) => acceptsResource(graph, filter, resource))
    .map(({ id }) => relatedIds(graph, id).topics);
  const having = (...topics: readonly string[]) =>
    tagged.filter((ids) => topics.every((topic) => ids.some((id) => id === topic))).length;
  const ids = graph.topics.map(({ id }) => id).toSorted(compare);
  const pairs = ids.flatMap((one) =>
    ids
      .filter((other) => one < other && having(one, other) >= minCount)
      .map((other) => ({ first: one, second: other, count: having(one, other) })),
  );
  return { counts: new Map(ids.filter((id) => having(id) > 0).map((id) => [id, having(id)])), pairs };
}
