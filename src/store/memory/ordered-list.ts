/** What hangs on one node in its order, read item by item, so that only a page of it is built. */
import type { NodeId } from '../../domain/ids.ts';
import type { OrderKeys } from '../../domain/page.ts';
import type { ExpandItems, ExpandRelation } from '../graph-store.ts';

export interface OrderedList<R extends ExpandRelation> {
  readonly length: number;
  keys(index: number): OrderKeys;
  id(index: number): NodeId;
  item(index: number): ExpandItems[R];
  /** Compares the keys of an item with those of a cursor, in the list's own order. */
  compareKeys(index: number, keys: OrderKeys): number;
}
