/** What a filter means, read off the records by recursion: nothing is prepared, nothing is shared with a store. */
import type {
  AuthorFilter,
  EditionFilter,
  OrganizationFilter,
  ResourceFilter,
  SourceFilter,
  TopicFilter,
  ValueTest,
  VenueFilter,
} from '../../src/domain/filter.ts';
import type { Author, GraphRecords, Resource, Topic } from '../../src/domain/model.ts';
import { fold } from '../../src/domain/text.ts';

type Value = string | number | null;

/** Each different value once, in the order of the list. */
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Nodes with these ids, in the order of the records. */
export function pick<T extends { readonly id: string }>(nodes: readonly T[], ids: readonly (string | null)[]): T[] {
  return nodes.filter((node) => ids.includes(node.id));
}

function passes(test: ValueTest, value: Value): boolean {
  switch (test.is) {
    case 'eq':
      return value === test.value;
    case 'ne':
      return value !== test.value;
    case 'in':
      return value !== null && test.values.includes(value);
    case 'notIn':
      return value === null || !test.values.includes(value);
    case 'contains':
      return value !== null && fold(String(value)).includes(test.folded);
    case 'startsWith':
      return value !== null && fold(String(value)).startsWith(test.folded);
    case 'gt':
      return value !== null && Number(value) > test.value;
    case 'gte':
      return value !== null && Number(value) >= test.value;
    case 'lt':
      return value !== null && Number(value) < test.value;
    case 'lte':
      return value !== null && Number(value) <= test.value;
  }
}

function quantified<T>(op: 'some' | 'none' | 'every', nodes: readonly T[], accepts: (node: T) => boolean): boolean {
  if (op === 'some') return nodes.some(accepts);
  if (op === 'none') return !nodes.some(accepts);
  return nodes.every(accepts);
}

/** A filter over fields that a node itself has. */
export function acceptsFields(
  filter: OrganizationFilter | VenueFilter | SourceFilter | EditionFilter,
  node: { readonly id: string; readonly slug: string; readonly name: string; readonly year?: number },
): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => acceptsFields(part, node));
    case 'or':
      return filter.of.some((part) => acceptsFields(part, node));
    case 'not':
      return !acceptsFields(filter.of, node);
    case 'value':
      return passes(filter.test, node[filter.field] ?? null);
  }
}

/** The ids of a topic and of all above it. */
export function withAncestors(graph: GraphRecords, id: string): string[] {
  const topic = graph.topics.find((one) => one.id === id);
  return distinct([id, ...(topic?.broaderIds ?? []).flatMap((broader) => withAncestors(graph, broader))]);
}

export function acceptsTopic(graph: GraphRecords, filter: TopicFilter, topic: Topic): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => acceptsTopic(graph, part, topic));
    case 'or':
      return filter.of.some((part) => acceptsTopic(graph, part, topic));
    case 'not':
      return !acceptsTopic(graph, filter.of, topic);
    case 'value':
      return passes(filter.test, topic[filter.field]);
    case 'widen': {
      const { of } = filter;
      return pick(graph.topics, withAncestors(graph, topic.id)).some((one) => acceptsTopic(graph, of, one));
    }
    case 'label': {
      const labels = [topic.name, topic.nameJa ?? '', ...topic.altLabels.EN, ...topic.altLabels.JA];
      return labels.some((label) => label !== '' && fold(label) === filter.folded);
    }
  }
}

export function organizationsOfAuthor(graph: GraphRecords, author: Author): string[] {
  return distinct(graph.authorships.filter((row) => row.authorId === author.id).flatMap((row) => row.organizationIds));
}

export function acceptsAuthor(graph: GraphRecords, filter: AuthorFilter, author: Author): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => acceptsAuthor(graph, part, author));
    case 'or':
      return filter.of.some((part) => acceptsAuthor(graph, part, author));
    case 'not':
      return !acceptsAuthor(graph, filter.of, author);
    case 'value':
      return passes(filter.test, author[filter.field]);
    case 'count':
      return passes(filter.test, organizationsOfAuthor(graph, author).length);
    default: {
      const { op, where } = filter;
      const organizations = pick(graph.organizations, organizationsOfAuthor(graph, author));
      return quantified(op, organizations, (node) => acceptsFields(where, node));
    }
  }
}

/** Ids at the other end of each relation of a resource; one entry for each edge. */
export function relatedIds(graph: GraphRecords, id: string) {
  const own = (row: { readonly resourceId: string }): boolean => row.resourceId === id;
  return {
    topics: graph.tags.filter(own).map((row): string => row.topicId),
    authors: graph.authorships.filter(own).map((row): string => row.authorId),
    organizations: graph.resourceOrganizations.filter(own).map((row): string => row.organizationId),
    sources: graph.listings.filter(own).map((row): string => row.sourceId),
    links: [
      ...graph.links.filter((row) => row.fromId === id).map((row): string => row.toId),
      ...graph.links.filter((row) => row.toId === id).map((row): string => row.fromId),
    ],
  };
}

function acceptsLinks(
  graph: GraphRecords,
  { quantifier, test }: Extract<ResourceFilter, { op: 'links' }>,
  id: string,
): boolean {
  let found = false;
  for (const link of graph.links.filter(({ kind }) => test.kinds.includes(kind))) {
    const ends: string[] = [];
    if (link.fromId === id && test.direction !== 'INCOMING') ends.push(link.toId);
    if (link.toId === id && test.direction !== 'OUTGOING') ends.push(link.fromId);
    found ||= pick(graph.resources, ends).some((other) => acceptsResource(graph, test.where, other));
  }
  return quantifier === 'some' ? found : !found;
}

function acceptsRelation(
  graph: GraphRecords,
  filter: Extract<ResourceFilter, { op: 'some' | 'none' | 'every' }>,
  id: string,
): boolean {
  const ids = relatedIds(graph, id);
  const { op, relation } = filter;
  if (relation === 'topics') {
    return quantified(op, pick(graph.topics, ids.topics), (node) => acceptsTopic(graph, filter.where, node));
  }
  if (relation === 'authors') {
    return quantified(op, pick(graph.authors, ids.authors), (node) => acceptsAuthor(graph, filter.where, node));
  }
  if (relation === 'organizations') {
    return quantified(op, pick(graph.organizations, ids.organizations), (node) => acceptsFields(filter.where, node));
  }
  return quantified(op, pick(graph.sources, ids.sources), (node) => acceptsFields(filter.where, node));
}

export function acceptsResource(graph: GraphRecords, filter: ResourceFilter, resource: Resource): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => acceptsResource(graph, part, resource));
    case 'or':
      return filter.of.some((part) => acceptsResource(graph, part, resource));
    case 'not':
      return !acceptsResource(graph, filter.of, resource);
    case 'value':
      if (filter.field === 'addedAt') return passes(filter.test, Date.parse(resource.addedAt));
      return passes(filter.test, resource[filter.field]);
    case 'one': {
      const nodes =
        filter.relation === 'venue'
          ? pick(graph.venues, [resource.venueId])
          : pick(graph.editions, [resource.editionId]);
      return nodes.some((node) => acceptsFields(filter.where, node));
    }
    case 'count':
      return passes(filter.test, relatedIds(graph, resource.id)[filter.relation].length);
    case 'links':
      return acceptsLinks(graph, filter, resource.id);
    case 'text':
      throw new Error('The tests ask nothing of full text');
    default:
      return acceptsRelation(graph, filter, resource.id);
  }
}
