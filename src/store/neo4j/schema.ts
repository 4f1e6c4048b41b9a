/** Constraints and indexes. Each statement may run again at any time. */
import { cy, join, name, type Fragment } from './cypher.ts';
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

function rangeIndex(label: string, keys: readonly string[]): Fragment {
  const index = name([label, ...keys, 'range'].join('_'));
  const columns = join(
    keys.map((key) => cy`n.${name(key)}`),
    cy`, `,
  );
  return cy`CREATE INDEX ${index} IF NOT EXISTS FOR (n:${name(label)}) ON (${columns})`;
}

function textIndex(label: string, key: string): Fragment {
  const index = name([label, key, 'text'].join('_'));
  return cy`CREATE TEXT INDEX ${index} IF NOT EXISTS FOR (n:${name(label)}) ON (n.${name(key)})`;
}

/** Every statement of the schema, constraints first. */
export function schemaStatements(): Fragment[] {
  const orderProperties = STORED_ORDER_FIELDS.flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction) => keyProperty({ field, direction })),
  );
  return [
    ...Object.values(LABELS).flatMap((label) => [unique(label, 'id'), unique(label, 'slug')]),
    unique('Identifier', 'key'),
    unique('Graph', 'key'),
    ...orderProperties.map((key) => rangeIndex('Resource', [key, 'id'])),
    rangeIndex('Resource', ['venueId', 'yearDown', 'id']),
    rangeIndex('Resource', ['venueId', 'id']),
    rangeIndex('Resource', ['editionId', 'yearDown', 'id']),
    rangeIndex('Resource', ['editionId', 'id']),
    rangeIndex('Resource', ['type', 'id']),
    rangeIndex('Resource', ['year']),
    textIndex('Resource', 'titleFolded'),
    ...['Author', 'Organization'].flatMap((label) => [
      rangeIndex(label, ['resourceCountDown', 'id']),
      rangeIndex(label, ['nameUp', 'id']),
      textIndex(label, 'nameFolded'),
    ]),
  ];
}
