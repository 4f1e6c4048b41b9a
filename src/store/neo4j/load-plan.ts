/** A graph as rows to write, in the order in which they can be written: nodes first, then what joins them. */
import type { Affiliation } from '../../domain/affiliations.ts';
import { listingProvenance, storedEdgesOf, type StoredEdge } from '../../domain/edges.ts';
import {
  LINK_KINDS,
  type Authorship,
  type Entity,
  type GraphRows,
  type Listing,
  type ResourceOrganization,
  type StoredEdgeKind,
  type TopicTag,
} from '../../domain/model.ts';
import type { Rows } from '../../domain/rows.ts';
import { cy, int, intOrNull } from './cypher.ts';
import { identifierPart } from './load-identifiers.ts';
import { rowsPart, type Edge, type LoadPart, type PartMaker } from './load-parts.ts';
import type { GraphMeasures } from './measure-graph.ts';
import { nodeProperties, type Properties } from './properties.ts';
import { LABELS } from './schema.ts';
import type { SearchRows } from './search-rows.ts';

/** Raise it when the same graph is written in another way: a database of another format is loaded again. */
export const LOAD_FORMAT = 9;

type EdgesOfKind = (kind: StoredEdgeKind) => Rows<StoredEdge>;

const NODE_LISTS = [
  ['sources', LABELS.SOURCE],
  ['topics', LABELS.TOPIC],
  ['venues', LABELS.VENUE],
  ['editions', LABELS.VENUE_EDITION],
  ['organizations', LABELS.ORGANIZATION],
  ['authors', LABELS.AUTHOR],
  ['resources', LABELS.RESOURCE],
] as const;

/** Parts of some hundred thousand characters each. */
const SEARCH_PARTS_AT_ONCE = 5;

function searchPart({ parts }: SearchRows, { mark }: PartMaker): LoadPart {
  return rowsPart({
    phase: 'search',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (p:SearchPart {key: row.key}) SET p = row, p.load = ${mark}`,
    rows: parts,
    statementRows: SEARCH_PARTS_AT_ONCE,
  });
}

/** Topics kept with a resource as numbers: counting by topic then follows no edge, several times faster. */
function ordinalProperties({
  own,
  up,
}: {
  readonly own: readonly number[];
  readonly up: readonly number[];
}): Properties {
  return { topicOrdinals: own.map(int), topicOrdinalsUp: up.map(int) };
}

function nodeParts(graph: GraphRows, measures: GraphMeasures, search: SearchRows, make: PartMaker): LoadPart[] {
  const propertiesOf = (node: Entity): Properties => ({
    ...nodeProperties(node, measures.countsOf(node.id)),
    ...search.propertiesOf(node.id),
    degree: int(measures.degreeOf(node.id)),
    sharedWeight: intOrNull(measures.sharedWeightOf(node)),
    ...(node.kind === 'RESOURCE' ? ordinalProperties(measures.topicOrdinalsOf(node.id)) : {}),
  });
  return NODE_LISTS.map(([list, label]) => make.nodes<Entity>(list, label, graph[list], propertiesOf));
}

/** Edges that hold nothing but where they are stated. */
function plain({ source, target, provenance }: StoredEdge): Edge {
  return { from: source, to: target, properties: {}, provenance };
}

function hierarchyParts(edgesOf: EdgesOfKind, make: PartMaker): LoadPart[] {
  const kinds = ['BROADER', 'RELATED', 'EDITION_OF', 'PUBLISHED_IN'] as const;
  return kinds.map((type) => make.edges({ type, keys: [], withProvenance: true }, edgesOf(type), plain));
}

/** Affiliations of authors with their numbers, and those of resources. */
function affiliationParts(
  { resourceOrganizations }: GraphRows,
  { affiliations, figures }: GraphMeasures,
  make: PartMaker,
): LoadPart[] {
  const member = ({ authorId, organizationId, resourceCount, statedBy }: Affiliation): Edge => ({
    from: authorId,
    to: organizationId,
    properties: { resourceCount: int(resourceCount) },
    provenance: statedBy.provenance,
  });
  const own: Rows<ResourceOrganization> = {
    length: figures.edgeCounts.AFFILIATED_WITH - affiliations.length,
    *[Symbol.iterator]() {
      for (const row of resourceOrganizations) if (row.own) yield row;
    },
  };
  const ownEdge = ({ resourceId, organizationId, provenance }: ResourceOrganization): Edge => {
    return { from: resourceId, to: organizationId, properties: {}, provenance };
  };
  const written = { type: 'AFFILIATED_WITH', withProvenance: true };
  return [
    make.edges({ ...written, keys: ['resourceCount'] }, affiliations, member),
    make.edges({ ...written, keys: [] }, own, ownEdge),
  ];
}

function authorshipEdge({ resourceId, authorId, position, organizationIds, provenance }: Authorship): Edge {
  return { from: resourceId, to: authorId, properties: { position: int(position), organizationIds }, provenance };
}

function organizationEdge({ resourceId, organizationId, ordinal }: ResourceOrganization): Edge {
  return { from: resourceId, to: organizationId, properties: { ordinal: int(ordinal) }, provenance: null };
}

function tagEdge({ resourceId, topicId, score, matched, provenance }: TopicTag): Edge {
  return { from: resourceId, to: topicId, properties: { score, matched }, provenance };
}

function listingPart({ sources, listings }: GraphRows, make: PartMaker): LoadPart {
  const provenanceOf = listingProvenance(sources);
  const edgeOf = (listing: Listing): Edge => {
    const { resourceId, sourceId, section, locator } = listing;
    return {
      from: resourceId,
      to: sourceId,
      properties: { section },
      provenance: provenanceOf(listing) ?? { locator },
    };
  };
  return make.edges({ type: 'LISTED_IN', keys: ['section'], withProvenance: true }, listings, edgeOf);
}

function linkParts(edgesOf: EdgesOfKind, make: PartMaker): LoadPart[] {
  return LINK_KINDS.map((type, kindRank) => {
    const edgeOf = (edge: StoredEdge): Edge => ({ ...plain(edge), properties: { kindRank: int(kindRank) } });
    return make.edges({ type, keys: ['kindRank'], withProvenance: true }, edgesOf(type), edgeOf);
  });
}

/** All rows of a graph. */
export interface LoadPlan {
  /** What edges join: to be written before them. */
  readonly nodes: readonly LoadPart[];
  /** In the order in which they are read later, and with it the hits of a question. */
  readonly edges: readonly LoadPart[];
  /** What the edges name by number: to be made and written after them, since numbers are given as their rows are made. */
  readonly origins: () => LoadPart;
  /** Nodes that no edge joins, which may be written at the same time as the others. */
  readonly apart: readonly LoadPart[];
}

/** Everything to write; the parts of a list one after another. */
export function loadPlan(graph: GraphRows, measures: GraphMeasures, search: SearchRows, make: PartMaker): LoadPlan {
  const { edgeCounts } = measures.figures;
  const edgesOf: EdgesOfKind = (kind) => ({
    length: edgeCounts[kind],
    [Symbol.iterator]: () => storedEdgesOf(graph, kind),
  });
  return {
    nodes: nodeParts(graph, measures, search, make),
    edges: [
      ...hierarchyParts(edgesOf, make),
      make.edges(
        { type: 'AUTHORED_BY', keys: ['position', 'organizationIds'], withProvenance: true },
        graph.authorships,
        authorshipEdge,
      ),
      make.edges(
        { type: 'HAS_ORGANIZATION', keys: ['ordinal'], withProvenance: false },
        graph.resourceOrganizations,
        organizationEdge,
      ),
      ...affiliationParts(graph, measures, make),
      make.edges({ type: 'ABOUT', keys: ['score', 'matched'], withProvenance: true }, graph.tags, tagEdge),
      listingPart(graph, make),
      ...linkParts(edgesOf, make),
    ],
    origins: make.origins,
    // Rows of search take longest to make: at the end they would be left over when the edges are written.
    apart: [searchPart(search, make), identifierPart(graph, make)],
  };
}
