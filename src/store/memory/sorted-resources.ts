/** All resources in an order, made at its first use: a page of the whole graph is then a walk, however many resources there are. */
import { LRUCache } from 'lru-cache';
import type { ResourceOrder } from '../../domain/order.ts';
import { rowsOf } from './adjacency.ts';
import type { OrderColumns } from './order-columns.ts';

export type SortedResources = (order: ResourceOrder) => Int32Array;

/** Orders kept; four bytes for each resource in each. */
const ORDERS = 16;

/** The same ordinals by rank, those of equal rank as they stood. */
function sortedByRank(ordinals: Int32Array, ranks: Int32Array): Int32Array {
  const highest = ranks.reduce((most, rank) => Math.max(most, rank), 0);
  const rankOf = ordinals.map((ordinal) => ranks[ordinal] ?? 0);
  return rowsOf(highest + 1, rankOf, ordinals).targets;
}

/**
 * The ordinals of all resources under an order's terms, then by id, as `resourceOrder` compares them.
 * @returns for an order; RELEVANCE, which depends on the question, is none that can be asked for
 */
export function createSortedResources(size: number, columns: OrderColumns): SortedResources {
  const kept = new LRUCache<string, Int32Array>({ max: ORDERS });
  return (order) => {
    const name = order.map(({ field, direction }) => `${field} ${direction}`).join();
    let sorted = kept.get(name);
    if (sorted === undefined) {
      sorted = Int32Array.from({ length: size }, (_, ordinal) => ordinal);
      // The weightiest term last: what it leaves equal stays as the others left it.
      for (const { field, direction } of order.toReversed()) {
        if (field === 'RELEVANCE') throw new Error('Relevance is no order of all resources');
        const { ascending, descending } = columns[field];
        sorted = sortedByRank(sorted, direction === 'ASC' ? ascending : descending);
      }
      kept.set(name, sorted);
    }
    return sorted;
  };
}
