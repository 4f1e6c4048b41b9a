/** Records in an order of their own, which may be made each time that they are taken, so that not all need to be in memory. */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
  /** The same with no more than these fields, where that is less work. */
  only?<K extends keyof T & string>(keys: readonly K[]): Iterable<Pick<T, K>>;
}

/** Rows of which these fields are read alone. */
export function only<T, K extends keyof T & string>(rows: Rows<T>, ...keys: readonly K[]): Iterable<Pick<T, K>> {
  return rows.only?.(keys) ?? rows;
}

/** The same rows with no more than these fields. */
export function narrowed<T, K extends keyof T & string>(rows: Rows<T>, ...keys: readonly K[]): Rows<Pick<T, K>> {
  return { length: rows.length, [Symbol.iterator]: () => only(rows, ...keys)[Symbol.iterator]() };
}

/** All rows in a list. */
export function listOf<T>(rows: Rows<T>): readonly T[] {
  return Array.isArray(rows) ? rows : [...rows];
}
