/** Lists of authors, organizations, venues and sources. */
import { unreachable } from '../../domain/errors.ts';
import type { Author, Organization, Source, Venue } from '../../domain/model.ts';
import type { EntityOrder } from '../../domain/order.ts';
import type { PageItem, PageRequest } from '../../domain/page.ts';
import { sortKey } from '../../domain/text.ts';
import type { EntitiesPage, EntitiesQuestion } from '../graph-store.ts';
import { degree, type Relation } from './adjacency.ts';
import { ordinalsOf } from './bits.ts';
import type { MemoryGraph } from './graph.ts';
import { keysetPage } from './keyset.ts';
import { nodeAt, type NodeTable } from './node-table.ts';
import { rankColumn, totalOrder, type TotalOrder } from './order-columns.ts';
import { matchAuthors, matchOrganizations, matchVenues } from './predicates.ts';

type Listed = Author | Organization | Venue | Source;

const madeOrders = new WeakMap<NodeTable, Map<EntityOrder, TotalOrder>>();

function makeOrder(table: NodeTable<Author | Organization>, { backward }: Relation, order: EntityOrder): TotalOrder {
  switch (order) {
    case 'RESOURCE_COUNT': {
      const column = rankColumn(table.nodes.map((_, ordinal) => degree(backward, ordinal)));
      return totalOrder(table, [{ column, direction: 'DESC' }]);
    }
    case 'NAME': {
      const column = rankColumn(table.nodes.map((node) => sortKey(node.name)));
      return totalOrder(table, [{ column, direction: 'ASC' }]);
    }
    default:
      return unreachable(order);
  }
}

/** Ranks of names and counts are made once for each table, when a list is first asked for. */
function orderOf(table: NodeTable<Author | Organization>, works: Relation, order: EntityOrder): TotalOrder {
  let made = madeOrders.get(table);
  if (made === undefined) madeOrders.set(table, (made = new Map()));
  let total = made.get(order);
  if (total === undefined) made.set(order, (total = makeOrder(table, works, order)));
  return total;
}

function paged<T extends Author | Organization>(
  table: NodeTable<T>,
  ordinals: Int32Array,
  order: TotalOrder,
  request: PageRequest,
): EntitiesPage {
  const { items, ...flags } = keysetPage(ordinals, order, request);
  const item = (ordinal: number): PageItem<T> => ({ node: nodeAt(table, ordinal), keys: order.keysOf(ordinal) });
  return { items: items.map(item), ...flags, totalCount: ordinals.length };
}

function whole(nodes: readonly Listed[]): EntitiesPage {
  const items = nodes.map((node) => ({ node, keys: [] }));
  return { items, hasNext: false, hasPrevious: false, totalCount: items.length };
}

export function listEntities(graph: MemoryGraph, question: EntitiesQuestion): EntitiesPage {
  const { authors, organizations, venues, sources, relations } = graph;
  switch (question.kind) {
    case 'AUTHOR': {
      const found = ordinalsOf(matchAuthors(graph, question.filter));
      return paged(authors, found, orderOf(authors, relations.authors, question.order), question.page);
    }
    case 'ORGANIZATION': {
      const found = ordinalsOf(matchOrganizations(graph, question.filter));
      return paged(
        organizations,
        found,
        orderOf(organizations, relations.organizations, question.order),
        question.page,
      );
    }
    case 'VENUE':
      return whole(Array.from(ordinalsOf(matchVenues(graph, question.filter)), (ordinal) => nodeAt(venues, ordinal)));
    case 'SOURCE':
      return whole(sources.nodes);
    default:
      return unreachable(question);
  }
}
