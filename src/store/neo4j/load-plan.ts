/** A graph as rows to write, in the order in which they can be written: nodes first, then what joins them. */
import { storedEdges, type StoredEdge } from '../../domain/edges.ts';
import { kindOf, type NodeId, type NodeKind } from '../../domain/ids.ts';
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
import { cy, int, join, name, param, place, property, type CypherValue, type Fragment } from './cypher.ts';
import { affiliations, countsOf, sharedWeights, tally, topicOrdinals } from './measure-graph.ts';
import { nodeProperties, PROVENANCE_KEYS, provenanceProperties, type Properties } from './properties.ts';
import { LABELS } from './schema.ts';
import type { SearchRows } from './search-rows.ts';

/** Raise it when the same graph is written in another way: a database of another format is loaded again. */
export const LOAD_FORMAT = 6;

/** Rows that are made one by one as they are taken, so that there are never more of them than a batch has. */
export interface LoadRows extends Iterable<CypherValue> {
  readonly length: number;
}

export interface LoadPart {
  readonly phase: string;
  /** The writing of rows, given the parameter that holds them. */
  readonly write: (rows: Fragment) => Fragment;
  readonly rows: LoadRows;
  /** How many rows a statement takes, where they are large. */
  readonly statementRows?: number;
}

function rowsOf<T>(items: readonly T[], make: (item: T) => CypherValue): LoadRows {
  return {
    length: items.length,
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Those of the part's keys that it has. */
  readonly properties: Properties;
}
type EdgesOfKind = (kind: StoredEdgeKind) => readonly StoredEdge[];

/** The values of these keys. @throws Error (a bug) where there are others. */
function rowFrom(properties: Properties, keys: readonly string[]): CypherValue[] {
  let known = 0;
  const values = keys.map((key) => {
    const value = properties[key];
    if (value === undefined) return null;
    known += 1;
    return value;
  });
  if (known < Object.keys(properties).length) throw new Error('A row has a property that others do not have');
  return values;
}

/**
 * `SET of.key = row[…], …, of.load = …`: rows travel as lists, since the names are longer than most values. Each property is
 * named, since `SET n = row` might change the key that MERGE looks for, so that all rows must be merged before one is set.
 */
function setEach(of: 'n' | 'e', keys: readonly string[], first: number, loadId: number): Fragment {
  const values = keys.flatMap((key, index) =>
    key === 'id' ? [] : [cy`${property(of, key)} = row[${place(first + index)}]`],
  );
  return cy`SET ${join([...values, cy`${property(of, 'load')} = ${param(int(loadId))}`], cy`, `)}`;
}

/** All nodes of a label, which have the same properties. */
function nodePart<N>(
  phase: string,
  label: string,
  nodes: readonly N[],
  propertiesOf: (node: N) => Properties,
  loadId: number,
): LoadPart {
  const [first] = nodes;
  const keys = first === undefined ? [] : Object.keys(propertiesOf(first));
  return {
    phase,
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:${name(label)} {id: row[${place(keys.indexOf('id'))}]})
      ${setEach('n', keys, 0, loadId)}`,
    rows: rowsOf(nodes, (node) => rowFrom(propertiesOf(node), keys)),
  };
}

function edgePart<F>(
  type: string,
  [from, to]: readonly [string, string],
  keys: readonly string[],
  facts: readonly F[],
  edgeOf: (fact: F) => Edge,
  loadId: number,
): LoadPart {
  return {
    phase: type,
    write: (rows) => cy`UNWIND ${rows} AS row
      MATCH (a:${name(from)} {id: row[0]}) MATCH (b:${name(to)} {id: row[1]})
      MERGE (a)-[e:${name(type)}]->(b) ${setEach('e', keys, 2, loadId)}`,
    rows: rowsOf(facts, (fact) => {
      const { properties, ...ends } = edgeOf(fact);
      return [ends.from, ends.to, ...rowFrom(properties, keys)];
    }),
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

interface IdentifierParts {
  readonly nodes: LoadPart;
  readonly edges: readonly LoadPart[];
}

/** Each identifier once, and which node carries it. */
function identifierParts(graph: GraphRecords, loadId: number): IdentifierParts {
  const keys = new Set<string>();
  const edges = NODE_LISTS.map(([list, label]): LoadPart => {
    const carried = graph[list].flatMap((node) => lookupKeys(node).map((to) => ({ from: node.id, to })));
    for (const { to } of carried) keys.add(to);
    return {
      phase: 'IDENTIFIED_BY',
      write: (batch) => cy`UNWIND ${batch} AS row
        MATCH (n:${name(label)} {id: row[0]}) MATCH (i:Identifier {key: row[1]})
        MERGE (n)-[e:IDENTIFIED_BY]->(i) SET e.load = ${param(int(loadId))}`,
      rows: rowsOf(carried, ({ from, to }) => [from, to]),
    };
  });
  const nodes: LoadPart = {
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS key MERGE (i:Identifier {key: key}) SET i.load = ${param(int(loadId))}`,
    rows: rowsOf([...keys], (key) => key),
  };
  return { nodes, edges };
}

/** Parts of some hundred thousand characters each. */
const SEARCH_PARTS_AT_ONCE = 5;

function searchPart(search: SearchRows, loadId: number): LoadPart {
  return {
    phase: 'search',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (p:SearchPart {key: row.key}) SET p = row`,
    rows: rowsOf(search.parts, (part) => ({ ...part, load: int(loadId) })),
    statementRows: SEARCH_PARTS_AT_ONCE,
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

function nodeParts(graph: GraphRecords, search: SearchRows, edges: readonly StoredEdge[], loadId: number): LoadPart[] {
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
  return NODE_LISTS.map(([list, label]) => nodePart<Entity>(list, label, graph[list], propertiesOf, loadId));
}

function* endsOf(edges: readonly StoredEdge[]): Generator<NodeId> {
  for (const { source, target } of edges) {
    yield source;
    yield target;
  }
}

/** Edges that hold nothing but where they are stated. */
function plain({ source, target, provenance }: StoredEdge): Edge {
  return { from: source, to: target, properties: provenance === null ? {} : provenanceProperties(provenance) };
}

function hierarchyParts(edgesOf: EdgesOfKind, loadId: number): LoadPart[] {
  const published = edgesOf('PUBLISHED_IN');
  const to = (kind: NodeKind): StoredEdge[] => published.filter(({ target }) => kindOf(target) === kind);
  return [
    edgePart('BROADER', ['Topic', 'Topic'], PROVENANCE_KEYS, edgesOf('BROADER'), plain, loadId),
    edgePart('RELATED', ['Topic', 'Topic'], PROVENANCE_KEYS, edgesOf('RELATED'), plain, loadId),
    edgePart('EDITION_OF', ['VenueEdition', 'Venue'], PROVENANCE_KEYS, edgesOf('EDITION_OF'), plain, loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'VenueEdition'], PROVENANCE_KEYS, to('VENUE_EDITION'), plain, loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'Venue'], PROVENANCE_KEYS, to('VENUE'), plain, loadId),
  ];
}

/** Affiliations of authors with their numbers, and those of resources. */
function affiliationParts(graph: GraphRecords, edgesOf: EdgesOfKind, loadId: number): LoadPart[] {
  const key = (from: string, to: string): string => [from, to].join(' ');
  const pairs = affiliations(graph).map((row) => [key(row.authorId, row.organizationId), row.resourceCount] as const);
  const counts = new Map(pairs);
  const edges = edgesOf('AFFILIATED_WITH');
  const member = (edge: StoredEdge): Edge => {
    const { properties, ...ends } = plain(edge);
    return { ...ends, properties: { ...properties, resourceCount: int(counts.get(key(ends.from, ends.to)) ?? 0) } };
  };
  const members = edges.filter(({ source }) => kindOf(source) === 'AUTHOR');
  const own = edges.filter(({ source }) => kindOf(source) === 'RESOURCE');
  return [
    edgePart(
      'AFFILIATED_WITH',
      ['Author', 'Organization'],
      [...PROVENANCE_KEYS, 'resourceCount'],
      members,
      member,
      loadId,
    ),
    edgePart('AFFILIATED_WITH', ['Resource', 'Organization'], PROVENANCE_KEYS, own, plain, loadId),
  ];
}

function authorshipEdge({ resourceId, authorId, position, organizationIds, provenance }: Authorship): Edge {
  const properties = { position: int(position), organizationIds, ...provenanceProperties(provenance) };
  return { from: resourceId, to: authorId, properties };
}

function organizationEdge({ resourceId, organizationId, ordinal }: ResourceOrganization): Edge {
  return { from: resourceId, to: organizationId, properties: { ordinal: int(ordinal) } };
}

function tagEdge({ resourceId, topicId, score, matched, provenance }: TopicTag): Edge {
  return { from: resourceId, to: topicId, properties: { score, matched, ...provenanceProperties(provenance) } };
}

function listingPart({ listings }: GraphRecords, edgesOf: EdgesOfKind, loadId: number): LoadPart {
  // The locator of a listing is that of its edge.
  const stated = new Map(edgesOf('LISTED_IN').map((edge) => [[edge.source, edge.target].join(' '), edge]));
  const edgeOf = ({ resourceId, sourceId, section, locator }: Listing): Edge => {
    const provenance = stated.get([resourceId, sourceId].join(' '))?.provenance ?? null;
    const where = provenance === null ? { locator } : provenanceProperties(provenance);
    return { from: resourceId, to: sourceId, properties: { section, ...where } };
  };
  return edgePart('LISTED_IN', ['Resource', 'Source'], ['section', ...PROVENANCE_KEYS], listings, edgeOf, loadId);
}

function linkParts(edgesOf: EdgesOfKind, loadId: number): LoadPart[] {
  return LINK_KINDS.map((kind, kindRank) => {
    const edgeOf = (edge: StoredEdge): Edge => {
      const { properties, ...ends } = plain(edge);
      return { ...ends, properties: { ...properties, kindRank: int(kindRank) } };
    };
    return edgePart(kind, ['Resource', 'Resource'], [...PROVENANCE_KEYS, 'kindRank'], edgesOf(kind), edgeOf, loadId);
  });
}

/** All rows of a graph: those of nodes must be written before those of edges. */
export interface LoadPlan {
  readonly nodes: readonly LoadPart[];
  readonly edges: readonly LoadPart[];
}

/**
 * Everything to write, one part after another: the order in which edges are written is the order in which they are read, and
 * with it the hits of a question. Each row carries `loadId`, so that what an earlier load left can be told apart and removed.
 */
export function loadPlan(graph: GraphRecords, search: SearchRows, loadId: number): LoadPlan {
  const edges = storedEdges(graph);
  const identifiers = identifierParts(graph, loadId);
  const edgesOf: EdgesOfKind = (kind) => edges.filter((edge) => edge.kind === kind);
  return {
    nodes: [...nodeParts(graph, search, edges, loadId), searchPart(search, loadId), identifiers.nodes],
    edges: [
      ...identifiers.edges,
      ...hierarchyParts(edgesOf, loadId),
      edgePart(
        'AUTHORED_BY',
        ['Resource', 'Author'],
        ['position', 'organizationIds', ...PROVENANCE_KEYS],
        graph.authorships,
        authorshipEdge,
        loadId,
      ),
      edgePart(
        'HAS_ORGANIZATION',
        ['Resource', 'Organization'],
        ['ordinal'],
        graph.resourceOrganizations,
        organizationEdge,
        loadId,
      ),
      ...affiliationParts(graph, edgesOf, loadId),
      edgePart('ABOUT', ['Resource', 'Topic'], ['score', 'matched', ...PROVENANCE_KEYS], graph.tags, tagEdge, loadId),
      listingPart(graph, edgesOf, loadId),
      ...linkParts(edgesOf, loadId),
    ],
  };
}
