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

export const id = <K extends NodeKind>(): z.ZodType<NodeId<K>> => z.string() as unknown as z.ZodType<NodeId<K>>;
export const missing = <T>(value: T | null | undefined): T | null => value ?? null;
const text = z.string().nullish().transform(missing);
const texts = z.array(z.string());

export const provenanceRow: z.ZodType<Provenance> = z.object({
  sourceId: id<'SOURCE'>(),
  locator: text,
  retrievedAt: z.string(),
  confidence: z.number(),
  method: z.string(),
});

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

/** A resource with the counts it is ordered by. */
export interface CountedResource {
  readonly node: Resource;
  readonly counts: ResourceCounts;
}

export const resourceRow: z.ZodType<CountedResource> = z
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
    year: z.number().nullish().transform(missing),
    language: z.enum(LANGUAGES).nullish().transform(missing),
    abstract: text,
    noteEn: text,
    noteJa: text,
    venueId: id<'VENUE'>().nullish().transform(missing),
    editionId: id<'VENUE_EDITION'>().nullish().transform(missing),
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

export const authorRow: z.ZodType<Author> = z
  .object({ id: id<'AUTHOR'>(), ...named, aliases: texts, orcid: text })
  .transform((row) => ({ kind: 'AUTHOR', ...row }));

export const organizationRow: z.ZodType<Organization> = z
  .object({ id: id<'ORGANIZATION'>(), ...named, aliases: texts })
  .transform((row) => ({ kind: 'ORGANIZATION', ...row }));

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

/** Reads the properties of a node of a known kind. */
export function entityFrom(kind: NodeKind, properties: unknown): Entity {
  switch (kind) {
    case 'RESOURCE':
      return resourceRow.parse(properties).node;
    case 'AUTHOR':
      return authorRow.parse(properties);
    case 'ORGANIZATION':
      return organizationRow.parse(properties);
    case 'VENUE':
      return venueRow.parse(properties);
    case 'VENUE_EDITION':
      return editionRow.parse(properties);
    case 'TOPIC':
      return topicRow.parse(properties);
    case 'SOURCE':
      return sourceRow.parse(properties);
    default:
      return unreachable(kind);
  }
}
