/** Filters with every operator, nested up to four levels, over values that the random graphs do and do not hold. */
import * as fc from 'fast-check';
import type {
  AuthorFilter,
  EditionFilter,
  NumberTest,
  OrganizationFilter,
  ResourceFilter,
  TopicFilter,
  ValueTest,
  VenueFilter,
} from '../../src/domain/filter.ts';
import { LINK_KINDS } from '../../src/domain/model.ts';
import { fold } from '../../src/domain/text.ts';

const few = { maxLength: 3 };

function listTests(values: readonly (string | number)[]): fc.Arbitrary<ValueTest> {
  const one = fc.constantFrom(...values);
  return fc.oneof(
    fc.record({ is: fc.constantFrom('eq' as const, 'ne' as const), value: one }),
    fc.record({ is: fc.constantFrom('in' as const, 'notIn' as const), values: fc.array(one, few) }),
  );
}
function textTests(values: readonly string[], parts: readonly string[]): fc.Arbitrary<ValueTest> {
  const partial = fc.record({
    is: fc.constantFrom('contains' as const, 'startsWith' as const),
    folded: fc.constantFrom(...parts.map(fold)),
  });
  return fc.oneof(listTests(values), partial);
}
function numberTests(min: number, max: number): fc.Arbitrary<NumberTest> {
  const one = fc.integer({ min, max });
  return fc.oneof(
    fc.record({ is: fc.constantFrom('eq' as const, 'ne' as const), value: one }),
    fc.record({ is: fc.constantFrom('in' as const, 'notIn' as const), values: fc.array(one, few) }),
    fc.record({ is: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const), value: one }),
  );
}

const named = (kind: string, slugs: readonly string[]) =>
  fc.oneof(
    fc.record({
      op: fc.constant('value' as const),
      field: fc.constant('id' as const),
      test: listTests([...slugs, 'nobody'].map((slug) => `${kind}:${slug}`)),
    }),
    fc.record({
      op: fc.constant('value' as const),
      field: fc.constantFrom('slug' as const, 'name' as const),
      test: textTests([...slugs, 'nobody'], ['a', 'c', 'メル', 'goo', 'é']),
    }),
  );

/** Leaves, or `and`, `or` and `not` over them. */
function junctions<F>(leaf: fc.Arbitrary<F>, depth: number): fc.Arbitrary<F> {
  if (depth === 0) return leaf;
  const inner = junctions(leaf, depth - 1);
  const junction = fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(inner, few) }) as fc.Arbitrary<F>;
  const negation = fc.record({ op: fc.constant('not'), of: inner }) as fc.Arbitrary<F>;
  return fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 2, arbitrary: junction }, negation);
}

const organizationFilter = junctions<OrganizationFilter>(named('Organization', ['cmu', 'google', 'mercari']), 1);
const venueFilter = junctions<VenueFilter>(named('Venue', ['kdd', 'opml', 'empty']), 1);
const sourceFilter = named('Source', ['kdd', 'list', 'reading']);
const editionFilter: fc.Arbitrary<EditionFilter> = fc.oneof(
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('slug' as const),
    test: textTests(['kdd-2019', 'opml-2020'], ['kdd', '2020']),
  }),
  fc.record({ op: fc.constant('value' as const), field: fc.constant('year' as const), test: numberTests(2018, 2021) }),
);
const quantifier = fc.constantFrom('some' as const, 'none' as const, 'every' as const);
const authorLeaf: fc.Arbitrary<AuthorFilter> = fc.oneof(
  named('Author', ['ann', 'bob', 'chie', 'dan', 'eve']),
  fc.record({ op: quantifier, relation: fc.constant('organizations' as const), where: organizationFilter }),
  fc.record({
    op: fc.constant('count' as const),
    relation: fc.constant('organizations' as const),
    test: numberTests(0, 3),
  }),
);
export const arbitraryAuthorFilter = junctions(authorLeaf, 2);
export const arbitraryOrganizationFilter = organizationFilter;
export const arbitraryVenueFilter = venueFilter;

const topicLeaf: fc.Arbitrary<TopicFilter> = fc.oneof(
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('slug' as const),
    test: textTests(['alpha', 'beta', 'delta', 'zeta', 'nothing'], ['ta', 'a', 'g']),
  }),
  fc.record({ op: fc.constant('label' as const), folded: fc.constantFrom('alpha', 'omega', 'nothing') }),
);
const topicFilter = fc.oneof(
  junctions(topicLeaf, 1),
  fc.record({ op: fc.constant('widen' as const), of: junctions(topicLeaf, 1) }),
);

const valueLeaf: fc.Arbitrary<ResourceFilter> = fc.oneof(
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('title' as const),
    test: textTests(['Twin', 'がく', 'Éclair'], ['tw', 'が', 'か', 'ecl', 'fi', '🚀', 'ML']),
  }),
  fc.record({ op: fc.constant('value' as const), field: fc.constant('year' as const), test: numberTests(2016, 2022) }),
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('type' as const),
    test: listTests(['PAPER', 'ARTICLE', 'BOOK', 'TOOL']),
  }),
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('language' as const),
    test: listTests(['EN', 'JA']),
  }),
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('track' as const),
    test: textTests(['ADS', 'Research', 'none'], ['ad', 's']),
  }),
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('slug' as const),
    test: textTests(['r0-0', 'r7-1', 'gone'], ['r1', '2', '-3']),
  }),
  fc.record({
    op: fc.constant('value' as const),
    field: fc.constant('addedAt' as const),
    test: fc.record({
      is: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const, 'eq' as const, 'ne' as const),
      value: fc.constantFrom(Date.parse('2026-01-01'), Date.parse('2026-01-15'), Date.parse('2026-02-01')),
    }),
  }),
);

const relation = <R extends string, F>(name: R, where: fc.Arbitrary<F>) =>
  fc.record({ op: quantifier, relation: fc.constant(name), where });
const toOne = <R extends string, F>(name: R, where: fc.Arbitrary<F>) =>
  fc.record({ op: fc.constant('one' as const), relation: fc.constant(name), where });

const relationLeaf: fc.Arbitrary<ResourceFilter> = fc.oneof(
  toOne('venue', venueFilter),
  toOne('edition', editionFilter),
  relation('topics', topicFilter),
  relation('authors', arbitraryAuthorFilter),
  relation('organizations', organizationFilter),
  relation('sources', sourceFilter),
  fc.record({
    op: fc.constant('count' as const),
    relation: fc.constantFrom(
      'topics' as const,
      'authors' as const,
      'organizations' as const,
      'sources' as const,
      'links' as const,
    ),
    test: numberTests(0, 4),
  }),
);

const linkLeaf = (where: fc.Arbitrary<ResourceFilter>): fc.Arbitrary<ResourceFilter> =>
  fc.record({
    op: fc.constant('links' as const),
    quantifier: fc.constantFrom('some' as const, 'none' as const),
    test: fc.record({
      kinds: fc.uniqueArray(fc.constantFrom(...LINK_KINDS), { minLength: 1, maxLength: 6 }),
      direction: fc.constantFrom('OUTGOING' as const, 'INCOMING' as const, 'BOTH' as const),
      where,
    }),
  });

const plain = fc.oneof(valueLeaf, relationLeaf);
const leaf = fc.oneof({ weight: 6, arbitrary: plain }, linkLeaf(junctions(plain, 1)));
/** As a parsed filter is: an `and` of conditions. */
export const arbitraryFilter: fc.Arbitrary<ResourceFilter> = fc.record({
  op: fc.constant('and' as const),
  of: fc.array(junctions(leaf, 3), { maxLength: 2 }),
});
