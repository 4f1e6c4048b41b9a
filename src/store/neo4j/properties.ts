/** Nodes and facts as flat properties: what the load writes. Missing values are absent. */
import type {
  Author,
  Entity,
  Localized,
  Organization,
  Provenance,
  Resource,
  Source,
  Topic,
  Venue,
  VenueEdition,
} from '../../domain/model.ts';
import { fold, sortKey } from '../../domain/text.ts';
import { unreachable } from '../../domain/errors.ts';
import { storedKeys, type ResourceCounts } from './compile-order.ts';
import { int, type CypherValue } from './cypher.ts';

export type Properties = Record<string, CypherValue>;

function localized(key: string, text: Localized<string>): Properties {
  return { [key.concat('En')]: text.EN ?? null, [key.concat('Ja')]: text.JA ?? null };
}

/** What many edges share of where they are stated: a node of its own, which they name by its number. */
export const ORIGIN_KEYS = [
  'sourceId',
  'retrievedAt',
  'confidence',
  'method',
] as const satisfies readonly (keyof Provenance)[];
export type Origin = Pick<Provenance, (typeof ORIGIN_KEYS)[number]>;

/** The properties of an edge that say where it is stated, in the order in which they are read: `origin` is a number. */
export const STATED_KEYS = ['locator', 'origin'] as const;

/** Written out: of the hundred thousands of a large graph, copying each with `...` took a third of the time to make its row. */
function resourceProperties(resource: Resource, counts: ResourceCounts, organizationCount: number): Properties {
  const { titleTranslated, note, year } = resource;
  return {
    id: resource.id,
    slug: resource.slug,
    title: resource.title,
    titleTranslatedEn: titleTranslated.EN ?? null,
    titleTranslatedJa: titleTranslated.JA ?? null,
    type: resource.type,
    url: resource.url,
    urls: resource.urls,
    doi: resource.doi,
    arxivId: resource.arxivId,
    isbn: resource.isbn,
    year: year === null ? null : int(year),
    language: resource.language,
    abstract: resource.abstract,
    noteEn: note.EN ?? null,
    noteJa: note.JA ?? null,
    venueId: resource.venueId,
    editionId: resource.editionId,
    track: resource.track,
    session: resource.session,
    addedAt: resource.addedAt,
    identifiers: resource.identifiers,
    provenance: resource.provenance.map((entry) => JSON.stringify(entry)),
    titleFolded: fold(resource.title),
    slugFolded: fold(resource.slug),
    trackFolded: resource.track === null ? null : fold(resource.track),
    organizationCount: int(organizationCount),
    ...storedKeys(resource, counts),
  };
}

/** What authors and organizations are filtered and ordered by. */
function namedProperties(node: Author | Organization, resourceCount: number): Properties {
  const { kind: _kind, ...plain } = node;
  return {
    ...plain,
    nameFolded: fold(node.name),
    slugFolded: fold(node.slug),
    nameUp: sortKey(node.name),
    resourceCount: int(resourceCount),
    resourceCountDown: int(-resourceCount),
  };
}

function topicProperties(topic: Topic): Properties {
  const { kind: _kind, altLabels, definition, ...plain } = topic;
  return {
    ...plain,
    altLabelsEn: altLabels.EN,
    altLabelsJa: altLabels.JA,
    ...localized('definition', definition),
  };
}

/** Numbers of a node that the load computes from the whole graph. */
export interface NodeCounts extends ResourceCounts {
  readonly organizationCount: number;
  readonly resourceCount: number;
}

function plainProperties(node: Venue | Source): Properties {
  const { kind: _kind, ...plain } = node;
  return plain;
}

function editionProperties(edition: VenueEdition): Properties {
  const { kind: _kind, year, ...plain } = edition;
  return { ...plain, year: int(year) };
}

/** The properties of any node, the keys it is ordered and filtered by among them. */
export function nodeProperties(node: Entity, counts: NodeCounts): Properties {
  switch (node.kind) {
    case 'RESOURCE':
      return resourceProperties(node, counts, counts.organizationCount);
    case 'AUTHOR':
      return {
        ...namedProperties(node, counts.resourceCount),
        organizationCount: int(counts.organizationCount),
      };
    case 'ORGANIZATION':
      return namedProperties(node, counts.resourceCount);
    case 'VENUE':
    case 'SOURCE':
      return { ...plainProperties(node), resourceCount: int(counts.resourceCount) };
    case 'VENUE_EDITION':
      return { ...editionProperties(node), resourceCount: int(counts.resourceCount) };
    case 'TOPIC':
      return { ...topicProperties(node), resourceCount: int(counts.resourceCount) };
    default:
      return unreachable(node);
  }
}
