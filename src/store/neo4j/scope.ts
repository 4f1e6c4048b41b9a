/**
 * Scopes as Cypher: a row of parameters for each parent, `p`, and what finds the resources `n` of a parent. Whatever
 * differs between parents is in the row, so one statement serves all of them.
 */
import { unreachable } from '../../domain/errors.ts';
import type { FacetField } from '../../domain/facet.ts';
import type { ResourceFilter } from '../../domain/filter.ts';
import { nodeId, isSlug, type NodeId } from '../../domain/ids.ts';
import { parentKeys, WHOLE_GRAPH, type Scope } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { compileResourceFilter } from './compile-filter.ts';
import { cy, int, join, name, param, property, type CypherValue, type Fragment } from './cypher.ts';

type Row = Readonly<Record<string, CypherValue>>;
type GroupScope = Extract<Scope, { relation: 'ResourceGroup.resources' }>;

export interface CompiledScope {
  /** One for each parent, `key` naming it. */
  readonly rows: readonly Row[];
  /** MATCH clauses before the first WHERE, and the conditions that go into it. */
  readonly match: Fragment;
  readonly conditions: readonly Fragment[];
  /** Whether `match` may find a resource more than once. */
  readonly repeats: boolean;
  /** Columns that are equal for all resources of a parent and open an index: they may stand before an order. */
  readonly constant: readonly Fragment[];
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

function compileGroups(scope: GroupScope, catalog: Catalog, depth: number): CompiledScope {
  const within = compileScope(scope.within, catalog, depth + 1);
  const column = 'group'.concat(String(depth));
  const outer = new Map(within.rows.map((row) => [row['key'], row]));
  const rows = parentKeys(scope).map((key, index) => {
    const group = scope.groups[index];
    const values = group === undefined ? [] : groupValues(scope, group.key, catalog);
    return { ...outer.get(group?.parent ?? WHOLE_GRAPH), key, [column]: values };
  });
  const filter = compileResourceFilter('n', scope.filter, catalog);
  const conditions = [...within.conditions, filter, hasValue(scope.by, property('p', column))];
  return { ...within, rows, conditions };
}

function simple(
  parents: readonly NodeId[],
  match: Fragment,
  conditions: readonly Fragment[],
  constant: readonly Fragment[],
): CompiledScope {
  return { rows: parents.map((id) => ({ key: id, id })), match, conditions, repeats: false, constant };
}

/** Topics above this share of all resources are walked in order; rarer ones are the start of the search. */
const RARE_SHARE = 0.01;

function compileTopics(scope: Extract<Scope, { relation: 'Topic.resources' }>, catalog: Catalog): CompiledScope {
  const rows = scope.parents.map((id) => ({
    key: id,
    ids: scope.includeNarrower ? [...catalog.tree.closure(id)] : [id],
  }));
  const match = cy`UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource)`;
  return { rows, match, conditions: [], repeats: scope.includeNarrower, constant: [] };
}

/** Compiles a scope. `depth` counts groups within groups. */
export function compileScope(scope: Scope, catalog: Catalog, depth = 0): CompiledScope {
  switch (scope.relation) {
    case 'Query.resources':
      return {
        rows: [{ key: WHOLE_GRAPH }],
        match: cy`MATCH (n:Resource)`,
        conditions: [],
        repeats: false,
        constant: [],
      };
    case 'Author.resources':
      return simple(scope.parents, cy`MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource)`, [], []);
    case 'Organization.resources':
      return simple(scope.parents, cy`MATCH (:Organization {id: p.id})<-[:HAS_ORGANIZATION]-(n:Resource)`, [], []);
    case 'Source.resources':
      return simple(scope.parents, cy`MATCH (:Source {id: p.id})<-[:LISTED_IN]-(n:Resource)`, [], []);
    case 'Venue.resources':
      return simple(scope.parents, cy`MATCH (n:Resource)`, [cy`n.venueId = p.id`], [cy`n.venueId`]);
    case 'VenueEdition.resources':
      return simple(scope.parents, cy`MATCH (n:Resource)`, [cy`n.editionId = p.id`], [cy`n.editionId`]);
    case 'Topic.resources':
      return compileTopics(scope, catalog);
    case 'ResourceGroup.resources':
      return compileGroups(scope, catalog, depth);
    default:
      return unreachable(scope);
  }
}

/** Ids that one top-level condition of the filter allows, when few resources have one of them. */
function rareTopics(filter: ResourceFilter, catalog: Catalog, resources: number): readonly string[] | null {
  const parts = filter.op === 'and' ? filter.of : [filter];
  for (const part of parts) {
    if (part.op !== 'some' || part.relation !== 'topics') continue;
    const ids = catalog.tree.matching(part.where);
    const degree = ids.reduce((sum, id) => sum + catalog.resourceCount(id), 0);
    if (degree < resources * RARE_SHARE) return ids;
  }
  return null;
}

/** Everything that finds the resources of a parent that pass the filter, as `n`, each once. */
export function findResources(
  scope: CompiledScope,
  filter: ResourceFilter,
  catalog: Catalog,
  resources: number,
  bounds: readonly Fragment[] = [],
): Fragment {
  const whole = scope.constant.length === 0 && scope.rows.length === 1 && scope.rows[0]?.['key'] === WHOLE_GRAPH;
  const rare = whole ? rareTopics(filter, catalog, resources) : null;
  const conditions = [...scope.conditions, ...bounds, compileResourceFilter('n', filter, catalog)];
  const where = cy`WHERE ${join(conditions, cy` AND `)}`;
  if (rare !== null) {
    const anchored = cy`UNWIND ${param(rare)} AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource)`;
    return cy`${anchored} WITH DISTINCT n ${where}`;
  }
  if (scope.repeats) return cy`${scope.match} WITH DISTINCT n, p ${where}`;
  return cy`${scope.match} ${where}`;
}

/** Names a variable of a statement by number. */
export function numbered(prefix: string, index: number): Fragment {
  return name(prefix.concat(String(index)));
}
