/**
 * The filter grammar: one closed tree for each kind of node. `graphql/parse-filter.ts` makes it from arguments, each
 * store compiles it. What the operators mean, identically in both stores:
 *
 * - Two truth values. A missing value passes `ne` and `notIn` only; `not` is the exact complement of what it holds.
 * - `and` over nothing is true, `or` over nothing is false, `in` over nothing is false, `notIn` over nothing is true.
 * - `one` fails where the relation is missing. An empty condition is never built: it says nothing.
 * - Over no related nodes `some` is false, `none` and `every` are true.
 */
import type { LinkKind } from './model.ts';

/** One test of one value. `folded` has passed `text.fold`; `addedAt` is compared in milliseconds since 1970. */
export type ValueTest =
  | { readonly is: 'eq' | 'ne'; readonly value: string | number }
  | { readonly is: 'in' | 'notIn'; readonly values: readonly (string | number)[] }
  | { readonly is: 'gt' | 'gte' | 'lt' | 'lte'; readonly value: number }
  | { readonly is: 'contains' | 'startsWith'; readonly folded: string };

export type NumberTest = Exclude<ValueTest, { is: 'contains' | 'startsWith' }>;

interface Junction<F> {
  readonly op: 'and' | 'or';
  readonly of: readonly F[];
}
interface Negation<F> {
  readonly op: 'not';
  readonly of: F;
}
interface ValueLeaf<Field extends string> {
  readonly op: 'value';
  readonly field: Field;
  readonly test: ValueTest;
}
interface ToOne<Relation extends string, F> {
  readonly op: 'one';
  readonly relation: Relation;
  readonly where: F;
}
interface ToMany<Relation extends string, F> {
  readonly op: 'some' | 'none' | 'every';
  readonly relation: Relation;
  readonly where: F;
}
/** Compares how many nodes the relation has, whatever they are. For `sources` these are distinct sources. */
interface CountLeaf<Relation extends string> {
  readonly op: 'count';
  readonly relation: Relation;
  readonly test: NumberTest;
}

export type TopicField = 'id' | 'slug';
export type TopicFilter =
  | Junction<TopicFilter>
  | Negation<TopicFilter>
  | ValueLeaf<TopicField>
  /** Preferred or alternative label in either language, compared folded. */
  | { readonly op: 'label'; readonly folded: string }
  /** What `of` accepts, and every topic below one of these by `broader`. */
  | { readonly op: 'widen'; readonly of: TopicFilter };

export type NamedField = 'id' | 'slug' | 'name';
export type OrganizationFilter = Junction<OrganizationFilter> | Negation<OrganizationFilter> | ValueLeaf<NamedField>;
export type VenueFilter = Junction<VenueFilter> | Negation<VenueFilter> | ValueLeaf<NamedField>;
export type SourceFilter = Junction<SourceFilter> | ValueLeaf<NamedField>;
export type EditionField = 'id' | 'slug' | 'year';
export type EditionFilter = Junction<EditionFilter> | ValueLeaf<EditionField>;
export type AuthorFilter =
  | Junction<AuthorFilter>
  | Negation<AuthorFilter>
  | ValueLeaf<NamedField>
  | ToMany<'organizations', OrganizationFilter>
  | CountLeaf<'organizations'>;

export type LinkDirection = 'OUTGOING' | 'INCOMING' | 'BOTH';

/** A link of one of `kinds`, in `direction` as seen from the resource, to a resource that `where` accepts. */
export interface LinkTest {
  readonly kinds: readonly LinkKind[];
  readonly direction: LinkDirection;
  readonly where: ResourceFilter;
}

export type ResourceField = 'id' | 'slug' | 'type' | 'title' | 'year' | 'language' | 'track' | 'addedAt';
export type ResourceFilter =
  | Junction<ResourceFilter>
  | Negation<ResourceFilter>
  | ValueLeaf<ResourceField>
  | ToOne<'venue', VenueFilter>
  | ToOne<'edition', EditionFilter>
  | ToMany<'topics', TopicFilter>
  | ToMany<'authors', AuthorFilter>
  | ToMany<'organizations', OrganizationFilter>
  | ToMany<'sources', SourceFilter>
  | CountLeaf<'topics' | 'authors' | 'organizations' | 'sources' | 'links'>
  | { readonly op: 'links'; readonly quantifier: 'some' | 'none'; readonly test: LinkTest }
  /** Full text; every word must match (see search/). */
  | { readonly op: 'text'; readonly query: string };

/** Accepts every node: what an absent filter means. */
export const EVERYTHING = { op: 'and', of: [] } as const satisfies Junction<never>;

/** The input field of `ResourceFilter` that a condition came from, for disjunctive facets. */
export type ResourceFilterKey =
  ResourceField | 'venue' | 'edition' | 'topics' | 'authors' | 'organizations' | 'sources' | 'links' | 'text';

function keyOf(filter: ResourceFilter): ResourceFilterKey | null {
  switch (filter.op) {
    case 'and':
    case 'or':
    case 'not':
      return null;
    case 'value':
      return filter.field;
    case 'one':
    case 'some':
    case 'none':
    case 'every':
    case 'count':
      return filter.relation;
    case 'links':
      return 'links';
    case 'text':
      return 'text';
  }
}

/**
 * The filter without its own top-level conditions on `key`. A parsed filter is an `and` whose members are the conditions
 * of the outermost input; what stands inside its `and`, `or` and `not` stays.
 */
export function withoutKey(filter: ResourceFilter, key: ResourceFilterKey): ResourceFilter {
  if (filter.op !== 'and') return keyOf(filter) === key ? EVERYTHING : filter;
  return { op: 'and', of: filter.of.filter((part) => keyOf(part) !== key) };
}

/** Both at once; an absent side says nothing. The left side stays the top level that `withoutKey` looks at. */
export function both(left: ResourceFilter, right: ResourceFilter): ResourceFilter {
  if (right === EVERYTHING) return left;
  return left.op === 'and' ? { op: 'and', of: [...left.of, right] } : { op: 'and', of: [left, right] };
}
