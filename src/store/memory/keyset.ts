/** Pages of keyset lists: the items next to a cursor, found without sorting the whole set. */
import type { Page, PageRequest, Position } from '../../domain/page.ts';
import { hasBit, type Bits } from './bits.ts';
import type { TotalOrder } from './order-columns.ts';

type Compare = (left: number, right: number) => number;

/** Above this many, one sort is cheaper than keeping the best so far in order. */
const MAX_INSERTED = 256;

/** Where `item` belongs in the first `length` of `sorted`. */
function insertionPoint(sorted: Int32Array, length: number, item: number, compare: Compare): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] ?? 0, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first `limit` of `candidates` under a total order, in that order. */
export function leading(candidates: Int32Array, limit: number, compare: Compare): Int32Array {
  if (limit > MAX_INSERTED) return candidates.toSorted(compare).slice(0, limit);
  const best = new Int32Array(limit);
  let length = 0;
  for (const item of candidates) {
    if (length === limit && (limit === 0 || compare(item, best[limit - 1] ?? 0) > 0)) continue;
    const at = insertionPoint(best, length, item, compare);
    best.copyWithin(at + 1, at, limit - 1);
    best[at] = item;
    if (length < limit) length += 1;
  }
  return best.slice(0, length);
}

/** The flags of a page that was taken from candidates between the cursors. */
function flags(request: PageRequest, more: boolean): { hasNext: boolean; hasPrevious: boolean } {
  const { from, after, before } = request;
  return from === 'start'
    ? { hasNext: more || before !== null, hasPrevious: after !== null }
    : { hasNext: before !== null, hasPrevious: more || after !== null };
}

/** A page of ordinals in the order's order. */
export function keysetPage(candidates: Int32Array, order: TotalOrder, request: PageRequest): Page<number> {
  const { size, from, after, before } = request;
  const beyond = after === null ? null : order.compareTo(after);
  const short = before === null ? null : order.compareTo(before);
  const between =
    beyond === null && short === null
      ? candidates
      : candidates.filter(
          (ordinal) => (beyond === null || beyond(ordinal) > 0) && (short === null || short(ordinal) < 0),
        );
  const compare: Compare = from === 'start' ? order.compare : (left, right) => order.compare(right, left);
  const found = leading(between, size + 1, compare);
  const items = [...found.subarray(0, size)];
  return { items: from === 'start' ? items : items.toReversed(), ...flags(request, found.length > size) };
}

/** Index of the first of `length` ordered items for which `reached` holds. */
function firstIndex(length: number, reached: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A page of the members among `sorted`, which holds all ordinals in the order's order. */
export function walkedPage(sorted: Int32Array, members: Bits, order: TotalOrder, request: PageRequest): Page<number> {
  const { size, from, after, before } = request;
  const beyond = after === null ? null : order.compareTo(after);
  const short = before === null ? null : order.compareTo(before);
  const at = (index: number): number => sorted[index] ?? 0;
  const start = beyond === null ? 0 : firstIndex(sorted.length, (index) => beyond(at(index)) > 0);
  const end = short === null ? sorted.length : firstIndex(sorted.length, (index) => short(at(index)) >= 0);
  const step = from === 'start' ? 1 : -1;
  const found: number[] = [];
  for (let index = from === 'start' ? start : end - 1; index >= start && index < end; index += step) {
    if (!hasBit(members, at(index))) continue;
    found.push(at(index));
    if (found.length > size) break;
  }
  const items = found.slice(0, size);
  return { items: from === 'start' ? items : items.toReversed(), ...flags(request, found.length > size) };
}

/**
 * A page of the indices 0 .. length - 1 of a list that is in order already. `compareTo(index, position)` is below 0 where
 * the item stands before the position. No request means the whole list.
 */
export function windowPage(
  length: number,
  compareTo: (index: number, position: Position) => number,
  request: PageRequest | null,
): Page<number> {
  if (request === null) {
    return { items: Array.from({ length }, (_, index) => index), hasNext: false, hasPrevious: false };
  }
  const { size, from, after, before } = request;
  const start = after === null ? 0 : firstIndex(length, (index) => compareTo(index, after) > 0);
  const end =
    before === null
      ? length
      : Math.max(
          start,
          firstIndex(length, (index) => compareTo(index, before) >= 0),
        );
  const count = Math.min(size, end - start);
  const first = from === 'start' ? start : end - count;
  return { items: Array.from({ length: count }, (_, index) => first + index), ...flags(request, end - start > size) };
}
