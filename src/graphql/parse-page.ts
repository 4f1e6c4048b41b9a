/** Order and page arguments to the domain's. */
import { damagedCursor, decodeCursor } from '../domain/cursor.ts';
import { DomainError } from '../domain/errors.ts';
import type { KeyKind, ResourceOrder, ResourceOrderField } from '../domain/order.ts';
import { areKeysOf, DEFAULT_PAGE_SIZE, pageSize, type PageRequest, type Position } from '../domain/page.ts';

export interface PageInput {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}
export interface OrderInput {
  readonly field: ResourceOrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** Terms in their order; a field named again says nothing new. */
export function parseOrder(terms: readonly OrderInput[] | null | undefined): ResourceOrder {
  const order: OrderInput[] = [];
  for (const { field, direction } of terms ?? []) {
    if (!order.some((term) => term.field === field)) order.push({ field, direction });
  }
  return order;
}

interface Place {
  readonly position: Position;
  readonly parent: string;
}

function placeOf(cursor: string, listKey: string, keys: readonly KeyKind[]): Place {
  const { list, parent, position } = decodeCursor(cursor);
  if (list !== listKey) {
    throw new DomainError(
      'INVALID_CURSOR',
      'This cursor belongs to another list, filter or order. Start again without it.',
    );
  }
  if (!areKeysOf(keys, position.keys)) throw damagedCursor();
  return { position, parent };
}

/**
 * @param listKey names the list a cursor must belong to.
 * @param keys what the terms of its order compare.
 * @returns the page, and the parent its cursors belong to (null without cursors).
 * @throws DomainError BAD_USER_INPUT or INVALID_CURSOR.
 */
export function parsePage(
  input: PageInput,
  listKey: string,
  keys: readonly KeyKind[],
  defaultSize: number = DEFAULT_PAGE_SIZE,
): { page: PageRequest; cursorParent: string | null } {
  const size = pageSize(input, defaultSize);
  const after = input.after == null ? null : placeOf(input.after, listKey, keys);
  const before = input.before == null ? null : placeOf(input.before, listKey, keys);
  if (after !== null && before !== null && after.parent !== before.parent) {
    throw new DomainError('INVALID_CURSOR', 'after and before belong to lists of two different nodes.');
  }
  const from = input.last == null ? 'start' : 'end';
  const page: PageRequest = { size, from, after: after?.position ?? null, before: before?.position ?? null };
  return { page, cursorParent: after?.parent ?? before?.parent ?? null };
}

/** @throws DomainError INVALID_CURSOR when a list's cursor was taken from another node's list. */
export function checkCursorParent(cursorParent: string | null, parent: string): void {
  if (cursorParent !== null && cursorParent !== parent) {
    throw new DomainError(
      'INVALID_CURSOR',
      'This cursor belongs to the list of another node. Page each node with its own cursors.',
    );
  }
}
