/** A graph as rows to write, in the order in which they can be written: nodes first, then what joins them. */
import { storedEdges, type StoredEdge } from '../../domain/edges.ts';
import { compareText, kindOf, type NodeId } from '../../domain/ids.ts';
import { lookupKeys } from '../../domain/lookup-keys.ts';
import {
  LINK_KINDS,
  type Authorship,
  type Entity,
  type GraphRecords,
  type Listing,
  type ResourceOrganization,
  type StoredEdgeKind,
  type TopicTag,
} from '../../domain/model.ts';
import { cy, int, type CypherValue } from './cypher.ts';
import { rowsOf, rowsPart, type Edge, type LoadPart, type PartMaker } from './load-parts.ts';
import { affiliations, countsOf, sharedWeights, tally, topicOrdinals } from './measure-graph.ts';
import { nodeProperties, type Properties } from './properties.ts';
import { LABELS } from './schema.ts';
import type { SearchRows } from './search-rows.ts';

/** Raise it when the same graph is written in another way: a database of another format is loaded again. */
export const LOAD_FORMAT = 8;

type EdgesOfKind = (kind: StoredEdgeKind) => readonly StoredEdge[];

const NODE_LISTS = [
  ['sources', LABELS.SOURCE],
  ['topics', LABELS.TOPIC],
  ['venues', LABELS.VENUE],
  ['editions', LABELS.VENUE_EDITION],
  ['organizations', LABELS.ORGANIZATION],
  ['authors', LABELS.AUTHOR],
  ['resources', LABELS.RESOURCE],
] as const;

/**
 * Each identifier once, with the ids of the nodes that carry it, sorted. Not edges: looking up needs no more than an id, and
 * they would be as many rows again.
 */
function identifierPart(graph: GraphRecords, { mark }: PartMaker): LoadPart {
  const carriers = new Map<string, NodeId[]>();
  for (const [list] of NODE_LISTS) {
    for (const node of graph[list]) {
      for (const key of lookupKeys(node)) {
        const known = carriers.get(key);
        if (known === undefined) carriers.set(key, [node.id]);
        else known.push(node.id);
      }
    }
  }
  return rowsPart({
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (i:Identifier {key: row[0]})
      SET i.nodeIds = row[1], i.load = ${mark}`,
    rows: rowsOf([...carriers], ([key, ids]) => [key, ids.toSorted(compareText)]),
  });
}

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

function wholeOrNull(value: number | null): CypherValue {
  return value === null ? null : int(value);
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

function nodeParts(graph: GraphRecords, search: SearchRows, edges: readonly StoredEdge[], make: PartMaker): LoadPart[] {
  const countsFor = countsOf(graph);
  const weightOf = sharedWeights(graph, countsFor);
  const topicsOf = topicOrdinals(graph);
  const degreeOf = tally(endsOf(edges));
  const propertiesOf = (node: Entity): Properties => ({
    ...nodeProperties(node, countsFor(node.id)),
    ...search.propertiesOf(node.id),
    degree: int(degreeOf(node.id)),
    sharedWeight: wholeOrNull(weightOf(node)),
    ...(node.kind === 'RESOURCE' ? ordinalProperties(topicsOf(node.id)) : {}),
  });
  return NODE_LISTS.map(([list, label]) => make.nodes<Entity>(list, label, graph[list], propertiesOf));
}

function* endsOf(edges: readonly StoredEdge[]): Generator<NodeId> {
  for (const { source, target } of edges) {
    yield source;
    yield target;
  }
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
function affiliationParts(graph: GraphRecords, edgesOf: EdgesOfKind, make: PartMaker): LoadPart[] {
  const key = (from: string, to: string): string => [from, to].join(' ');
  const pairs = affiliations(graph).map((row) => [key(row.authorId, row.organizationId), row.resourceCount] as const);
  const counts = new Map(pairs);
  const edges = edgesOf('AFFILIATED_WITH');
  const member = (edge: StoredEdge): Edge => ({
    ...plain(edge),
    properties: { resourceCount: int(counts.get(key(edge.source, edge.target)) ?? 0) },
  });
  const members = edges.filter(({ source }) => kindOf(source) === 'AUTHOR');
  const own = edges.filter(({ source }) => kindOf(source) === 'RESOURCE');
  const written = { type: 'AFFILIATED_WITH', withProvenance: true };
  return [
    make.edges({ ...written, keys: ['resourceCount'] }, members, member),
    make.edges({ ...written, keys: [] }, own, plain),
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

function listingPart({ listings }: GraphRecords, edgesOf: EdgesOfKind, make: PartMaker): LoadPart {
  // The locator of a listing is that of its edge.
  const stated = new Map(edgesOf('LISTED_IN').map((edge) => [[edge.source, edge.target].join(' '), edge]));
  const edgeOf = ({ resourceId, sourceId, section, locator }: Listing): Edge => {
    const provenance = stated.get([resourceId, sourceId].join(' '))?.provenance ?? { locator };
    return { from: resourceId, to: sourceId, properties: { section }, provenance };
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
  /** Nodes that no edge joins, which may be written at the same time as the others. */
  readonly apart: readonly LoadPart[];
}

/** Everything to write; the parts of a list one after another. */
export function loadPlan(graph: GraphRecords, search: SearchRows, make: PartMaker): LoadPlan {
  const edges = storedEdges(graph);
  const edgesOf: EdgesOfKind = (kind) => edges.filter((edge) => edge.kind === kind);
  return {
    nodes: nodeParts(graph, search, edges, make),
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
      ...affiliationParts(graph, edgesOf, make),
      make.edges({ type: 'ABOUT', keys: ['score', 'matched'], withProvenance: true }, graph.tags, tagEdge),
      listingPart(graph, edgesOf, make),
      ...linkParts(edgesOf, make),
    ],
    // Rows of search take longest to make: at the end they would be left over when the edges are written.
    apart: [searchPart(search, make), identifierPart(graph, make)],
  };
}
