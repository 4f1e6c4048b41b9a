/** The loaded graph: nodes by ordinal, relations both ways, and the columns that questions are answered from. */
import { compareText, type NodeId } from '../../domain/ids.ts';
import { lookupKeys } from '../../domain/lookup-keys.ts';
import type { Entity, GraphRecords } from '../../domain/model.ts';
import type { DocumentTerms } from '../../search/document-terms.ts';
import { buildTopicTree, type TopicTree } from '../../domain/topic-tree.ts';
import { createFullText, type FullText } from './full-text.ts';
import { MAX_KEY_HOLDERS } from '../graph-store.ts';
import { buildFacetColumns, type FacetColumns } from './facet-columns.ts';
import { createKeptFilters, type KeptFilters } from './kept-filters.ts';
import { buildNodeTable, type NodeTable, type NodeTables } from './node-table.ts';
import { buildOrderColumns, type OrderColumns } from './order-columns.ts';
import { buildRelations, type Relations } from './relations.ts';
import { createGraphDocuments } from './search-documents.ts';
import { createSortedResources, type SortedResources } from './sorted-resources.ts';
import { buildSearchColumns, lazily, type SearchColumns } from './value-columns.ts';

export interface MemoryGraph extends NodeTables {
  /** Lists whose rows the items of `expand` carry, each in the order its relation was made from. */
  readonly records: GraphRecords;
  readonly tree: TopicTree;
  readonly relations: Relations;
  readonly facets: FacetColumns;
  readonly orders: OrderColumns;
  readonly sorted: SortedResources;
  readonly values: SearchColumns;
  readonly fullText: FullText;
  readonly keptFilters: KeptFilters;
  readonly byId: ReadonlyMap<NodeId, Entity>;
  /** Nodes by each of their `lookupKeys`, sorted by id. Made when first asked for. */
  readonly holders: () => ReadonlyMap<string, readonly Entity[]>;
}

/** The records with their edges in the order of the lists they appear in, whatever order they came in. */
function inListOrder(records: GraphRecords): GraphRecords {
  return {
    ...records,
    authorships: records.authorships.toSorted((a, b) => a.position - b.position),
    resourceOrganizations: records.resourceOrganizations.toSorted((a, b) => a.ordinal - b.ordinal),
    tags: records.tags.toSorted((a, b) => b.score - a.score || compareText(a.topicId, b.topicId)),
    listings: records.listings.toSorted((a, b) => compareText(a.sourceId, b.sourceId)),
  };
}

function indexByKey(nodes: readonly Entity[]): Map<string, Entity[]> {
  const index = new Map<string, Entity[]>();
  for (const node of nodes.toSorted((a, b) => compareText(a.id, b.id))) {
    for (const key of lookupKeys(node)) {
      const holders = index.get(key);
      if (holders === undefined) index.set(key, [node]);
      else holders.push(node);
    }
  }
  return index;
}

export interface MemoryGraphSettings {
  /** Of the documents of the records, where they are known: a first search need not make and cut them all. */
  readonly terms?: DocumentTerms | null;
  /** How much of what filters accept is kept; 0: none. */
  readonly keptFilterBytes?: number;
}

const KEPT_FILTER_BYTES = 8_000_000;

/**
 * @throws Error when the records are not one graph: an unknown id, two topics of one label, a circle of topics.
 */
export function buildMemoryGraph(
  given: GraphRecords,
  { terms = null, keptFilterBytes = KEPT_FILTER_BYTES }: MemoryGraphSettings = {},
): MemoryGraph {
  const records = inListOrder(given);
  const tables: NodeTables = {
    resources: buildNodeTable(records.resources),
    authors: buildNodeTable(records.authors),
    organizations: buildNodeTable(records.organizations),
    venues: buildNodeTable(records.venues),
    editions: buildNodeTable(records.editions),
    topics: buildNodeTable(records.topics),
    sources: buildNodeTable(records.sources),
  };
  const tree = buildTopicTree(records.topics);
  const relations = buildRelations(records, tables);
  const facets = buildFacetColumns(tables, relations, tree);
  const all: readonly Entity[] = Object.values(tables).flatMap((table: NodeTable) => table.nodes);
  const orders = buildOrderColumns(tables.resources, relations);
  const documentsOf = () => createGraphDocuments({ ...tables, relations, facets });
  return {
    ...tables,
    records,
    tree,
    relations,
    facets,
    orders,
    sorted: createSortedResources(tables.resources.nodes.length, orders),
    values: buildSearchColumns(tables),
    fullText: createFullText(documentsOf, terms, tables.resources),
    keptFilters: createKeptFilters(keptFilterBytes),
    byId: new Map(all.map((node) => [node.id, node])),
    holders: lazily(() => indexByKey(all)),
  };
}

/** What `byIdentifiers` answers for one key. */
export function holdersOf(graph: MemoryGraph, key: string): readonly Entity[] {
  return (graph.holders().get(key) ?? []).slice(0, MAX_KEY_HOLDERS);
}
