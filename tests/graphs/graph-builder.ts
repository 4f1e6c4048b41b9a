/** States a graph briefly: slugs instead of ids, and only what a test is about; everything else has a plain default. */
import { createHash } from 'node:crypto';
import { identifiersOf } from '../../src/domain/identifiers.ts';
import { compareText, nodeId } from '../../src/domain/ids.ts';
import type {
  Author,
  Authorship,
  GraphRecords,
  Language,
  LinkKind,
  Listing,
  Organization,
  Provenance,
  Resource,
  ResourceLink,
  ResourceOrganization,
  ResourceType,
  Source,
  Topic,
  TopicTag,
  Venue,
  VenueEdition,
} from '../../src/domain/model.ts';
import { isJapanese } from '../../src/domain/text.ts';

export interface NameSketch {
  readonly name?: string;
  readonly nameJa?: string;
  readonly url?: string;
}
/** An author or organization; only authors have an ORCID. */
export interface AliasSketch extends NameSketch {
  readonly aliases?: readonly string[];
  readonly orcid?: string;
}
export interface TopicSketch extends NameSketch {
  readonly exactMatches?: readonly string[];
  readonly alt?: readonly string[];
  readonly altJa?: readonly string[];
  /** Slugs. */
  readonly broader?: readonly string[];
  /** Slugs; naming one side is enough. */
  readonly related?: readonly string[];
}
export interface VenueSketch extends NameSketch {
  readonly fullName?: string;
  /** Years by slug. */
  readonly editions?: Readonly<Record<string, number>>;
}
export interface SourceSketch extends NameSketch {
  readonly sections?: readonly string[];
  readonly retrievedAt?: string;
}
export interface ResourceSketch {
  readonly title?: string;
  readonly titleJa?: string;
  readonly type?: ResourceType;
  readonly year?: number;
  /** `null` for a resource whose language is unknown; otherwise found by the script of the title. */
  readonly language?: Language | null;
  readonly venue?: string;
  readonly edition?: string;
  readonly track?: string;
  readonly addedAt?: string;
  readonly urls?: readonly string[];
  readonly doi?: string;
  readonly arxivId?: string;
  readonly isbn?: string;
  /** In order: a slug, or a slug with the slugs of the organizations given on this resource. */
  readonly authors?: readonly (string | readonly [author: string, ...organizations: string[]])[];
  /** Organizations that the source gives to the resource itself. */
  readonly organizations?: readonly string[];
  /** A slug (score 0.9), or a slug with its score. */
  readonly topics?: readonly (string | readonly [topic: string, score: number])[];
  /** A slug, or a slug with the section. The first source of the graph when absent. */
  readonly sources?: readonly (string | readonly [source: string, section: string])[];
  readonly links?: readonly (readonly [kind: LinkKind, to: string])[];
  /** Where it and its edges but listings are stated, as far as that is not what the graph's first source states for sure. */
  readonly stated?: Partial<Provenance>;
}

/** Nodes by slug. Authors, organizations, topics and venues that are only named by resources need no entry. */
export interface GraphSketch {
  readonly sources?: Readonly<Record<string, SourceSketch>>;
  readonly topics?: Readonly<Record<string, TopicSketch>>;
  readonly venues?: Readonly<Record<string, VenueSketch>>;
  readonly organizations?: Readonly<Record<string, AliasSketch>>;
  readonly authors?: Readonly<Record<string, AliasSketch>>;
  readonly resources: Readonly<Record<string, ResourceSketch>>;
}

const READ_AT = '2026-01-01T00:00:00.000Z';
const DEFAULT_SOURCE = 'list';

const byId = (a: { id: string }, b: { id: string }): number => compareText(a.id, b.id);
const byIds =
  <T>(...keys: readonly ((row: T) => string)[]) =>
  (a: T, b: T): number =>
    keys.reduce((order, key) => order || compareText(key(a), key(b)), 0);

function slugAndRest<Rest extends readonly unknown[]>(entry: string | readonly [string, ...Rest]): [string, ...Rest] {
  return typeof entry === 'string' ? ([entry] as unknown as [string, ...Rest]) : [...entry];
}

function entriesOf<T extends object>(
  declared: Readonly<Record<string, T>> | undefined,
  named: Iterable<string>,
): [string, T][] {
  const all = new Map<string, T>([...named].map((slug) => [slug, {} as T]));
  for (const [slug, sketch] of Object.entries(declared ?? {})) all.set(slug, sketch);
  return [...all];
}

function names(slug: string, { name, nameJa, url }: NameSketch) {
  return { slug, name: name ?? slug, nameJa: nameJa ?? null, url: url ?? null };
}

function sourceOf([slug, sketch]: [string, SourceSketch]): Source {
  const { sections = [], retrievedAt = READ_AT } = sketch;
  const plain = { licence: 'MIT', revision: null, retrievedAt, sections };
  return { kind: 'SOURCE', id: nodeId('SOURCE', slug), ...names(slug, sketch), ...plain };
}

function topicsOf(entries: readonly [string, TopicSketch][]): Topic[] {
  const related = new Map<string, Set<string>>(entries.map(([slug]) => [slug, new Set()]));
  for (const [slug, sketch] of entries) {
    for (const other of sketch.related ?? []) {
      related.get(slug)?.add(other);
      related.get(other)?.add(slug);
    }
  }
  const ids = (slugs: Iterable<string>) => [...slugs].map((slug) => nodeId('TOPIC', slug)).toSorted(compareText);
  return entries.map(([slug, sketch]) => ({
    kind: 'TOPIC',
    id: nodeId('TOPIC', slug),
    ...names(slug, sketch),
    altLabels: { EN: sketch.alt ?? [], JA: sketch.altJa ?? [] },
    definition: {},
    exactMatches: sketch.exactMatches ?? [],
    broaderIds: ids(sketch.broader ?? []),
    relatedIds: ids(related.get(slug) ?? []),
  }));
}

function venueOf([slug, sketch]: [string, VenueSketch], resources: readonly ResourceSketch[]): Venue {
  const tracks = resources.flatMap(({ venue, track }) => (venue === slug && track !== undefined ? [track] : []));
  const rest = { fullName: sketch.fullName ?? null, tracks: [...new Set(tracks)].toSorted(compareText) };
  return { kind: 'VENUE', id: nodeId('VENUE', slug), ...names(slug, sketch), ...rest };
}

function editionsOf([slug, sketch]: [string, VenueSketch]): VenueEdition[] {
  return Object.entries(sketch.editions ?? {}).map(([edition, year]) => ({
    kind: 'VENUE_EDITION',
    id: nodeId('VENUE_EDITION', edition),
    ...names(edition, {}),
    year,
    venueId: nodeId('VENUE', slug),
    complete: false,
  }));
}

function authorOf([slug, sketch]: [string, AliasSketch]): Author {
  const { aliases = [], orcid = null } = sketch;
  return { kind: 'AUTHOR', id: nodeId('AUTHOR', slug), ...names(slug, sketch), aliases, orcid };
}

function organizationOf([slug, sketch]: [string, AliasSketch]): Organization {
  const { aliases = [] } = sketch;
  return { kind: 'ORGANIZATION', id: nodeId('ORGANIZATION', slug), ...names(slug, sketch), aliases };
}

function resourceOf(slug: string, sketch: ResourceSketch, provenance: Provenance): Resource {
  const { title = slug, titleJa, urls = [] } = sketch;
  const work = { doi: sketch.doi ?? null, arxivId: sketch.arxivId ?? null, isbn: sketch.isbn ?? null, urls };
  return {
    kind: 'RESOURCE',
    id: nodeId('RESOURCE', slug),
    slug,
    title,
    titleTranslated: titleJa === undefined ? {} : { JA: titleJa },
    type: sketch.type ?? 'PAPER',
    ...work,
    url: urls[0] ?? null,
    year: sketch.year ?? null,
    language: sketch.language === undefined ? (isJapanese(title) ? 'JA' : 'EN') : sketch.language,
    abstract: null,
    note: {},
    venueId: sketch.venue === undefined ? null : nodeId('VENUE', sketch.venue),
    editionId: sketch.edition === undefined ? null : nodeId('VENUE_EDITION', sketch.edition),
    track: sketch.track ?? null,
    session: null,
    addedAt: sketch.addedAt ?? READ_AT,
    identifiers: identifiersOf(work),
    provenance: [provenance],
  };
}

type EdgesOfResource = Pick<GraphRecords, 'authorships' | 'resourceOrganizations' | 'tags' | 'listings' | 'links'>;

function edgesOf(slug: string, sketch: ResourceSketch, provenance: Provenance, source: string): EdgesOfResource {
  const resourceId = nodeId('RESOURCE', slug);
  const authors = (sketch.authors ?? []).map(slugAndRest<string[]>);
  const authorships: Authorship[] = authors.map(([author, ...organizations], index) => {
    const organizationIds = organizations.map((organization) => nodeId('ORGANIZATION', organization));
    return { resourceId, authorId: nodeId('AUTHOR', author), position: index + 1, organizationIds, provenance };
  });
  const ofAuthors = new Set(authors.flatMap(([, ...organizations]) => organizations));
  const resourceOrganizations: ResourceOrganization[] = [
    ...new Set([...ofAuthors, ...(sketch.organizations ?? [])]),
  ].map((organization, index) => ({
    resourceId,
    organizationId: nodeId('ORGANIZATION', organization),
    ordinal: index + 1,
    own: sketch.organizations?.includes(organization) === true,
    provenance,
  }));
  const tags: TopicTag[] = (sketch.topics ?? []).map(slugAndRest<[number?]>).map(([topic, score = 0.9]) => ({
    resourceId,
    topicId: nodeId('TOPIC', topic),
    score,
    matched: topic,
    provenance,
  }));
  const listings: Listing[] = (sketch.sources ?? [source]).map(slugAndRest<[string?]>).map(([of, section]) => ({
    resourceId,
    sourceId: nodeId('SOURCE', of),
    section: section ?? null,
    locator: `${of}.jsonl`,
  }));
  const links: ResourceLink[] = (sketch.links ?? []).map(([kind, to]) => ({
    kind,
    fromId: resourceId,
    toId: nodeId('RESOURCE', to),
    provenance,
  }));
  return { authorships, resourceOrganizations, tags, listings, links };
}

function sortEdges(edges: readonly EdgesOfResource[]): EdgesOfResource {
  return {
    authorships: edges
      .flatMap((edge) => edge.authorships)
      .toSorted((a, b) => compareText(a.resourceId, b.resourceId) || a.position - b.position),
    resourceOrganizations: edges
      .flatMap((edge) => edge.resourceOrganizations)
      .toSorted((a, b) => compareText(a.resourceId, b.resourceId) || a.ordinal - b.ordinal),
    tags: edges
      .flatMap((edge) => edge.tags)
      .toSorted(
        byIds(
          (tag) => tag.resourceId,
          (tag) => tag.topicId,
        ),
      ),
    listings: edges
      .flatMap((edge) => edge.listings)
      .toSorted(
        byIds(
          (row) => row.resourceId,
          (row) => row.sourceId,
        ),
      ),
    links: edges
      .flatMap((edge) => edge.links)
      .toSorted(
        byIds(
          (link) => link.fromId,
          (link) => link.toId,
          (link) => link.kind,
        ),
      ),
  };
}

/** The graph of a sketch, with every list sorted as ingest sorts it. The revision is a digest of what the graph holds. */
export function buildGraphRecords(sketch: GraphSketch): GraphRecords {
  const resources = Object.entries(sketch.resources);
  const sketches = resources.map(([, resource]) => resource);
  const mentioned = <T>(pick: (resource: ResourceSketch) => readonly T[] | undefined): T[] =>
    sketches.flatMap((resource) => pick(resource) ?? []);
  const authors = mentioned((resource) => resource.authors).map(slugAndRest<string[]>);
  const organizationSlugs = [...authors.flatMap(([, ...of]) => of), ...mentioned((resource) => resource.organizations)];
  const topicSlugs = mentioned((resource) => resource.topics).map((entry) => slugAndRest<[number?]>(entry)[0]);
  const venueSlugs = sketches.flatMap(({ venue }) => (venue === undefined ? [] : [venue]));
  const firstSource = Object.keys(sketch.sources ?? {})[0] ?? DEFAULT_SOURCE;
  const sourceSlugs = mentioned((resource) => resource.sources).map((entry) => slugAndRest<[string?]>(entry)[0]);
  const provenance: Provenance = {
    sourceId: nodeId('SOURCE', firstSource),
    locator: null,
    retrievedAt: READ_AT,
    confidence: 1,
    method: 'stated',
  };
  const statedBy = ({ stated }: ResourceSketch): Provenance => ({ ...provenance, ...stated });
  const venues = entriesOf(sketch.venues, venueSlugs);
  const content: Omit<GraphRecords, 'revision'> = {
    sources: entriesOf(sketch.sources, [firstSource, ...sourceSlugs])
      .map(sourceOf)
      .toSorted(byId),
    topics: topicsOf(entriesOf(sketch.topics, topicSlugs)).toSorted(byId),
    venues: venues.map((entry) => venueOf(entry, sketches)).toSorted(byId),
    editions: venues.flatMap(editionsOf).toSorted(byId),
    organizations: entriesOf(sketch.organizations, organizationSlugs).map(organizationOf).toSorted(byId),
    authors: entriesOf(
      sketch.authors,
      authors.map(([slug]) => slug),
    )
      .map(authorOf)
      .toSorted(byId),
    resources: resources.map(([slug, resource]) => resourceOf(slug, resource, statedBy(resource))).toSorted(byId),
    ...sortEdges(resources.map(([slug, resource]) => edgesOf(slug, resource, statedBy(resource), firstSource))),
  };
  return { revision: createHash('sha256').update(JSON.stringify(content)).digest('hex'), ...content };
}
