/** Constraints and indexes. Each statement may run again at any time. */
import { z } from 'zod';
import { cy, join, name, named, param, type Fragment, type NamedFragment } from './cypher.ts';
import { keyProperty, STORED_ORDER_FIELDS } from './compile-order.ts';

/** Labels whose nodes have an id and a slug, by kind. */
export const LABELS = {
  RESOURCE: 'Resource',
  AUTHOR: 'Author',
  ORGANIZATION: 'Organization',
  VENUE: 'Venue',
  VENUE_EDITION: 'VenueEdition',
  TOPIC: 'Topic',
  SOURCE: 'Source',
} as const;

function unique(label: string, key: string): Fragment {
  const constraint = name([label, key, 'unique'].join('_'));
  return cy`CREATE CONSTRAINT ${constraint} IF NOT EXISTS FOR (n:${name(label)}) REQUIRE n.${name(key)} IS UNIQUE`;
}

/** An index that a load asks for. */
interface DeclaredIndex {
  readonly name: string;
  readonly create: Fragment;
}

function rangeIndex(label: string, keys: readonly string[]): DeclaredIndex {
  const called = [label, ...keys, 'range'].join('_');
  const columns = join(
    keys.map((key) => cy`n.${name(key)}`),
    cy`, `,
  );
  const create = cy`CREATE INDEX ${name(called)} IF NOT EXISTS FOR (n:${name(label)}) ON (${columns})`;
  return { name: called, create };
}

function textIndex(label: string, key: string): DeclaredIndex {
  const called = [label, key, 'text'].join('_');
  const create = cy`CREATE TEXT INDEX ${name(called)} IF NOT EXISTS FOR (n:${name(label)}) ON (n.${name(key)})`;
  return { name: called, create };
}

/** The full-text index of search: over the terms of every kind of node, cut by us, so that both stores find the same. */
export const SEARCH_INDEX = 'search_terms';
const SEARCH_PROPERTY = 'searchTerms';
const SEARCH_ANALYZER = 'whitespace';

/** What the database says of the full-text indexes that stand where ours should. */
export const searchIndexRow = z.object({
  name: z.string(),
  labels: z.array(z.string()),
  properties: z.array(z.string()),
  analyzer: z.string(),
});
export type SearchIndexRow = z.infer<typeof searchIndexRow>;

/**
 * Reads the full-text indexes on the terms. IF NOT EXISTS passes over any index of the same labels and properties, whatever
 * its name and analyzer, so what is there must be looked at.
 */
export function showSearchIndexes(): Fragment {
  return cy`SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties, options
    WHERE ${param(SEARCH_PROPERTY)} IN properties OR name = ${param(SEARCH_INDEX)}
    RETURN name, labelsOrTypes AS labels, properties, options.indexConfig['fulltext.analyzer'] AS analyzer`;
}

/** Whether an index is the one we would make. */
export function isSearchIndex({ name: called, labels, properties, analyzer }: SearchIndexRow): boolean {
  const sameLabels = labels.toSorted().join() === Object.values(LABELS).toSorted().join();
  return called === SEARCH_INDEX && sameLabels && properties.join() === SEARCH_PROPERTY && analyzer === SEARCH_ANALYZER;
}

export function dropIndex(called: string): Fragment {
  return cy`DROP INDEX ${param(called)} IF EXISTS`;
}

export function createSearchIndex(): Fragment {
  const labels = join(Object.values(LABELS).map(name), cy`|`);
  return cy`CREATE FULLTEXT INDEX ${name(SEARCH_INDEX)} IF NOT EXISTS
    FOR (n:${labels}) ON EACH [n.${name(SEARCH_PROPERTY)}]
    OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false}}`;
}

/** What must be unique: without its constraint, two writers of one key make two nodes. */
const UNIQUE_KEYS: readonly (readonly [label: string, key: string])[] = [
  ...Object.values(LABELS).flatMap((label) => [[label, 'id'] as const, [label, 'slug'] as const]),
  ['Identifier', 'key'],
  ['Graph', 'key'],
  ['SearchPart', 'key'],
  ['Origin', 'number'],
];

/** A constraint that says of nodes with a label that a property of theirs is unique. */
export const constraintRow = z.object({ label: z.string(), key: z.string() });

export function showConstraints(): NamedFragment {
  const body = cy`SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties
    WHERE type ENDS WITH 'UNIQUENESS' AND size(properties) = 1
    RETURN labelsOrTypes[0] AS label, properties[0] AS key`;
  return named('constraints', body);
}

/** Which of our constraints are not among those that are there, as `Label.key`. */
export function missingConstraints(found: readonly z.infer<typeof constraintRow>[]): string[] {
  const there = new Set(found.map(({ label, key }) => [label, key].join('.')));
  return UNIQUE_KEYS.map((pair) => pair.join('.')).filter((pair) => !there.has(pair));
}

export function constraintStatements(): Fragment[] {
  return UNIQUE_KEYS.map(([label, key]) => unique(label, key));
}

/** Every other index but that of search. */
function declaredIndexes(): DeclaredIndex[] {
  const orderProperties = STORED_ORDER_FIELDS.flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction) => keyProperty({ field, direction })),
  );
  return [
    ...orderProperties.map((key) => rangeIndex('Resource', [key, 'id'])),
    // An index of several keys serves orders only: a condition on its first key alone does not use it.
    rangeIndex('Resource', ['venueId']),
    rangeIndex('Resource', ['editionId']),
    rangeIndex('Resource', ['venueId', 'yearDown', 'id']),
    rangeIndex('Resource', ['venueId', 'id']),
    rangeIndex('Resource', ['editionId', 'yearDown', 'id']),
    rangeIndex('Resource', ['editionId', 'id']),
    rangeIndex('Resource', ['type', 'id']),
    rangeIndex('Resource', ['year']),
    rangeIndex('Resource', ['searchOrdinal']),
    textIndex('Resource', 'titleFolded'),
    ...['Author', 'Organization'].flatMap((label) => [
      rangeIndex(label, ['resourceCountDown', 'id']),
      rangeIndex(label, ['nameUp', 'id']),
      textIndex(label, 'nameFolded'),
    ]),
  ];
}

export function indexStatements(): Fragment[] {
  return declaredIndexes().map(({ create }) => create);
}

/** The name of an index that is there. */
export const indexNameRow = z.object({ name: z.string() });

export function showIndexNames(): Fragment {
  return cy`SHOW INDEXES YIELD name, type WHERE type IN ${param(['RANGE', 'TEXT'])} RETURN name`;
}

/** Those of these indexes that an earlier version asked for and this one does not: named as ours are. */
export function abandonedIndexes(found: readonly z.infer<typeof indexNameRow>[]): string[] {
  const declared = new Set(declaredIndexes().map((index) => index.name));
  const ours = new RegExp(`^(?:${Object.values(LABELS).join('|')})_\\w+_(?:range|text)$`);
  return found.map((index) => index.name).filter((called) => ours.test(called) && !declared.has(called));
}

/** How far an index is: `POPULATING`, `ONLINE` or `FAILED`. */
export const indexStateRow = z.object({ state: z.string() });

export function showIndexStates(): Fragment {
  return cy`SHOW INDEXES YIELD state RETURN DISTINCT state`;
}
