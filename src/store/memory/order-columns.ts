/** Orders of resources as numbers: every item and every cursor is compared by ranks, whatever the values are. */
import type { Resource } from '../../domain/model.ts';
import type { ResourceOrder, ResourceOrderField, ResourceOrderTerm } from '../../domain/order.ts';
import type { OrderKeys, Position } from '../../domain/page.ts';
import { sortKey } from '../../domain/text.ts';
import { degree, type Relation } from './adjacency.ts';
import { placeOf, type NodeTable } from './node-table.ts';
import type { Relations } from './relations.ts';

type Key = string | number;

/** Equal values share a rank; missing ones have the rank after the last, in both directions. */
export interface RankColumn {
  /** Distinct values, ascending. */
  readonly values: readonly Key[];
  readonly ascending: Int32Array;
  readonly descending: Int32Array;
}
export type OrderColumns = Readonly<Record<Exclude<ResourceOrderField, 'RELEVANCE'>, RankColumn>>;

const compareKeys = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ranks of one value for each node. */
export function rankColumn(keys: readonly (Key | null)[]): RankColumn {
  const values = [...new Set(keys)].filter((key) => key !== null).toSorted(compareKeys);
  const ranks = new Map<Key, number>(values.map((value, rank) => [value, rank]));
  const missing = values.length;
  const ascending = Int32Array.from(keys, (key) => (key === null ? missing : (ranks.get(key) ?? missing)));
  return { values, ascending, descending: ascending.map((rank) => (rank === missing ? missing : missing - 1 - rank)) };
}

export function buildOrderColumns(resources: NodeTable<Resource>, relations: Relations): OrderColumns {
  const rank = (keyOf: (resource: Resource, ordinal: number) => Key | null) => rankColumn(resources.nodes.map(keyOf));
  const size = ({ forward }: Relation) => rank((_, ordinal) => degree(forward, ordinal));
  const { links } = relations;
  return {
    YEAR: rank((resource) => resource.year),
    TITLE: rank((resource) => sortKey(resource.title)),
    ADDED_AT: rank((resource) => Date.parse(resource.addedAt)),
    AUTHOR_COUNT: size(relations.authors),
    TOPIC_COUNT: size(relations.topics),
    SOURCE_COUNT: size(relations.sources),
    LINK_COUNT: rank((_, ordinal) => degree(links.forward, ordinal) + degree(links.backward, ordinal)),
  };
}

/** Where a value stands among the ranks; half a step off when no node has it any more. */
function rankOf({ values }: RankColumn, key: Key | null, direction: 'ASC' | 'DESC'): number {
  const missing = values.length;
  if (key === null) return missing;
  let low = 0;
  let high = missing;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(values[middle] ?? key, key) < 0) low = middle + 1;
    else high = middle;
  }
  const rank = values[low] === key ? low : low - 0.5;
  return direction === 'ASC' ? rank : missing - 1 - rank;
}

/** A total order over the ordinals of one kind. */
export interface TotalOrder {
  compare(left: number, right: number): number;
  /** Below 0 where the node stands before the position, above 0 behind it. */
  compareTo(position: Position): (ordinal: number) => number;
  /** The values of a node under the terms: what a cursor holds. */
  keysOf(ordinal: number): OrderKeys;
}

export interface RankTerm {
  readonly column: RankColumn;
  readonly direction: 'ASC' | 'DESC';
}

/** The terms in order of weight, then the id. */
export function totalOrder(table: NodeTable, terms: readonly RankTerm[]): TotalOrder {
  const ranks = terms.map(({ column, direction }) => (direction === 'ASC' ? column.ascending : column.descending));
  return {
    compare: (left, right) => {
      for (const rank of ranks) {
        const difference = (rank[left] ?? 0) - (rank[right] ?? 0);
        if (difference !== 0) return difference;
      }
      return left - right;
    },
    compareTo: (position) => {
      const bounds = terms.map(({ column, direction }, index) =>
        rankOf(column, position.keys[index] ?? null, direction),
      );
      const place = placeOf(table, position.id);
      return (ordinal) => {
        for (let index = 0; index < ranks.length; index += 1) {
          const difference = (ranks[index]?.[ordinal] ?? 0) - (bounds[index] ?? 0);
          if (difference !== 0) return difference;
        }
        return ordinal - place;
      };
    },
    keysOf: (ordinal) => terms.map(({ column }) => column.values[column.ascending[ordinal] ?? 0] ?? null),
  };
}

/** @param relevance the scores of the question's text; asked for only by RELEVANCE. */
export function resourceOrder(
  table: NodeTable<Resource>,
  columns: OrderColumns,
  order: ResourceOrder,
  relevance: () => RankColumn,
): TotalOrder {
  const termOf = ({ field, direction }: ResourceOrderTerm): RankTerm => ({
    column: field === 'RELEVANCE' ? relevance() : columns[field],
    direction,
  });
  return totalOrder(table, order.map(termOf));
}
