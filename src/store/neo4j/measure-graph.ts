/** What the load counts in a graph before it writes it: numbers kept beside the nodes, and the figures of the status. */
import { mostParallelEdges } from '../../domain/edges.ts';
import { compareText, type NodeId, type NodeKind } from '../../domain/ids.ts';
import { LINK_KINDS, type Entity, type GraphRecords, type StoredEdgeKind } from '../../domain/model.ts';
import { sharedWeight } from '../../domain/related.ts';
import { buildTopicTree } from '../../domain/topic-tree.ts';
import type { LongestLists } from '../graph-store.ts';
import type { NodeCounts } from './properties.ts';

/** An author and an organization named together on `resourceCount` resources. */
export interface Affiliation {
  readonly authorId: NodeId<'AUTHOR'>;
  readonly organizationId: NodeId<'ORGANIZATION'>;
  readonly resourceCount: number;
}

/** The distinct pairs of the authorships. */
export function affiliations(graph: GraphRecords): Affiliation[] {
  const pairs = new Map<string, Affiliation>();
  for (const { authorId, organizationIds } of graph.authorships) {
    for (const organizationId of new Set(organizationIds)) {
      const key = [authorId, organizationId].join(' ');
      pairs.set(key, { authorId, organizationId, resourceCount: (pairs.get(key)?.resourceCount ?? 0) + 1 });
    }
  }
  return [...pairs.values()];
}

/** How often each id is named. */
export function tally(ids: Iterable<NodeId | null>): (id: NodeId) => number {
  const counts = new Map<NodeId, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

/** For each node, the numbers that its properties hold. */
export function countsOf(graph: GraphRecords): (id: NodeId) => NodeCounts {
  const authorships = tally(graph.authorships.map((row) => row.resourceId));
  const topics = tally(graph.tags.map((row) => row.resourceId));
  const sources = tally(graph.listings.map((row) => row.resourceId));
  const links = tally(graph.links.flatMap((row) => [row.fromId, row.toId]));
  const organizations = tally([
    ...graph.resourceOrganizations.map((row) => row.resourceId),
    ...affiliations(graph).map((row) => row.authorId),
  ]);
  const resources = tally([
    ...graph.authorships.map((row) => row.authorId),
    ...graph.resourceOrganizations.map((row) => row.organizationId),
    ...graph.tags.map((row) => row.topicId),
    ...graph.listings.map((row) => row.sourceId),
    ...graph.resources.flatMap((row) => [row.venueId, row.editionId]),
  ]);
  return (id) => ({
    authorCount: authorships(id),
    topicCount: topics(id),
    sourceCount: sources(id),
    linkCount: links(id),
    organizationCount: organizations(id),
    resourceCount: resources(id),
  });
}

/** How many resources each resource is linked with, in either direction, itself left out. */
function linkedCounts(graph: GraphRecords): (id: NodeId) => number {
  const pairs = new Set<string>();
  const ends = graph.links.flatMap(({ fromId, toId }): NodeId[] => {
    const key = [fromId, toId].toSorted(compareText).join(' ');
    if (fromId === toId || pairs.has(key)) return [];
    pairs.add(key);
    return [fromId, toId];
  });
  return tally(ends);
}

/** For each node, what it adds to the nearness of two resources that share it; null where nothing is shared by such nodes. */
export function sharedWeights(
  graph: GraphRecords,
  countsFor: (id: NodeId) => NodeCounts,
): (node: Entity) => number | null {
  const linked = linkedCounts(graph);
  const kinds = {
    TOPIC: 'ABOUT',
    AUTHOR: 'AUTHORED_BY',
    ORGANIZATION: 'AFFILIATED_WITH',
    VENUE_EDITION: 'PUBLISHED_IN',
    SOURCE: 'LISTED_IN',
  } as const;
  return ({ kind, id }) => {
    // All kinds of links weigh the same.
    if (kind === 'RESOURCE') return sharedWeight('CITES', linked(id));
    return kind === 'VENUE' ? null : sharedWeight(kinds[kind], countsFor(id).resourceCount);
  };
}

/** For each resource, the places of its topics among all topics by id; `up` those of its topics and of all above them. */
export function topicOrdinals(graph: GraphRecords): (id: NodeId) => { own: number[]; up: number[] } {
  const tree = buildTopicTree(graph.topics);
  const ordinals = new Map(tree.all.map(({ id }, ordinal) => [id, ordinal]));
  const place = (id: NodeId<'TOPIC'>): number[] => [ordinals.get(id) ?? []].flat();
  const upwards = new Map(tree.all.map(({ id }) => [id, [id, ...tree.ancestors(id).map((topic) => topic.id)]]));
  const tagged = new Map<NodeId, NodeId<'TOPIC'>[]>();
  for (const { resourceId, topicId } of graph.tags)
    tagged.set(resourceId, [...(tagged.get(resourceId) ?? []), topicId]);
  return (id) => {
    const topics = tagged.get(id) ?? [];
    const up = new Set(topics.flatMap((topic) => upwards.get(topic) ?? []));
    return { own: topics.flatMap(place), up: [...up].flatMap(place) };
  };
}

/** How many nodes there are of each kind. */
export function nodeCounts(graph: GraphRecords): Record<NodeKind, number> {
  return {
    RESOURCE: graph.resources.length,
    AUTHOR: graph.authors.length,
    ORGANIZATION: graph.organizations.length,
    VENUE: graph.venues.length,
    VENUE_EDITION: graph.editions.length,
    TOPIC: graph.topics.length,
    SOURCE: graph.sources.length,
  };
}

/** How many edges there are of each kind. RELATED is symmetric: each pair counts once. */
export function edgeCounts(graph: GraphRecords): Record<StoredEdgeKind, number> {
  const links = Object.fromEntries(
    LINK_KINDS.map((kind) => [kind, graph.links.filter((link) => link.kind === kind).length]),
  ) as Record<(typeof LINK_KINDS)[number], number>;
  const sum = (lists: readonly (readonly unknown[])[]): number => lists.reduce((total, list) => total + list.length, 0);
  return {
    AUTHORED_BY: graph.authorships.length,
    AFFILIATED_WITH: affiliations(graph).length + graph.resourceOrganizations.filter((row) => row.own).length,
    PUBLISHED_IN: graph.resources.filter((row) => row.editionId !== null || row.venueId !== null).length,
    EDITION_OF: graph.editions.length,
    ABOUT: graph.tags.length,
    BROADER: sum(graph.topics.map((topic) => topic.broaderIds)),
    RELATED: sum(graph.topics.map((topic) => topic.relatedIds)) / 2,
    LISTED_IN: graph.listings.length,
    ...links,
  };
}

function longest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

/** The longest list of each relation that has no page arguments. */
export function longestLists(graph: GraphRecords): LongestLists {
  const tree = buildTopicTree(graph.topics);
  const ofTopics = (size: (topic: (typeof graph.topics)[number]) => number): number => longest(graph.topics.map(size));
  const editions = tally(graph.editions.map((edition) => edition.venueId));
  return {
    'Venue.editions': longest(graph.venues.map((venue) => editions(venue.id))),
    'Venue.tracks': longest(graph.venues.map((venue) => venue.tracks.length)),
    'Topic.broader': ofTopics((topic) => topic.broaderIds.length),
    'Topic.narrower': ofTopics((topic) => tree.narrower(topic.id).length),
    'Topic.narrower.deep': ofTopics((topic) => tree.closure(topic.id).size - 1),
    'Topic.ancestors': ofTopics((topic) => tree.ancestors(topic.id).length),
    'Topic.related': ofTopics((topic) => topic.relatedIds.length),
    'Topic.altLabels': ofTopics((topic) => Math.max(topic.altLabels.EN.length, topic.altLabels.JA.length)),
    'Topic.exactMatches': ofTopics((topic) => topic.exactMatches.length),
    'Source.sections': longest(graph.sources.map((source) => source.sections.length)),
    'Resource.urls': longest(graph.resources.map((resource) => resource.urls.length)),
    'Resource.provenance': longest(graph.resources.map((resource) => resource.provenance.length)),
    'AuthorshipEdge.organizations': longest(graph.authorships.map((row) => row.organizationIds.length)),
    'Graph.edges.parallel': mostParallelEdges(graph),
    'Query.venues': graph.venues.length,
    'Query.topics': graph.topics.length,
    'Query.sources': graph.sources.length,
  };
}
