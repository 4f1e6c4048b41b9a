/** Deepest nesting of a request's JSON; graphql-js walks variables by recursion, and far deeper ones end its stack. */
export const JSON_NESTING_LIMIT = 32;

/** Whether lists and objects are nested deeper than `limit`. Iterative, because it guards against deep recursion. */
export function isNestedDeeperThan(limit: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner = level.filter((item) => typeof item === 'object' && item !== null);
    if (inner.length > 0 && depth >= limit) return true;
    level = inner.flatMap((item) => Object.values(item as object) as unknown[]);
  }
  return false;
}
