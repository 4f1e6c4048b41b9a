/** Scopes to resources: for each parent, the resources around it that a filter accepts. */
import { unreachable } from '../../domain/errors.ts';
import type { ResourceFilter } from '../../domain/filter.ts';
import type { NodeId } from '../../domain/ids.ts';
import { groupKey, WHOLE_GRAPH, type ParentKey, type Scope } from '../graph-store.ts';
import { neighbours } from './adjacency.ts';
import { bitsOf, membersAmong, ordinalsOf, type Bits } from './bits.ts';
import { facetColumn, type FacetColumn } from './facet-columns.ts';
import type { MemoryGraph } from './graph.ts';
import { matchResources } from './predicates.ts';

/** Resources by parent: ordinals ascending, an entry for every parent of the scope. */
export type Selections = ReadonlyMap<ParentKey, Int32Array>;

type GroupScope = Extract<Scope, { relation: 'ResourceGroup.resources' }>;
type ParentScope = Exclude<Scope, GroupScope | { relation: 'Query.resources' }>;

/** The resources that have the column's value; none where no resource or no node has it. */
function holders(column: FacetColumn, key: string): Int32Array {
  const ordinal = column.ordinals.get(key);
  return ordinal === undefined ? new Int32Array() : neighbours(column.relation.backward, ordinal);
}

function columnOfScope({ facets }: MemoryGraph, scope: ParentScope): FacetColumn {
  switch (scope.relation) {
    case 'Author.resources':
      return facets.direct.AUTHOR;
    case 'Organization.resources':
      return facets.direct.ORGANIZATION;
    case 'Venue.resources':
      return facets.direct.VENUE;
    case 'VenueEdition.resources':
      return facets.direct.VENUE_EDITION;
    case 'Source.resources':
      return facets.direct.SOURCE;
    case 'Topic.resources':
      return facetColumn(facets, 'TOPIC', scope.includeNarrower);
    default:
      return unreachable(scope);
  }
}

/** An id of another kind may share its slug with a node of this one, so the node itself is compared. */
function aroundParent({ byId }: MemoryGraph, column: FacetColumn, id: NodeId): Int32Array {
  const node = byId.get(id);
  const ordinal = node === undefined ? undefined : column.ordinals.get(node.slug);
  if (node === undefined || ordinal === undefined || column.nodes?.[ordinal] !== node) return new Int32Array();
  return neighbours(column.relation.backward, ordinal);
}

function inGroups(graph: MemoryGraph, scope: GroupScope, accepted: Bits): Selections {
  const column = facetColumn(graph.facets, scope.by, scope.rollUpTopics);
  const grouped = selectResources(graph, scope.within, scope.filter);
  const members = new Map<ParentKey, Bits>();
  for (const [parent, ordinals] of grouped) members.set(parent, bitsOf(ordinals, graph.resources.nodes.length));
  return new Map(
    scope.groups.map(({ parent, key }) => {
      const within = members.get(parent);
      const found = within === undefined ? new Int32Array() : membersAmong(holders(column, key), within);
      return [groupKey(parent, key), membersAmong(found, accepted)];
    }),
  );
}

/** The resources of each parent that the filter accepts. */
export function selectResources(graph: MemoryGraph, scope: Scope, filter: ResourceFilter): Selections {
  const accepted = matchResources(graph, filter);
  switch (scope.relation) {
    case 'Query.resources':
      return new Map([[WHOLE_GRAPH, ordinalsOf(accepted)]]);
    case 'ResourceGroup.resources':
      return inGroups(graph, scope, accepted);
    case 'Author.resources':
    case 'Organization.resources':
    case 'Venue.resources':
    case 'VenueEdition.resources':
    case 'Topic.resources':
    case 'Source.resources': {
      const column = columnOfScope(graph, scope);
      return new Map(scope.parents.map((id) => [id, membersAmong(aroundParent(graph, column, id), accepted)]));
    }
    default:
      return unreachable(scope);
  }
}
