/** Which kinds of nodes can stand side by side: those with resources that are counted by the same facets. */
export const COMPARABLE_KINDS = ['TOPIC', 'VENUE', 'ORGANIZATION', 'AUTHOR'] as const;

/** @param type the GraphQL type, such as Topic. */
export function isComparable(type: string): boolean {
  return COMPARABLE_KINDS.some((kind) => kind === type.toUpperCase());
}
