/** Plain values of nodes by ordinal, and the tests of a filter on them. */
import { unreachable } from '../../domain/errors.ts';
import type { NumberTest, ResourceField, ValueTest } from '../../domain/filter.ts';
import type { Entity, Resource } from '../../domain/model.ts';
import { fold } from '../../domain/text.ts';
import { addBit, complement, noBits, type Bits } from './bits.ts';
import type { NodeTable, NodeTables } from './node-table.ts';

type Value = string | number;

export interface ValueColumn {
  readonly values: readonly (Value | null)[];
  /** The ordinals that have a value. */
  postings(): ReadonlyMap<Value, readonly number[]>;
  /** Folded texts; null where there is no text. */
  folded(): readonly (string | null)[];
}

/** A value computed when it is first asked for. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
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

function scan<V>(values: readonly (V | null)[], accepts: (value: V) => boolean): Bits {
  const accepted = noBits(values.length);
  values.forEach((value, ordinal) => {
    if (value !== null && accepts(value)) addBit(accepted, ordinal);
  });
  return accepted;
}

type Comparison = Extract<ValueTest, { is: 'gt' | 'gte' | 'lt' | 'lte' }>;

function compares({ is, value: bound }: Comparison): (value: Value) => boolean {
  switch (is) {
    case 'gt':
      return (value) => typeof value === 'number' && value > bound;
    case 'gte':
      return (value) => typeof value === 'number' && value >= bound;
    case 'lt':
      return (value) => typeof value === 'number' && value < bound;
    case 'lte':
      return (value) => typeof value === 'number' && value <= bound;
    default:
      return unreachable(is);
  }
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
      return scan(column.values, compares(test));
    default:
      return unreachable(test);
  }
}

/** The nodes, `size` of them, whose number of neighbours passes. */
export function passingCount(size: number, countOf: (ordinal: number) => number, test: NumberTest): Bits {
  return passing(valueColumn(Array.from({ length: size }, (_, ordinal) => countOf(ordinal))), test);
}
