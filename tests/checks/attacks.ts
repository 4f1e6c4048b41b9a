/** Documents that ask for far more than their length lets expect. */

export const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** One field in another: connections of pages of one, so that nothing but the depth is too much. */
export function nested(depth: number): string {
  const path = ['authors(first: 1)', 'nodes', 'resources(first: 1)', 'nodes'];
  const outer = Array.from({ length: depth - 1 }, (_, index) => path[index % path.length]);
  const leaf = outer.at(-1) === 'nodes' ? 'id' : 'totalCount';
  return `{ ${outer.map((field) => `${field} {`).join(' ')} ${leaf} ${'}'.repeat(depth)}`;
}

/** Each fragment spreads the next one twice. */
export function doubling(levels: number): string {
  const fragments = times(levels, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`);
  return `{ ...F0 } ${fragments} fragment F${levels} on Query { venues { id } }`;
}

/** Each level asks the next one twice, under two names: as many selections as two to the power of the levels. */
export function fanning(levels: number): string {
  const fragments = times(
    levels,
    (index) => `fragment F${index} on Topic { a: narrower { ...F${index + 1} } b: narrower { ...F${index + 1} } }`,
  );
  return `{ topic(slug: "mlops") { ...F0 } } ${fragments} fragment F${levels} on Topic { id }`;
}

export const inlines = (depth: number, inner: string): string =>
  `${'{ ... '.repeat(depth)}${inner}${' }'.repeat(depth)}`;
export const lists = (depth: number): string => `{ nodes(ids: ${'['.repeat(depth)}"x"${']'.repeat(depth)}) { id } }`;
export const objects = (depth: number): string =>
  `{ resources(filter: ${'{ not: '.repeat(depth)}{}${' }'.repeat(depth)}) { totalCount } }`;
export const aliases = (count: number): string =>
  `{ ${times(count, (index) => `a${index}: resources { totalCount }`)} }`;
export const circle = (length: number): string =>
  `{ ...C0 } ${times(length, (index) => `fragment C${index} on Query { ...C${(index + 1) % length} }`)}`;
