/** What is counted of a whole graph. */
import type { NodeKind } from './ids.ts';
import type { GraphRows, StoredEdgeKind } from './model.ts';

/** The longest list a relation without page arguments has in this graph: what such a list is priced at. */
export interface LongestLists {
  readonly 'Venue.editions': number;
  readonly 'Venue.tracks': number;
  readonly 'Topic.broader': number;
  readonly 'Topic.narrower': number;
  /** Below one topic at any depth. */
  readonly 'Topic.narrower.deep': number;
  readonly 'Topic.ancestors': number;
  readonly 'Topic.related': number;
  readonly 'Topic.altLabels': number;
  readonly 'Topic.exactMatches': number;
  readonly 'Source.sections': number;
  readonly 'Resource.urls': number;
  readonly 'Resource.provenance': number;
  /** Organizations of one author on one resource. */
  readonly 'AuthorshipEdge.organizations': number;
  /** Edges between two nodes. */
  readonly 'Graph.edges.parallel': number;
  readonly 'Query.venues': number;
  readonly 'Query.topics': number;
  readonly 'Query.sources': number;
}

export interface GraphFigures {
  readonly counts: Readonly<Record<NodeKind, number>>;
  readonly edgeCounts: Readonly<Record<StoredEdgeKind, number>>;
  readonly longestLists: LongestLists;
}

/** How many nodes of each kind a graph has. */
export function nodeCounts(graph: GraphRows): Record<NodeKind, number> {
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
