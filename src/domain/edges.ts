/** Every stored edge of a graph, one after another, with its provenance: what paths and neighbourhoods walk along. */
import { affiliations, type Affiliation } from './affiliations.ts';
import { compareText, type NodeId } from './ids.ts';
import {
  LINK_KINDS,
  STORED_EDGE_KINDS,
  type GraphRecords,
  type GraphRows,
  type Listing,
  type Provenance,
  type Source,
  type StoredEdgeKind,
} from './model.ts';
import { only, type Rows } from './rows.ts';
import { TAXONOMY, topicEdges } from './topic-edges.ts';

export interface StoredEdge {
  readonly kind: StoredEdgeKind;
  readonly source: NodeId;
  /** RELATED has no direction: its source is the smaller id. */
  readonly target: NodeId;
  /** Null where the facts name no source for it. */
  readonly provenance: Provenance | null;
}

/** Of a resource, what it says of its edition or venue. */
function* publishedEdges({ resources }: GraphRows): Generator<StoredEdge> {
  for (const { id, editionId, venueId, provenance } of only(resources, 'id', 'editionId', 'venueId', 'provenance')) {
    const target = editionId ?? venueId;
    if (target !== null) yield { kind: 'PUBLISHED_IN', source: id, target, provenance: provenance[0] ?? null };
  }
}

/** An edition is known from the works in it: its edge has the provenance of the first of them by id. */
function* editionEdges(graph: GraphRows): Generator<StoredEdge> {
  const firstOf = new Map<NodeId, Provenance>();
  for (const { target, provenance } of publishedEdges(graph))
    if (provenance !== null && !firstOf.has(target)) firstOf.set(target, provenance);
  for (const { id, venueId } of graph.editions)
    yield { kind: 'EDITION_OF', source: id, target: venueId, provenance: firstOf.get(id) ?? null };
}

function* authorshipEdges({ authorships }: GraphRows): Generator<StoredEdge> {
  for (const { resourceId, authorId, provenance } of only(authorships, 'resourceId', 'authorId', 'provenance'))
    yield { kind: 'AUTHORED_BY', source: resourceId, target: authorId, provenance };
}

/** Those of authors, then those that a source gives to a resource itself. */
function* affiliationEdges(graph: GraphRows, pairs = affiliations(graph)): Generator<StoredEdge> {
  for (const { authorId, organizationId, statedBy } of pairs)
    yield { kind: 'AFFILIATED_WITH', source: authorId, target: organizationId, provenance: statedBy.provenance };
  for (const { own, resourceId, organizationId, provenance } of graph.resourceOrganizations)
    if (own) yield { kind: 'AFFILIATED_WITH', source: resourceId, target: organizationId, provenance };
}

function* tagEdges({ tags }: GraphRows): Generator<StoredEdge> {
  for (const { resourceId, topicId, provenance } of only(tags, 'resourceId', 'topicId', 'provenance'))
    yield { kind: 'ABOUT', source: resourceId, target: topicId, provenance };
}

function* taxonomyEdges({ topics, sources }: GraphRows): Generator<StoredEdge> {
  yield* topicEdges(topics, sources.find(({ id }) => id === TAXONOMY) ?? null);
}

/** A source states what it lists; null where it is none of these. */
export function listingProvenance(
  sources: readonly Source[],
): (listing: Pick<Listing, 'sourceId' | 'locator'>) => Provenance | null {
  const readAt = new Map(sources.map(({ id, retrievedAt }) => [id, retrievedAt]));
  return ({ sourceId, locator }) => {
    const retrievedAt = readAt.get(sourceId);
    return retrievedAt === undefined ? null : { sourceId, locator, retrievedAt, confidence: 1, method: 'listed' };
  };
}

function* listingEdges({ sources, listings }: GraphRows): Generator<StoredEdge> {
  const provenanceOf = listingProvenance(sources);
  for (const listing of listings) {
    const { resourceId, sourceId } = listing;
    yield { kind: 'LISTED_IN', source: resourceId, target: sourceId, provenance: provenanceOf(listing) };
  }
}

function* linkEdges({ links }: GraphRows): Generator<StoredEdge> {
  for (const { kind, fromId, toId, provenance } of links) yield { kind, source: fromId, target: toId, provenance };
}

type EdgesOf = (graph: GraphRows, pairs?: Rows<Affiliation>) => Iterable<StoredEdge>;

/** Each kind is in one of them. */
const ALL_EDGES: readonly (readonly [edgesOf: EdgesOf, ...kinds: StoredEdgeKind[]])[] = [
  [authorshipEdges, 'AUTHORED_BY'],
  [affiliationEdges, 'AFFILIATED_WITH'],
  [publishedEdges, 'PUBLISHED_IN'],
  [editionEdges, 'EDITION_OF'],
  [tagEdges, 'ABOUT'],
  [taxonomyEdges, 'BROADER', 'RELATED'],
  [listingEdges, 'LISTED_IN'],
  [linkEdges, ...LINK_KINDS],
];

/**
 * All edges of all kinds, each once and made when it is taken, in no order.
 * @param pairs the affiliations of this graph, where they are known already.
 */
export function* storedEdges(graph: GraphRows, pairs?: Rows<Affiliation>): Generator<StoredEdge> {
  for (const [edgesOf] of ALL_EDGES) yield* edgesOf(graph, pairs);
}

/**
 * The edges of one kind, in the order of the rows that state them.
 * @param pairs the affiliations of this graph, where they are known already.
 */
export function* storedEdgesOf(
  graph: GraphRows,
  kind: StoredEdgeKind,
  pairs?: Rows<Affiliation>,
): Generator<StoredEdge> {
  for (const [edgesOf, ...kinds] of ALL_EDGES)
    if (kinds.includes(kind)) for (const edge of edgesOf(graph, pairs)) if (edge.kind === kind) yield edge;
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
