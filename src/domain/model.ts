/**
 * What the graph is about. Nodes are what a store answers with; records of edges are what a load brings.
 * Everything is readonly and plain data.
 */
import type { NodeId } from './ids.ts';
import { listOf, type Rows } from './rows.ts';

export const RESOURCE_TYPES = [
  'PAPER',
  'ARTICLE',
  'BOOK',
  'REPORT',
  'COURSE',
  'REPOSITORY',
  'TOOL',
  'DATASET',
  'TALK',
  'TUTORIAL',
  'PODCAST',
  'PODCAST_EPISODE',
  'NEWSLETTER',
  'COMMUNITY',
  'EVENT',
  'OTHER',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export const LANGUAGES = ['EN', 'JA'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LINK_KINDS = ['IMPLEMENTS', 'EXPLAINS', 'PRESENTS', 'TRANSLATES', 'PART_OF', 'CITES'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Edges that are stored. CO_OCCURS is computed and exists only in a topic graph. */
export const STORED_EDGE_KINDS = [
  'AUTHORED_BY',
  'AFFILIATED_WITH',
  'PUBLISHED_IN',
  'EDITION_OF',
  'ABOUT',
  'BROADER',
  'RELATED',
  'LISTED_IN',
  ...LINK_KINDS,
] as const;
export const EDGE_KINDS = [...STORED_EDGE_KINDS, 'CO_OCCURS'] as const;
export type StoredEdgeKind = (typeof STORED_EDGE_KINDS)[number];
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Where a fact came from. `confidence` is 1 where the source states it and below 1 where `method` inferred it. */
export interface Provenance {
  readonly sourceId: NodeId<'SOURCE'>;
  /** File and line, or the address of the page. */
  readonly locator: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly retrievedAt: string;
  readonly confidence: number;
  readonly method: string;
}

/** A text in up to two languages. */
export type Localized<T> = Readonly<Partial<Record<Language, T>>>;

export interface Resource {
  readonly kind: 'RESOURCE';
  readonly id: NodeId<'RESOURCE'>;
  readonly slug: string;
  /** The title as given. */
  readonly title: string;
  /** The title in the language that `title` is not in, where one is known. */
  readonly titleTranslated: Localized<string>;
  readonly type: ResourceType;
  readonly url: string | null;
  /** All addresses, `url` first. */
  readonly urls: readonly string[];
  readonly doi: string | null;
  readonly arxivId: string | null;
  readonly isbn: string | null;
  readonly year: number | null;
  readonly language: Language | null;
  readonly abstract: string | null;
  readonly note: Localized<string>;
  readonly venueId: NodeId<'VENUE'> | null;
  readonly editionId: NodeId<'VENUE_EDITION'> | null;
  readonly track: string | null;
  readonly session: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly addedAt: string;
  /** Normalised identifiers (`doi:…`, `arxiv:…`, `isbn:…`, `url:…`; see identifiers.ts) by which it can be looked up. */
  readonly identifiers: readonly string[];
  readonly provenance: readonly Provenance[];
}

export interface Author {
  readonly kind: 'AUTHOR';
  readonly id: NodeId<'AUTHOR'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  /** Other spellings and handles, for search and lookup. */
  readonly aliases: readonly string[];
  readonly url: string | null;
  readonly orcid: string | null;
}

export interface Organization {
  readonly kind: 'ORGANIZATION';
  readonly id: NodeId<'ORGANIZATION'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly aliases: readonly string[];
  readonly url: string | null;
}

export interface Venue {
  readonly kind: 'VENUE';
  readonly id: NodeId<'VENUE'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly fullName: string | null;
  readonly url: string | null;
  /** Sorted by code point. */
  readonly tracks: readonly string[];
}

export interface VenueEdition {
  readonly kind: 'VENUE_EDITION';
  readonly id: NodeId<'VENUE_EDITION'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly url: string | null;
  readonly year: number;
  readonly venueId: NodeId<'VENUE'>;
  readonly complete: boolean;
}

export interface Topic {
  readonly kind: 'TOPIC';
  readonly id: NodeId<'TOPIC'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly altLabels: Readonly<Record<Language, readonly string[]>>;
  readonly definition: Localized<string>;
  readonly url: string | null;
  readonly exactMatches: readonly string[];
  /** Sorted by id. */
  readonly broaderIds: readonly NodeId<'TOPIC'>[];
  /** Symmetric; sorted by id. */
  readonly relatedIds: readonly NodeId<'TOPIC'>[];
}

export interface Source {
  readonly kind: 'SOURCE';
  readonly id: NodeId<'SOURCE'>;
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string | null;
  readonly url: string | null;
  readonly licence: string | null;
  readonly revision: string | null;
  readonly retrievedAt: string;
  /** In the order of the source. */
  readonly sections: readonly string[];
}

export type Entity = Resource | Author | Organization | Venue | VenueEdition | Topic | Source;
export type EntityOf<K extends Entity['kind']> = Extract<Entity, { kind: K }>;

/** AUTHORED_BY, with the organizations the author gave on this resource. */
export interface Authorship {
  readonly resourceId: NodeId<'RESOURCE'>;
  readonly authorId: NodeId<'AUTHOR'>;
  /** From 1. */
  readonly position: number;
  readonly organizationIds: readonly NodeId<'ORGANIZATION'>[];
  readonly provenance: Provenance;
}

/**
 * Each organization of a resource, once: those of its authors in order of appearance, then those the source gives to the
 * resource itself (`own`; these, and only these, are AFFILIATED_WITH edges of the resource).
 */
export interface ResourceOrganization {
  readonly resourceId: NodeId<'RESOURCE'>;
  readonly organizationId: NodeId<'ORGANIZATION'>;
  /** From 1, the order of the list. */
  readonly ordinal: number;
  readonly own: boolean;
  readonly provenance: Provenance;
}

/** ABOUT. */
export interface TopicTag {
  readonly resourceId: NodeId<'RESOURCE'>;
  readonly topicId: NodeId<'TOPIC'>;
  /** 0.95 curated, 0.9 title-phrase, 0.8 list-section: the confidence of the surest way. */
  readonly score: number;
  /** The phrase that gave the topic, as it stood in the normalised title. */
  readonly matched: string | null;
  readonly provenance: Provenance;
}

/** LISTED_IN, once for each distinct source of a resource. */
export interface Listing {
  readonly resourceId: NodeId<'RESOURCE'>;
  readonly sourceId: NodeId<'SOURCE'>;
  readonly section: string | null;
  readonly locator: string | null;
}

/** From the resource that implements, explains … to the one implemented, explained …. */
export interface ResourceLink {
  readonly kind: LinkKind;
  readonly fromId: NodeId<'RESOURCE'>;
  readonly toId: NodeId<'RESOURCE'>;
  readonly provenance: Provenance;
}

/**
 * The whole graph as ingest makes it and a store loads it. Every list is sorted by its ids (and kind), so that equal
 * graphs are equal byte for byte. AFFILIATED_WITH edges of authors are the distinct pairs in `authorships`; PUBLISHED_IN
 * goes to the edition, or to the venue where there is none; EDITION_OF, BROADER and RELATED follow from the nodes.
 */
export interface GraphRecords {
  /** SHA-256 of everything below, in hex. */
  readonly revision: string;
  readonly sources: readonly Source[];
  readonly topics: readonly Topic[];
  readonly venues: readonly Venue[];
  readonly editions: readonly VenueEdition[];
  readonly organizations: readonly Organization[];
  readonly authors: readonly Author[];
  readonly resources: readonly Resource[];
  readonly authorships: readonly Authorship[];
  readonly resourceOrganizations: readonly ResourceOrganization[];
  readonly tags: readonly TopicTag[];
  readonly listings: readonly Listing[];
  readonly links: readonly ResourceLink[];
}

/** Lists as long as the graph is large. */
type LongList = 'authors' | 'resources' | 'authorships' | 'resourceOrganizations' | 'tags' | 'listings';

/** A graph whose long lists may stand in a file: each can be taken again and again, in its order. */
export type GraphRows = Omit<GraphRecords, LongList> & {
  readonly [List in LongList]: Rows<GraphRecords[List][number]>;
};

/** The whole of it in memory. */
export function heldRecords(graph: GraphRows): GraphRecords {
  return {
    ...graph,
    authors: listOf(graph.authors),
    resources: listOf(graph.resources),
    authorships: listOf(graph.authorships),
    resourceOrganizations: listOf(graph.resourceOrganizations),
    tags: listOf(graph.tags),
    listings: listOf(graph.listings),
  };
}
