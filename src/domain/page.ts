import { DomainError } from './errors.ts';
import type { NodeId } from './ids.ts';
import type { KeyKind } from './order.ts';
import { isWellFormed } from './text.ts';

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** The values of an item under the terms of an order, parallel to them: what a keyset page continues from. */
export type OrderKeys = readonly (string | number | null)[];

/** Whether keys are such as an order with these terms makes: anybody can write a cursor. */
export function areKeysOf(kinds: readonly KeyKind[], keys: OrderKeys): boolean {
  const fits = (key: string | number | null, kind: KeyKind | undefined): boolean => {
    if (key === null) return true;
    if (kind === 'text') return typeof key === 'string' && isWellFormed(key);
    return kind === 'number' ? Number.isFinite(key) : Number.isSafeInteger(key);
  };
  return keys.length === kinds.length && keys.every((key, index) => fits(key, kinds[index]));
}

/** A place in a totally ordered list: the order's values, then the id. The item itself need not exist any more. */
export interface Position {
  readonly keys: OrderKeys;
  readonly id: NodeId;
}

/** `size` items from the start or the end of the items strictly between `after` and `before`. */
export interface PageRequest {
  readonly size: number;
  readonly from: 'start' | 'end';
  readonly after: Position | null;
  readonly before: Position | null;
}

export interface PageItem<T> {
  readonly node: T;
  readonly keys: OrderKeys;
}

/**
 * Items in list order, also when paged from the end. `hasNext` and `hasPrevious` on the side that was paged to are known
 * by reading one item more; on the other side a cursor stands for an item, so it is whether a cursor was given there:
 * from the start `hasPrevious = after !== null` and `hasNext = more items || before !== null`, from the end mirrored.
 */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}

/**
 * The size of a page: `first`, else `last`, else `defaultSize`. The only reader of first and last, so that price, resolver
 * and store agree. Null counts as absent.
 * @throws DomainError BAD_USER_INPUT when both are given or one is outside 0–100.
 */
export function pageSize(args: PageArguments, defaultSize: number = DEFAULT_PAGE_SIZE): number {
  if (args.first != null && args.last != null) {
    throw new DomainError('BAD_USER_INPUT', 'Give first or last, not both.');
  }
  const name = args.last != null ? 'last' : 'first';
  const size = args.first ?? args.last ?? defaultSize;
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE_SIZE) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `${name} must be between 0 and ${MAX_PAGE_SIZE}; ask for further pages with after.`,
      {
        limit: MAX_PAGE_SIZE,
      },
    );
  }
  return size;
}
