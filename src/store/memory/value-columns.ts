/** Plain values of nodes by ordinal, and the tests of a filter on them. */
import { unreachable } from '../../domain/errors.ts';
import type { ResourceField, ValueTest } from '../../domain/filter.ts';
import type { Entity, Resource } from '../../domain/model.ts';
import { fold } from '../../domain/text.ts';
import { addBit, complement, noBits, ordinalsOf, removeBit, type Bits } from './bits.ts';
import type { NodeTable, NodeTables } from './node-table.ts';

type Value = string | number;

/** Parallel, by value ascending. */
interface OrderedNumbers {
  readonly values: Float64Array;
  readonly ordinals: Int32Array;
  /** The ordinals as a set. */
  readonly present: Bits;
}

export interface ValueColumn {
  readonly values: readonly (Value | null)[];
  /** The ordinals that have a value. */
  postings(): ReadonlyMap<Value, readonly number[]>;
  /** The ordinals that have a number, ordered by it. */
  ordered(): OrderedNumbers;
  /** Folded texts; null where there is no text. */
  folded(): readonly (string | null)[];
}

/** A value computed when it is first asked for. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

function orderedNumbers(values: readonly (Value | null)[]): OrderedNumbers {
  const numbers = values.map((value) => (typeof value === 'number' ? value : null));
  const present = noBits(values.length);
  numbers.forEach((value, ordinal) => {
    if (value !== null) addBit(present, ordinal);
  });
  const ordinals = ordinalsOf(present).toSorted((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  return { values: Float64Array.from(ordinals, (ordinal) => numbers[ordinal] ?? 0), ordinals, present };
}

export function valueColumn(values: readonly (Value | null)[]): ValueColumn {
  return {
    values,
    postings: lazily(() => {
      const postings = new Map<Value, number[]>();
      values.forEach((value, ordinal) => {
        if (value === null) return;
        const list = postings.get(value);
        if (list === undefined) postings.set(value, [ordinal]);
        else list.push(ordinal);
      });
      return postings;
    }),
    ordered: lazily(() => orderedNumbers(values)),
    folded: lazily(() => values.map((value) => (typeof value === 'string' ? fold(value) : null))),
  };
}

export type NamedColumns = Readonly<Record<'id' | 'slug' | 'name', ValueColumn>>;
export interface SearchColumns {
  readonly resources: Readonly<Record<ResourceField, ValueColumn>>;
  readonly authors: NamedColumns;
  readonly organizations: NamedColumns;
  readonly venues: NamedColumns;
  readonly sources: NamedColumns;
  readonly editions: Readonly<Record<'id' | 'slug' | 'year', ValueColumn>>;
}

function namedColumns(table: NodeTable<Exclude<Entity, Resource>>): NamedColumns {
  return {
    id: valueColumn(table.nodes.map((node) => node.id)),
    slug: valueColumn(table.nodes.map((node) => node.slug)),
    name: valueColumn(table.nodes.map((node) => node.name)),
  };
}

function resourceColumns({ nodes }: NodeTable<Resource>): SearchColumns['resources'] {
  const column = (valueOf: (resource: Resource) => Value | null) => valueColumn(nodes.map(valueOf));
  return {
    id: column((resource) => resource.id),
    slug: column((resource) => resource.slug),
    type: column((resource) => resource.type),
    title: column((resource) => resource.title),
    year: column((resource) => resource.year),
    language: column((resource) => resource.language),
    track: column((resource) => resource.track),
    addedAt: column((resource) => Date.parse(resource.addedAt)),
  };
}

export function buildSearchColumns(tables: NodeTables): SearchColumns {
  return {
    resources: resourceColumns(tables.resources),
    authors: namedColumns(tables.authors),
    organizations: namedColumns(tables.organizations),
    venues: namedColumns(tables.venues),
    sources: namedColumns(tables.sources),
    editions: {
      ...namedColumns(tables.editions),
      year: valueColumn(tables.editions.nodes.map((edition) => edition.year)),
    },
  };
}

/** Half of a large graph may have one value, so that its ordinals are not copied on the way. */
function havingOneOf(column: ValueColumn, wanted: readonly Value[]): Bits {
  const postings = column.postings();
  const having = noBits(column.values.length);
  for (const value of wanted) {
    for (const ordinal of postings.get(value) ?? []) addBit(having, ordinal);
  }
  return having;
}

function scan(texts: readonly (string | null)[], accepts: (text: string) => boolean): Bits {
  const accepted = noBits(texts.length);
  texts.forEach((text, ordinal) => {
    if (text !== null && accepts(text)) addBit(accepted, ordinal);
  });
  return accepted;
}

type Comparison = Extract<ValueTest, { is: 'gt' | 'gte' | 'lt' | 'lte' }>;

/** Index of the first of ascending `values` that is at least `bound`, or above it where `beyond`. */
function cutAt(values: Float64Array, bound: number, beyond: boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle] ?? 0;
    if (beyond ? value > bound : value >= bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the numbers that pass begin and end. */
function passingRange(values: Float64Array, { is, value: bound }: Comparison): readonly [start: number, end: number] {
  switch (is) {
    case 'gt':
      return [cutAt(values, bound, true), values.length];
    case 'gte':
      return [cutAt(values, bound, false), values.length];
    case 'lt':
      return [0, cutAt(values, bound, false)];
    case 'lte':
      return [0, cutAt(values, bound, true)];
    default:
      return unreachable(is);
  }
}

/** Made of those that pass or of those that do not, whichever are fewer. */
function comparing(column: ValueColumn, test: Comparison): Bits {
  const { values, ordinals, present } = column.ordered();
  const [start, end] = passingRange(values, test);
  if (end - start <= ordinals.length / 2) {
    const accepted = noBits(column.values.length);
    for (let at = start; at < end; at += 1) addBit(accepted, ordinals[at] ?? 0);
    return accepted;
  }
  const accepted = present.slice();
  for (let at = 0; at < start; at += 1) removeBit(accepted, ordinals[at] ?? 0);
  for (let at = end; at < ordinals.length; at += 1) removeBit(accepted, ordinals[at] ?? 0);
  return accepted;
}

/** The nodes whose value passes. A missing value passes `ne` and `notIn` only, as complements of `eq` and `in`. */
export function passing(column: ValueColumn, test: ValueTest): Bits {
  const size = column.values.length;
  switch (test.is) {
    case 'eq':
      return havingOneOf(column, [test.value]);
    case 'ne':
      return complement(havingOneOf(column, [test.value]), size);
    case 'in':
      return havingOneOf(column, test.values);
    case 'notIn':
      return complement(havingOneOf(column, test.values), size);
    case 'contains':
      return scan(column.folded(), (text) => text.includes(test.folded));
    case 'startsWith':
      return scan(column.folded(), (text) => text.startsWith(test.folded));
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return comparing(column, test);
    default:
      return unreachable(test);
  }
}
