/** What the store says of the graph it holds: numbers of nodes and edges, and the longest lists. */
import { mostParallelEdges } from '../../domain/edges.ts';
import { nodeCounts, type LongestLists } from '../../domain/figures.ts';
import type { LinkKind, StoredEdgeKind } from '../../domain/model.ts';
import { degree } from './adjacency.ts';
import type { MemoryGraph } from './graph.ts';

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A pair of related topics is one edge, and so is an author with an organization, however many works name both. */
export function edgeCounts({ records, relations }: MemoryGraph): Record<StoredEdgeKind, number> {
  const linkCounts: Record<LinkKind, number> = {
    IMPLEMENTS: 0,
    EXPLAINS: 0,
    PRESENTS: 0,
    TRANSLATES: 0,
    PART_OF: 0,
    CITES: 0,
  };
  for (const { kind } of records.links) linkCounts[kind] += 1;
  const placed = records.resources.filter(({ editionId, venueId }) => editionId !== null || venueId !== null);
  const own = records.resourceOrganizations.filter((row) => row.own);
  return {
    AUTHORED_BY: records.authorships.length,
    AFFILIATED_WITH: relations.affiliationCounts.length + own.length,
    PUBLISHED_IN: placed.length,
    EDITION_OF: records.editions.length,
    ABOUT: records.tags.length,
    BROADER: sum(records.topics.map((topic) => topic.broaderIds.length)),
    RELATED: sum(records.topics.map((topic) => topic.relatedIds.length)) / 2,
    LISTED_IN: records.listings.length,
    ...linkCounts,
  };
}

function longest<T>(nodes: readonly T[], sizeOf: (node: T, ordinal: number) => number): number {
  return nodes.reduce((most, node, ordinal) => Math.max(most, sizeOf(node, ordinal)), 0);
}

export function longestLists({ records, relations, tree, venues }: MemoryGraph): LongestLists {
  const { topics, resources, sources, authorships } = records;
  return {
    'Venue.editions': longest(venues.nodes, (_, ordinal) => degree(relations.venueEditions.forward, ordinal)),
    'Venue.tracks': longest(venues.nodes, (venue) => venue.tracks.length),
    'Topic.broader': longest(topics, (topic) => topic.broaderIds.length),
    'Topic.narrower': longest(topics, (topic) => tree.narrower(topic.id).length),
    'Topic.narrower.deep': longest(topics, (topic) => tree.closure(topic.id).size - 1),
    'Topic.ancestors': longest(topics, (topic) => tree.ancestors(topic.id).length),
    'Topic.related': longest(topics, (topic) => topic.relatedIds.length),
    'Topic.altLabels': longest(topics, ({ altLabels }) => Math.max(altLabels.EN.length, altLabels.JA.length)),
    'Topic.exactMatches': longest(topics, (topic) => topic.exactMatches.length),
    'Source.sections': longest(sources, (source) => source.sections.length),
    'Resource.urls': longest(resources, (resource) => resource.urls.length),
    'Resource.provenance': longest(resources, (resource) => resource.provenance.length),
    'AuthorshipEdge.organizations': longest(authorships, (row) => row.organizationIds.length),
    'Graph.edges.parallel': mostParallelEdges(records),
    'Query.venues': records.venues.length,
    'Query.topics': topics.length,
    'Query.sources': sources.length,
  };
}

/** Nodes and edges together: what a load writes. */
export function rowCount(graph: MemoryGraph): number {
  return sum(Object.values(nodeCounts(graph.records))) + sum(Object.values(edgeCounts(graph)));
}
