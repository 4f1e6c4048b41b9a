/** What rows must look like, and the nodes they become. A row that breaks its shape is a bug or a foreign database. */
import { z } from 'zod';
import { unreachable } from '../../domain/errors.ts';
import type { NodeId, NodeKind } from '../../domain/ids.ts';
import {
  LANGUAGES,
  RESOURCE_TYPES,
  type Author,
  type Entity,
  type Localized,
  type Organization,
  type Provenance,
  type Resource,
  type Source,
  type Topic,
  type Venue,
  type VenueEdition,
} from '../../domain/model.ts';
import type { ResourceCounts } from './compile-order.ts';
import { cy, name, param, type Fragment } from './cypher.ts';

export const id = <K extends NodeKind>(): z.ZodType<NodeId<K>> => z.string() as unknown as z.ZodType<NodeId<K>>;
/** What may be absent from a row; null then. */
export const nullable = <T>(of: z.ZodType<T>) => of.nullish().transform((value): T | null => value ?? null);
export const text = nullable(z.string());
const texts = z.array(z.string());

const origin = { sourceId: id<'SOURCE'>(), retrievedAt: z.string(), confidence: z.number(), method: z.string() };

const provenanceRow: z.ZodType<Provenance> = z.object({ ...origin, locator: text });

/** What edges name by `number` of where they are stated. */
export const originRow = z.object({ ...origin, number: z.number() });

function localized(en: string | null, ja: string | null): Localized<string> {
  return { ...(en === null ? {} : { EN: en }), ...(ja === null ? {} : { JA: ja }) };
}

const named = { slug: z.string(), name: z.string(), nameJa: text, url: text };
const countRow = {
  authorCount: z.number(),
  topicCount: z.number(),
  sourceCount: z.number(),
  linkCount: z.number(),
};

/** Kinds whose nodes are read with the questions; the others are in the catalogue. */
export const READ_KINDS = ['RESOURCE', 'AUTHOR', 'ORGANIZATION'] as const;
export type ReadKind = (typeof READ_KINDS)[number];

/** The properties that are read of a node, in the order in which they are sent. */
const COLUMNS: Readonly<Record<ReadKind, readonly string[]>> = {
  RESOURCE: [
    'id slug title titleTranslatedEn titleTranslatedJa type url urls doi arxivId isbn year language abstract noteEn noteJa',
    'venueId editionId track session addedAt identifiers provenance authorCount topicCount sourceCount linkCount',
  ].flatMap((names) => names.split(' ')),
  AUTHOR: ['id', 'slug', 'name', 'nameJa', 'url', 'aliases', 'orcid'],
  ORGANIZATION: ['id', 'slug', 'name', 'nameJa', 'url', 'aliases'],
};

/**
 * Properties of a node or an edge as a list, in the order of `keys`, null where one is missing. The keys travel as a parameter:
 * written out as `[n.a, n.b, …]`, the types of all elements are compared each time the statement is planned, which took two
 * thirds of the planning of a page.
 */
export function valuesOf(keys: readonly string[], variable: string): Fragment {
  return cy`[column IN ${param(keys)} | ${name(variable)}[column]]`;
}

/**
 * A node as a list: a third of the bytes of all its properties, most of which are keys to find and to sort it by, and half of
 * a map, which repeats its names in every row. Reading 25 resources so took 0.6 of the time.
 */
export function columnsOf(kind: ReadKind, variable: string): Fragment {
  return valuesOf(COLUMNS[kind], variable);
}

/** What `columnsOf` sends, as `model` reads it. */
function listed<T>(kind: ReadKind, model: z.ZodType<T, unknown>): z.ZodType<T, unknown> {
  const keys = COLUMNS[kind];
  return z
    .array(z.unknown())
    .length(keys.length)
    .transform((values): unknown => Object.fromEntries(keys.map((key, index) => [key, values[index]])))
    .pipe(model);
}

/** A resource with the counts it is ordered by. */
export interface CountedResource {
  readonly node: Resource;
  readonly counts: ResourceCounts;
}

const resourceModel: z.ZodType<CountedResource, unknown> = z
  .object({
    id: id<'RESOURCE'>(),
    slug: z.string(),
    title: z.string(),
    titleTranslatedEn: text,
    titleTranslatedJa: text,
    type: z.enum(RESOURCE_TYPES),
    url: text,
    urls: texts,
    doi: text,
    arxivId: text,
    isbn: text,
    year: nullable(z.number()),
    language: nullable(z.enum(LANGUAGES)),
    abstract: text,
    noteEn: text,
    noteJa: text,
    venueId: nullable(id<'VENUE'>()),
    editionId: nullable(id<'VENUE_EDITION'>()),
    track: text,
    session: text,
    addedAt: z.string(),
    identifiers: texts,
    provenance: texts,
    ...countRow,
  })
  .transform((row) => {
    const { titleTranslatedEn, titleTranslatedJa, noteEn, noteJa, provenance, ...rest } = row;
    const { authorCount, topicCount, sourceCount, linkCount, ...plain } = rest;
    const node: Resource = {
      kind: 'RESOURCE',
      ...plain,
      titleTranslated: localized(titleTranslatedEn, titleTranslatedJa),
      note: localized(noteEn, noteJa),
      provenance: provenance.map((entry) => provenanceRow.parse(JSON.parse(entry))),
    };
    return { node, counts: { authorCount, topicCount, sourceCount, linkCount } };
  });

export const resourceRow = listed('RESOURCE', resourceModel);

const authorModel: z.ZodType<Author, unknown> = z
  .object({ id: id<'AUTHOR'>(), ...named, aliases: texts, orcid: text })
  .transform((row) => ({ kind: 'AUTHOR', ...row }));
export const authorRow = listed('AUTHOR', authorModel);

const organizationModel: z.ZodType<Organization, unknown> = z
  .object({ id: id<'ORGANIZATION'>(), ...named, aliases: texts })
  .transform((row) => ({ kind: 'ORGANIZATION', ...row }));
export const organizationRow = listed('ORGANIZATION', organizationModel);

export const venueRow: z.ZodType<Venue> = z
  .object({ id: id<'VENUE'>(), ...named, fullName: text, tracks: texts })
  .transform((row) => ({ kind: 'VENUE', ...row }));

export const editionRow: z.ZodType<VenueEdition> = z
  .object({ id: id<'VENUE_EDITION'>(), ...named, year: z.number(), venueId: id<'VENUE'>(), complete: z.boolean() })
  .transform((row) => ({ kind: 'VENUE_EDITION', ...row }));

export const topicRow: z.ZodType<Topic> = z
  .object({
    id: id<'TOPIC'>(),
    ...named,
    altLabelsEn: texts,
    altLabelsJa: texts,
    definitionEn: text,
    definitionJa: text,
    exactMatches: texts,
    broaderIds: z.array(id<'TOPIC'>()),
    relatedIds: z.array(id<'TOPIC'>()),
  })
  .transform(({ altLabelsEn, altLabelsJa, definitionEn, definitionJa, ...plain }) => ({
    kind: 'TOPIC',
    ...plain,
    altLabels: { EN: altLabelsEn, JA: altLabelsJa },
    definition: localized(definitionEn, definitionJa),
  }));

export const sourceRow: z.ZodType<Source> = z
  .object({
    id: id<'SOURCE'>(),
    ...named,
    licence: text,
    revision: text,
    retrievedAt: z.string(),
    sections: texts,
  })
  .transform((row) => ({ kind: 'SOURCE', ...row }));

/** Reads the columns of a node of a known kind. */
export function entityFrom(kind: ReadKind, columns: unknown): Entity {
  switch (kind) {
    case 'RESOURCE':
      return resourceRow.parse(columns).node;
    case 'AUTHOR':
      return authorRow.parse(columns);
    case 'ORGANIZATION':
      return organizationRow.parse(columns);
    default:
      return unreachable(kind);
  }
}
