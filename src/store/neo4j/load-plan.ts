/** A graph as rows to write, in the order in which they can be written: nodes first, then what joins them. */
import type { WrittenEdge } from '../../domain/edge-ends.ts';
import { listingProvenance, storedEdgesOf, type StoredEdge } from '../../domain/edges.ts';
import {
  LINK_KINDS,
  type Authorship,
  type Entity,
  type GraphRows,
  type Listing,
  type ResourceOrganization,
  type Source,
  type StoredEdgeKind,
  type TopicTag,
} from '../../domain/model.ts';
import { firstNumbers, type NodeList } from '../../domain/node-numbers.ts';
import { narrowed, only, type Rows } from '../../domain/rows.ts';
import type { KnownOfGraph } from '../graph-store.ts';
import { cy } from './cypher.ts';
import type { ColumnKeys } from './load-columns.ts';
import { identifierPart } from './load-identifiers.ts';
import { rowsPart, type EdgeContent, type EdgesWritten, type LoadPart, type PartMaker } from './load-parts.ts';
import { createNodeMeasures } from './node-measures.ts';
import type { Properties } from './properties.ts';
import { LABELS } from './schema.ts';
import { searchRows, type SearchRows } from './search-rows.ts';

/** Raise it when the same graph is written in another way: a database of another format is loaded again. */
export const LOAD_FORMAT = 10;

const LABELLED = {
  sources: LABELS.SOURCE,
  topics: LABELS.TOPIC,
  venues: LABELS.VENUE,
  editions: LABELS.VENUE_EDITION,
  organizations: LABELS.ORGANIZATION,
  authors: LABELS.AUTHOR,
  resources: LABELS.RESOURCE,
} as const satisfies Record<NodeList, string>;

/** Edges of these kinds hold nothing but where they are stated. */
const HIERARCHY = ['BROADER', 'RELATED', 'EDITION_OF', 'PUBLISHED_IN'] as const;

/** Parts of some hundred thousand characters each. */
const SEARCH_PARTS_AT_ONCE = 5;

/** A graph to be written, and what follows from all of its rows. */
export interface LoadSource extends KnownOfGraph {
  readonly graph: GraphRows;
}

function searchPart({ parts }: SearchRows, { mark }: PartMaker): LoadPart {
  return rowsPart({
    phase: 'search',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (p:SearchPart {key: row.key}) SET p = row, p.load = ${mark}`,
    rows: parts,
    statementRows: SEARCH_PARTS_AT_ONCE,
  });
}

function nodeParts({ graph, derived }: LoadSource, search: SearchRows, make: PartMaker): LoadPart[] {
  const firsts = firstNumbers(graph);
  const measured = createNodeMeasures(derived, firsts.resources);
  const propertiesOf = (node: Entity, number: number): Properties => ({
    ...measured(node, number),
    ...search.propertiesOf(number),
  });
  return (Object.keys(LABELLED) as NodeList[]).map((list) => {
    const written = { phase: list, label: LABELLED[list], nodes: graph[list], firstNumber: firsts[list] };
    return make.nodes<Entity>(written, propertiesOf);
  });
}

function plain({ provenance }: StoredEdge): EdgeContent {
  return { properties: {}, provenance };
}

type AuthorshipContent = Pick<Authorship, 'position' | 'organizationIds' | 'provenance'>;

function authorship({ position, organizationIds, provenance }: AuthorshipContent): EdgeContent {
  return { properties: { position, organizationIds }, provenance };
}

function organization({ ordinal }: Pick<ResourceOrganization, 'ordinal'>): EdgeContent {
  return { properties: { ordinal }, provenance: null };
}

/** Those of authors with their numbers, then those of resources. */
function* affiliationContents({ graph, derived }: LoadSource): Generator<EdgeContent> {
  for (const { resourceCount, statedBy } of derived.affiliations)
    yield { properties: { resourceCount }, provenance: statedBy.provenance };
  for (const { own, provenance } of only(graph.resourceOrganizations, 'own', 'provenance'))
    if (own) yield { properties: {}, provenance };
}

function tag({ score, matched, provenance }: Pick<TopicTag, 'score' | 'matched' | 'provenance'>): EdgeContent {
  return { properties: { score, matched }, provenance };
}

type ListingContent = Pick<Listing, 'sourceId' | 'section' | 'locator'>;

function listingIn(sources: readonly Source[]): (listing: ListingContent) => EdgeContent {
  const provenanceOf = listingProvenance(sources);
  return (listing) => {
    const { section, locator } = listing;
    return { properties: { section }, provenance: provenanceOf(listing) ?? { locator } };
  };
}

function edgeParts(source: LoadSource, make: PartMaker): LoadPart[] {
  const { graph, derived } = source;
  const rowsOf = <T>(type: WrittenEdge, rows: () => Iterator<T>): Rows<T> => {
    return { length: derived.ends[type].from.length, [Symbol.iterator]: rows };
  };
  const stored = (kind: StoredEdgeKind): Rows<StoredEdge> => rowsOf(kind, () => storedEdgesOf(graph, kind));
  const written = (type: WrittenEdge, { wholes = [], others = [] }: Partial<ColumnKeys> = {}): EdgesWritten => {
    const withProvenance = type !== 'HAS_ORGANIZATION';
    return { type, keys: { wholes, others }, ends: derived.ends[type], withProvenance };
  };
  const authorships = narrowed(graph.authorships, 'position', 'organizationIds', 'provenance');
  const organizations = narrowed(graph.resourceOrganizations, 'ordinal');
  const affiliations = rowsOf('AFFILIATED_WITH', () => affiliationContents(source));
  const tags = narrowed(graph.tags, 'score', 'matched', 'provenance');
  const listings = narrowed(graph.listings, 'sourceId', 'section', 'locator');
  return [
    ...HIERARCHY.map((kind) => make.edges(written(kind), stored(kind), plain)),
    make.edges(written('AUTHORED_BY', { wholes: ['position'], others: ['organizationIds'] }), authorships, authorship),
    make.edges(written('HAS_ORGANIZATION', { wholes: ['ordinal'] }), organizations, organization),
    make.edges(written('AFFILIATED_WITH', { wholes: ['resourceCount'] }), affiliations, (content) => content),
    make.edges(written('ABOUT', { others: ['score', 'matched'] }), tags, tag),
    make.edges(written('LISTED_IN', { others: ['section'] }), listings, listingIn(graph.sources)),
    ...LINK_KINDS.map((kind, kindRank) => {
      const link = ({ provenance }: StoredEdge): EdgeContent => ({
        properties: { kindRank },
        provenance,
      });
      return make.edges(written(kind, { wholes: ['kindRank'] }), stored(kind), link);
    }),
  ];
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
export function loadPlan(source: LoadSource, make: PartMaker): LoadPlan {
  const search = searchRows(source.search);
  return {
    nodes: nodeParts(source, search, make),
    edges: edgeParts(source, make),
    origins: make.origins,
    // Rows of search are few and large: at the end they would be left over when the edges are written.
    apart: [searchPart(search, make), identifierPart(source.graph, source.derived.keys, make)],
  };
}
