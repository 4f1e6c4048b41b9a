/**
 * Scopes as Cypher: a row of parameters for each parent, `p`, and what finds the resources `n` of a parent. Whatever
 * differs between parents is in the row, so one statement serves all of them.
 */
import { unreachable } from '../../domain/errors.ts';
import type { FacetField } from '../../domain/facet.ts';
import type { ResourceFilter } from '../../domain/filter.ts';
import { nodeId, isSlug, type NodeId } from '../../domain/ids.ts';
import type { Strategy } from '../../observability/store-report.ts';
import { parentKeys, WHOLE_GRAPH, type Scope } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { compileResourceFilter } from './compile-filter.ts';
import { cy, findsBy, int, join, name, param, property, type CypherValue, type Fragment } from './cypher.ts';

type Row = Readonly<Record<string, CypherValue>>;
type GroupScope = Extract<Scope, { relation: 'ResourceGroup.resources' }>;

export interface CompiledScope {
  /** One for each parent, `key` naming it. */
  readonly rows: readonly Row[];
  /** MATCH clauses before the first WHERE, and the conditions that go into it. */
  readonly match: Fragment;
  readonly conditions: readonly Fragment[];
  /** How `match` finds them. */
  readonly strategy: Strategy;
  /** Whether `match` may find a resource more than once. */
  readonly repeats: boolean;
  /** Columns that are equal for all resources of a parent and open an index: they may stand before an order. */
  readonly constant: readonly Fragment[];
  /**
   * How many resources `match` and `conditions` visit for all parents together, where `match` is nothing but
   * `(n:Resource)`, so that another way to `n` may stand in its place; null where it is more.
   */
  readonly visited: number | null;
  /** Filters that are among the conditions. */
  readonly filters: readonly ResourceFilter[];
}

/** What of the catalogue and of the graph's size decides how a statement finds its resources. */
export interface Known {
  readonly catalog: Catalog;
  /** How many there are in the graph. */
  readonly resources: number;
}

const NODE_KIND_OF_FIELD = {
  VENUE: 'VENUE',
  VENUE_EDITION: 'VENUE_EDITION',
  TOPIC: 'TOPIC',
  AUTHOR: 'AUTHOR',
  ORGANIZATION: 'ORGANIZATION',
  SOURCE: 'SOURCE',
} as const;

/** The ids or values that a bucket key stands for; more than one where a topic rolls up. */
function groupValues(scope: GroupScope, key: string, catalog: Catalog): CypherValue[] {
  const { by } = scope;
  switch (by) {
    case 'TYPE':
    case 'TRACK':
    case 'LANGUAGE':
      return [key];
    case 'YEAR':
      return /^-?\d{1,9}$/.test(key) ? [int(Number(key))] : [];
    case 'TOPIC': {
      if (!isSlug(key)) return [];
      const id = nodeId('TOPIC', key);
      return scope.rollUpTopics ? [...catalog.tree.closure(id)] : [id];
    }
    case 'VENUE':
    case 'VENUE_EDITION':
    case 'AUTHOR':
    case 'ORGANIZATION':
    case 'SOURCE':
      return isSlug(key) ? [nodeId(NODE_KIND_OF_FIELD[by], key)] : [];
    default:
      return unreachable(by);
  }
}

/** That `n` has one of the values. */
function hasValue(by: FacetField, values: Fragment): Fragment {
  switch (by) {
    case 'TYPE':
      return cy`n.type IN ${values}`;
    case 'TRACK':
      return cy`n.track IN ${values}`;
    case 'LANGUAGE':
      return cy`n.language IN ${values}`;
    case 'YEAR':
      return cy`n.year IN ${values}`;
    case 'VENUE':
      return cy`n.venueId IN ${values}`;
    case 'VENUE_EDITION':
      return cy`n.editionId IN ${values}`;
    case 'TOPIC':
      return cy`EXISTS { (n)-[:ABOUT]->(v:Topic) WHERE v.id IN ${values} }`;
    case 'AUTHOR':
      return cy`EXISTS { (n)-[:AUTHORED_BY]->(v:Author) WHERE v.id IN ${values} }`;
    case 'ORGANIZATION':
      return cy`EXISTS { (n)-[:HAS_ORGANIZATION]->(v:Organization) WHERE v.id IN ${values} }`;
    case 'SOURCE':
      return cy`EXISTS { (n)-[:LISTED_IN]->(v:Source) WHERE v.id IN ${values} }`;
    default:
      return unreachable(by);
  }
}

function compileGroups(scope: GroupScope, known: Known, depth: number): CompiledScope {
  const { catalog } = known;
  const within = compileScope(scope.within, known, depth + 1);
  const column = 'group'.concat(String(depth));
  const outer = new Map(within.rows.map((row) => [row['key'], row]));
  const rows = parentKeys(scope).map((key, index) => {
    const group = scope.groups[index];
    const values = group === undefined ? [] : groupValues(scope, group.key, catalog);
    return { ...outer.get(group?.parent ?? WHOLE_GRAPH), key, [column]: values };
  });
  const filter = compileResourceFilter('n', scope.filter, catalog);
  const conditions = [...within.conditions, filter, hasValue(scope.by, property('p', column))];
  // A group is found by the same walk as the list it belongs to.
  const visited = within.visited === null ? null : (within.visited / within.rows.length) * rows.length;
  return { ...within, rows, conditions, visited, filters: [...within.filters, scope.filter] };
}

function simple(
  parents: readonly NodeId[],
  match: Fragment,
  conditions: readonly Fragment[],
  constant: readonly Fragment[],
): CompiledScope {
  const rows = parents.map((id) => ({ key: id, id }));
  return { rows, match, conditions, strategy: 'edge-walk', repeats: false, constant, visited: null, filters: [] };
}

/** The resources of nodes that each resource names by a property of its own. */
function byProperty(parents: readonly NodeId[], column: Fragment, catalog: Catalog): CompiledScope {
  const visited = parents.reduce((sum, id) => sum + catalog.resourceCount(id), 0);
  const scope = simple(parents, cy`MATCH (n:Resource)`, [cy`${column} = p.id`], [column]);
  return { ...scope, strategy: 'property-walk', visited };
}

function compileTopics(scope: Extract<Scope, { relation: 'Topic.resources' }>, catalog: Catalog): CompiledScope {
  const rows = scope.parents.map((id) => ({
    key: id,
    ids: scope.includeNarrower ? [...catalog.tree.closure(id)] : [id],
  }));
  const match = cy`UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource)`;
  return { ...simple([], match, [], []), rows, repeats: scope.includeNarrower };
}

/** Compiles a scope. `depth` counts groups within groups. */
export function compileScope(scope: Scope, known: Known, depth = 0): CompiledScope {
  switch (scope.relation) {
    case 'Query.resources':
      return {
        rows: [{ key: WHOLE_GRAPH }],
        match: cy`MATCH (n:Resource)`,
        conditions: [],
        strategy: 'graph-walk',
        repeats: false,
        constant: [],
        visited: known.resources,
        filters: [],
      };
    case 'Author.resources':
      return simple(scope.parents, cy`MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource)`, [], []);
    case 'Organization.resources':
      return simple(scope.parents, cy`MATCH (:Organization {id: p.id})<-[:HAS_ORGANIZATION]-(n:Resource)`, [], []);
    case 'Source.resources':
      return simple(scope.parents, cy`MATCH (:Source {id: p.id})<-[:LISTED_IN]-(n:Resource)`, [], []);
    case 'Venue.resources':
      return byProperty(scope.parents, cy`n.venueId`, known.catalog);
    case 'VenueEdition.resources':
      return byProperty(scope.parents, cy`n.editionId`, known.catalog);
    case 'Topic.resources':
      return compileTopics(scope, known.catalog);
    case 'ResourceGroup.resources':
      return compileGroups(scope, known, depth);
    default:
      return unreachable(scope);
  }
}

interface Anchor {
  readonly ids: readonly NodeId[];
  /** How many resources stand at them, those at two of them twice. */
  readonly degree: number;
}

/** The topics of the top-level condition that the fewest resources can meet. */
function rarestTopics(filters: readonly ResourceFilter[], catalog: Catalog): Anchor | null {
  const parts = filters.flatMap((filter) => (filter.op === 'and' ? filter.of : [filter]));
  const anchors = parts.flatMap((part): Anchor[] => {
    if (part.op !== 'some' || part.relation !== 'topics') return [];
    const ids = catalog.tree.matching(part.where);
    return [{ ids, degree: ids.reduce((sum, id) => sum + catalog.resourceCount(id), 0) }];
  });
  return anchors.toSorted((a, b) => a.degree - b.degree)[0] ?? null;
}

/**
 * Where the search of each parent starts: at topics when fewer resources stand there than a walk of the scope would visit.
 * A walk ends when it has found `wanted`; where a share s of the resources match, that is after wanted / s of them.
 */
function anchorOf(scope: CompiledScope, filter: ResourceFilter, known: Known, wanted: number): Anchor | null {
  if (scope.visited === null || scope.rows.length === 0) return null;
  const anchor = rarestTopics([...scope.filters, filter], known.catalog);
  if (anchor === null) return null;
  const walked = Math.min(scope.visited / scope.rows.length, (wanted * known.resources) / Math.max(1, anchor.degree));
  return anchor.degree < walked ? anchor : null;
}

export interface Search {
  readonly filter: ResourceFilter;
  /** How many are enough for each parent, in the order of an index; Infinity where all are needed. */
  readonly wanted: number;
  readonly bounds?: readonly Fragment[];
}

/** Everything that finds the resources of a parent that pass the filter, as `n`, each once. */
export function findResources(scope: CompiledScope, { filter, wanted, bounds = [] }: Search, known: Known): Fragment {
  const anchor = anchorOf(scope, filter, known, wanted);
  const conditions = [...scope.conditions, ...bounds, compileResourceFilter('n', filter, known.catalog)];
  const where = cy`WHERE ${join(conditions, cy` AND `)}`;
  if (anchor !== null) {
    const anchored = cy`UNWIND ${param(anchor.ids)} AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource)`;
    // What a subquery imports, `p`, stays in its scope.
    return findsBy('topic-anchor', cy`${anchored} WITH DISTINCT n ${where}`);
  }
  const distinct = scope.repeats ? cy` WITH DISTINCT n, p` : cy``;
  return findsBy(scope.strategy, cy`${scope.match}${distinct} ${where}`);
}

/** Names a variable of a statement by number. */
export function numbered(prefix: string, index: number): Fragment {
  return name(prefix.concat(String(index)));
}
