/** A graph as batches of rows, in the order in which they can be written: nodes first, then what joins them. */
import { storedEdges, type StoredEdge } from '../../domain/edges.ts';
import { kindOf, type NodeKind } from '../../domain/ids.ts';
import { lookupKeys } from '../../domain/lookup-keys.ts';
import { LINK_KINDS, type GraphRecords, type StoredEdgeKind } from '../../domain/model.ts';
import { cy, int, name, type CypherValue, type Fragment } from './cypher.ts';
import { affiliations, countsOf, sharedWeights, tally, topicOrdinals } from './measure-graph.ts';
import { nodeProperties, provenanceProperties, type Properties } from './properties.ts';
import { LABELS } from './schema.ts';
import { searchRows, type SearchRows } from './search-rows.ts';

/** Raise it when the same graph is written in another way: a database of another format is loaded again. */
export const LOAD_FORMAT = 5;

export interface LoadPart {
  readonly phase: string;
  /** The writing of a batch, given the parameter that holds its rows. */
  readonly write: (rows: Fragment) => Fragment;
  readonly rows: readonly CypherValue[];
  /** How many rows are written at once, where rows are large. */
  readonly batchRows?: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly properties: Properties;
}
type EdgesOfKind = (kind: StoredEdgeKind) => readonly StoredEdge[];

function nodePart(phase: string, label: string, nodes: readonly Properties[], loadId: string): LoadPart {
  return {
    phase,
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:${name(label)} {id: row.id}) SET n = row`,
    rows: nodes.map((node) => ({ ...node, load: loadId })),
  };
}

function edgePart(
  type: string,
  [from, to]: readonly [string, string],
  edges: readonly Edge[],
  loadId: string,
): LoadPart {
  return {
    phase: type,
    write: (rows) => cy`UNWIND ${rows} AS row
      MATCH (a:${name(from)} {id: row.from}) MATCH (b:${name(to)} {id: row.to})
      MERGE (a)-[e:${name(type)}]->(b) SET e = row.properties`,
    rows: edges.map((edge) => ({ ...edge, properties: { ...edge.properties, load: loadId } })),
  };
}

const NODE_LISTS = [
  ['sources', LABELS.SOURCE],
  ['topics', LABELS.TOPIC],
  ['venues', LABELS.VENUE],
  ['editions', LABELS.VENUE_EDITION],
  ['organizations', LABELS.ORGANIZATION],
  ['authors', LABELS.AUTHOR],
  ['resources', LABELS.RESOURCE],
] as const;

/** Each identifier once, then which node carries it. */
function identifierParts(graph: GraphRecords, loadId: string): LoadPart[] {
  const carried = NODE_LISTS.map(([list, label]) => {
    const rows = graph[list].flatMap((node) => lookupKeys(node).map((key) => ({ from: node.id, to: key })));
    return { label, rows };
  });
  const keys = new Set(carried.flatMap(({ rows }) => rows.map(({ to }) => to)));
  const nodes: LoadPart = {
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (i:Identifier {key: row.key}) SET i.load = row.load`,
    rows: [...keys].map((key) => ({ key, load: loadId })),
  };
  const edges = carried.map(({ label, rows }): LoadPart => {
    return {
      phase: 'IDENTIFIED_BY',
      write: (batch) => cy`UNWIND ${batch} AS row
        MATCH (n:${name(label)} {id: row.from}) MATCH (i:Identifier {key: row.to})
        MERGE (n)-[e:IDENTIFIED_BY]->(i) SET e.load = row.load`,
      rows: rows.map((row) => ({ ...row, load: loadId })),
    };
  });
  return [nodes, ...edges];
}

/** Parts of some hundred thousand characters each. */
const SEARCH_PARTS_AT_ONCE = 20;

function searchPart(search: SearchRows, loadId: string): LoadPart {
  return {
    phase: 'search',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (p:SearchPart {key: row.key}) SET p = row`,
    rows: search.parts.map((part) => ({ ...part, load: loadId })),
    batchRows: SEARCH_PARTS_AT_ONCE,
  };
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

function nodeParts(graph: GraphRecords, search: SearchRows, edges: readonly StoredEdge[], loadId: string): LoadPart[] {
  const countsFor = countsOf(graph);
  const weightOf = sharedWeights(graph);
  const topicsOf = topicOrdinals(graph);
  const degreeOf = tally(edges.flatMap(({ source, target }) => [source, target]));
  return NODE_LISTS.map(([list, label]) => {
    const rows = graph[list].map((node) => ({
      ...nodeProperties(node, countsFor(node.id)),
      ...search.propertiesOf(node.id),
      degree: int(degreeOf(node.id)),
      sharedWeight: wholeOrNull(weightOf(node)),
      ...(node.kind === 'RESOURCE' ? ordinalProperties(topicsOf(node.id)) : {}),
    }));
    return nodePart(list, label, rows, loadId);
  });
}

/** Edges that hold nothing but where they are stated. */
function plain({ source, target, provenance }: StoredEdge): Edge {
  return { from: source, to: target, properties: provenance === null ? {} : provenanceProperties(provenance) };
}

function hierarchyParts(edgesOf: EdgesOfKind, loadId: string): LoadPart[] {
  const published = edgesOf('PUBLISHED_IN');
  const to = (kind: NodeKind): Edge[] => published.filter(({ target }) => kindOf(target) === kind).map(plain);
  return [
    edgePart('BROADER', ['Topic', 'Topic'], edgesOf('BROADER').map(plain), loadId),
    edgePart('RELATED', ['Topic', 'Topic'], edgesOf('RELATED').map(plain), loadId),
    edgePart('EDITION_OF', ['VenueEdition', 'Venue'], edgesOf('EDITION_OF').map(plain), loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'VenueEdition'], to('VENUE_EDITION'), loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'Venue'], to('VENUE'), loadId),
  ];
}

/** Affiliations of authors with their numbers, and those of resources. */
function affiliationParts(graph: GraphRecords, edgesOf: EdgesOfKind, loadId: string): LoadPart[] {
  const key = (from: string, to: string): string => [from, to].join(' ');
  const pairs = affiliations(graph).map((row) => [key(row.authorId, row.organizationId), row.resourceCount] as const);
  const counts = new Map(pairs);
  const edges = edgesOf('AFFILIATED_WITH');
  const members = edges
    .filter(({ source }) => kindOf(source) === 'AUTHOR')
    .map((edge) => {
      const { properties, ...ends } = plain(edge);
      return { ...ends, properties: { ...properties, resourceCount: int(counts.get(key(ends.from, ends.to)) ?? 0) } };
    });
  const own = edges.filter(({ source }) => kindOf(source) === 'RESOURCE').map(plain);
  return [
    edgePart('AFFILIATED_WITH', ['Author', 'Organization'], members, loadId),
    edgePart('AFFILIATED_WITH', ['Resource', 'Organization'], own, loadId),
  ];
}

function factParts(graph: GraphRecords, edgesOf: EdgesOfKind, loadId: string): LoadPart[] {
  const authorships = graph.authorships.map(({ resourceId, authorId, position, organizationIds, provenance }) => ({
    from: resourceId,
    to: authorId,
    properties: { position: int(position), organizationIds, ...provenanceProperties(provenance) },
  }));
  const organizations = graph.resourceOrganizations.map(({ resourceId, organizationId, ordinal }) => ({
    from: resourceId,
    to: organizationId,
    properties: { ordinal: int(ordinal) },
  }));
  const tags = graph.tags.map(({ resourceId, topicId, score, matched, provenance }) => ({
    from: resourceId,
    to: topicId,
    properties: { score, matched, ...provenanceProperties(provenance) },
  }));
  // The locator of a listing is that of its edge.
  const stated = new Map(edgesOf('LISTED_IN').map((edge) => [[edge.source, edge.target].join(' '), edge]));
  const listings = graph.listings.map(({ resourceId, sourceId, section, locator }) => {
    const provenance = stated.get([resourceId, sourceId].join(' '))?.provenance ?? null;
    const where = provenance === null ? { locator } : provenanceProperties(provenance);
    return { from: resourceId, to: sourceId, properties: { section, ...where } };
  });
  return [
    edgePart('AUTHORED_BY', ['Resource', 'Author'], authorships, loadId),
    edgePart('HAS_ORGANIZATION', ['Resource', 'Organization'], organizations, loadId),
    ...affiliationParts(graph, edgesOf, loadId),
    edgePart('ABOUT', ['Resource', 'Topic'], tags, loadId),
    edgePart('LISTED_IN', ['Resource', 'Source'], listings, loadId),
  ];
}

function linkParts(edgesOf: EdgesOfKind, loadId: string): LoadPart[] {
  return LINK_KINDS.map((kind, kindRank) => {
    const edges = edgesOf(kind).map((edge) => {
      const { properties, ...ends } = plain(edge);
      return { ...ends, properties: { ...properties, kindRank: int(kindRank) } };
    });
    return edgePart(kind, ['Resource', 'Resource'], edges, loadId);
  });
}

/** Everything to write. Each row carries `loadId`, so that what an earlier load left can be told apart and removed. */
export function loadPlan(graph: GraphRecords, loadId: string): LoadPart[] {
  const edges = storedEdges(graph);
  const search = searchRows(graph);
  const edgesOf: EdgesOfKind = (kind) => edges.filter((edge) => edge.kind === kind);
  return [
    ...nodeParts(graph, search, edges, loadId),
    searchPart(search, loadId),
    ...identifierParts(graph, loadId),
    ...hierarchyParts(edgesOf, loadId),
    ...factParts(graph, edgesOf, loadId),
    ...linkParts(edgesOf, loadId),
  ];
}
