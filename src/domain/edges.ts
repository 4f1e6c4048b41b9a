/** Every stored edge of a graph in one list, with its provenance: what paths and neighbourhoods walk along. */
import { compareText, type NodeId } from './ids.ts';
import { STORED_EDGE_KINDS, type GraphRecords, type Provenance, type StoredEdgeKind } from './model.ts';
import { TAXONOMY, topicEdges } from './topic-edges.ts';

export interface StoredEdge {
  readonly kind: StoredEdgeKind;
  readonly source: NodeId;
  /** RELATED has no direction: its source is the smaller id. */
  readonly target: NodeId;
  /** Null where the facts name no source for it. */
  readonly provenance: Provenance | null;
}

/** An edition is known from the works in it: its edge has the provenance of the first of them by id. */
function placeEdges({ resources, editions }: GraphRecords): StoredEdge[] {
  const firstOf = new Map<NodeId, Provenance>();
  const published = resources.flatMap((resource): StoredEdge[] => {
    const target = resource.editionId ?? resource.venueId;
    const provenance = resource.provenance[0] ?? null;
    if (target === null) return [];
    if (provenance !== null && !firstOf.has(target)) firstOf.set(target, provenance);
    return [{ kind: 'PUBLISHED_IN', source: resource.id, target, provenance }];
  });
  return [
    ...published,
    ...editions.map(({ id, venueId }): StoredEdge => {
      return { kind: 'EDITION_OF', source: id, target: venueId, provenance: firstOf.get(id) ?? null };
    }),
  ];
}

/** An author is affiliated where any work says so; the earliest that was read is named. */
function affiliationEdges({ authorships, resourceOrganizations }: GraphRecords): StoredEdge[] {
  const stated = new Map<string, StoredEdge & { readonly provenance: Provenance }>();
  for (const { authorId, organizationIds, provenance } of authorships) {
    for (const target of organizationIds) {
      const key = `${authorId} ${target}`;
      const known = stated.get(key);
      if (known !== undefined && compareText(known.provenance.retrievedAt, provenance.retrievedAt) <= 0) continue;
      stated.set(key, { kind: 'AFFILIATED_WITH', source: authorId, target, provenance });
    }
  }
  const own = resourceOrganizations.filter((row) => row.own);
  return [
    ...stated.values(),
    ...own.map(({ resourceId, organizationId, provenance }): StoredEdge => {
      return { kind: 'AFFILIATED_WITH', source: resourceId, target: organizationId, provenance };
    }),
  ];
}

/** A source states what it lists. */
function listingEdges({ sources, listings }: GraphRecords): StoredEdge[] {
  const readAt = new Map(sources.map(({ id, retrievedAt }) => [id, retrievedAt]));
  return listings.map(({ resourceId, sourceId, locator }) => {
    const retrievedAt = readAt.get(sourceId);
    const provenance =
      retrievedAt === undefined ? null : { sourceId, locator, retrievedAt, confidence: 1, method: 'listed' };
    return { kind: 'LISTED_IN', source: resourceId, target: sourceId, provenance };
  });
}

/** All edges of all kinds, each once, in no order. */
export function storedEdges(graph: GraphRecords): StoredEdge[] {
  return [
    ...graph.authorships.map(({ resourceId, authorId, provenance }): StoredEdge => {
      return { kind: 'AUTHORED_BY', source: resourceId, target: authorId, provenance };
    }),
    ...affiliationEdges(graph),
    ...placeEdges(graph),
    ...graph.tags.map(({ resourceId, topicId, provenance }): StoredEdge => {
      return { kind: 'ABOUT', source: resourceId, target: topicId, provenance };
    }),
    ...topicEdges(graph.topics, graph.sources.find(({ id }) => id === TAXONOMY) ?? null),
    ...listingEdges(graph),
    ...graph.links.map(({ kind, fromId, toId, provenance }): StoredEdge => {
      return { kind, source: fromId, target: toId, provenance };
    }),
  ];
}

/**
 * The most edges that join any two nodes, whatever their kinds and directions; at least 1. Only topics, and resources by links, are
 * joined more than once.
 */
export function mostParallelEdges({ topics, links }: Pick<GraphRecords, 'topics' | 'links'>): number {
  const counts = new Map<string, number>();
  let most = 1;
  const ends = links.map(({ fromId, toId }): readonly NodeId[] => [fromId, toId]);
  for (const pair of [...ends, ...topicEdges(topics, null).map(({ source, target }) => [source, target])]) {
    const key = pair.toSorted(compareText).join(' ');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    most = Math.max(most, count);
  }
  return most;
}

/** Places of the kinds in STORED_EDGE_KINDS: of parallel edges the first kind is shown. */
export const EDGE_KIND_RANK = Object.fromEntries(STORED_EDGE_KINDS.map((kind, rank) => [kind, rank])) as Readonly<
  Record<StoredEdgeKind, number>
>;
