/** Works to resource nodes with their authors, organizations, topics and listings. */
import { createHash } from 'node:crypto';
import { identifiersOf, isbnOf } from '../domain/identifiers.ts';
import { compareText, nodeId, type NodeId } from '../domain/ids.ts';
import type {
  Authorship,
  Language,
  Listing,
  Provenance,
  Resource,
  ResourceOrganization,
  TopicTag,
} from '../domain/model.ts';
import { isJapanese, slugify, tidy } from '../domain/text.ts';
import { editionSlug } from './edition.ts';
import type { OrganizationRegistry } from './organization-registry.ts';
import type { AuthorRegistry } from './people.ts';
import type { Candidate } from './candidates.ts';
import type { Work } from './resolve.ts';
import type { InferredFact, WorkRow } from './row.ts';
import type { Tagger } from './tag.ts';

export interface BuildContext {
  readonly authors: AuthorRegistry;
  readonly organizations: OrganizationRegistry;
  readonly tagger: Tagger;
  /** Topic slugs by source and section. */
  readonly sectionTopics: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly knownTopics: ReadonlySet<string>;
  /** When each source was read: ISO 8601. */
  readonly retrievedAt: (source: string) => string;
}

export interface BuiltResource {
  readonly resource: Resource;
  readonly authorships: readonly Authorship[];
  readonly organizations: readonly ResourceOrganization[];
  /** By id of the topic. */
  readonly tags: readonly TopicTag[];
  /** By id of the source. */
  readonly listings: readonly Listing[];
}

const MAX_TITLE_SLUG_CHARACTERS = 60;
/** Of a fact that somebody concluded from others. */
export const INFERRED_CONFIDENCE = 0.8;

/** Where the row says it was read, else its address or its file; never a line, or another order would be another graph. */
function locatorOf({ placed }: Candidate): string {
  return placed.row.locator ?? placed.row.url ?? placed.file;
}

/** Where a row says something; less sure, with the row's words as the method, where it says that `fact` was inferred. */
export function provenanceOf(
  candidate: Candidate,
  context: BuildContext,
  method: string,
  fact?: InferredFact,
): Provenance {
  const { row, source } = candidate.placed;
  const inferred = (fact === undefined ? null : row.inferred?.[fact]) ?? null;
  return {
    sourceId: nodeId('SOURCE', source),
    locator: locatorOf(candidate),
    retrievedAt: context.retrievedAt(source),
    confidence: inferred === null ? 1 : INFERRED_CONFIDENCE,
    method: inferred ?? method,
  };
}

/**
 * What the work is called for ever: type, surest identifier, and what keeps works apart that share it. That is the edition
 * and, where there is no identifier or only a page, title and authors.
 */
function identityKey(work: Work): string {
  const members = work.members.map((member) => member.candidate);
  const [first] = members;
  if (first === undefined) throw new Error('A work without rows');
  const edition = firstOf(work, (row) => row.edition);
  const names = first.lastNames.toSorted(compareText).join(' ');
  const identifier =
    members.map(({ doi }) => doi).find((doi) => doi !== null) ??
    members.map(({ arxivId }) => arxivId).find((id) => id !== null) ??
    members
      .map(({ url, urlIsPage, titleKey }) => (url === null ? null : urlIsPage ? `${url} ${titleKey} ${names}` : url))
      .find((url) => url !== null) ??
    `${first.titleKey} ${first.placed.row.year ?? ''} ${names}`;
  return `${first.type} ${identifier} ${edition === null ? '' : editionSlug(edition)}`;
}

function resourceSlug(work: Work, title: string, year: number | null): string {
  const hash = createHash('sha256').update(identityKey(work)).digest('hex').slice(0, 6);
  return [slugify(title, MAX_TITLE_SLUG_CHARACTERS), year, hash]
    .filter((part) => part !== '' && part !== null)
    .join('-');
}

/** The first value that any row of the work has, in order of precedence. */
function firstOf<T>(work: Work, pick: (row: WorkRow, candidate: Candidate) => T | null | undefined): T | null {
  for (const { candidate } of work.members) {
    const value = pick(candidate.placed.row, candidate);
    if (value != null && !(Array.isArray(value) && value.length === 0)) return value;
  }
  return null;
}

function titlesOf(work: Work): Pick<Resource, 'title' | 'titleTranslated' | 'language'> {
  const title = tidy(firstOf(work, (row) => row.title) ?? '');
  const language: Language = isJapanese(title) ? 'JA' : 'EN';
  const other: Language = language === 'JA' ? 'EN' : 'JA';
  const translated = firstOf(work, ({ titleTranslated, title: given }) =>
    [titleTranslated, given].find(
      (text) => text != null && tidy(text) !== title && isJapanese(text) === (other === 'JA'),
    ),
  );
  const fits = translated !== null && isJapanese(translated) === (other === 'JA');
  return { title, titleTranslated: fits ? { [other]: tidy(translated) } : {}, language };
}

function urlsOf(work: Work): string[] {
  const rows = work.members.map(({ candidate }) => candidate.placed.row);
  const own = rows.flatMap((row) => (row.url == null ? [] : [row.url]));
  return [...new Set(own.filter((url) => /^https?:/i.test(url)))];
}

function resourceOf(work: Work, context: BuildContext): Resource {
  const titles = titlesOf(work);
  const year = firstOf(work, (row) => row.year);
  const urls = urlsOf(work);
  const venue = firstOf(work, (row) => row.venue);
  const edition = firstOf(work, (row) => row.edition);
  const doi = firstOf(work, (_, candidate) => candidate.doi);
  const arxivId = firstOf(work, (_, candidate) => candidate.arxivId);
  const isbn = firstOf(work, (row) => (row.isbn == null ? null : isbnOf(row.isbn)));
  const note = firstOf(work, (row) => row.note);
  const slug = resourceSlug(work, titles.title, year);
  return {
    kind: 'RESOURCE',
    id: nodeId('RESOURCE', slug),
    slug,
    ...titles,
    type: work.members[0]?.candidate.type ?? 'OTHER',
    url: urls[0] ?? null,
    urls,
    doi,
    arxivId,
    isbn,
    year,
    abstract: null,
    note: { ...(note?.en == null ? {} : { EN: note.en }), ...(note?.ja == null ? {} : { JA: note.ja }) },
    venueId: venue === null ? null : nodeId('VENUE', slugify(venue)),
    editionId: edition === null ? null : nodeId('VENUE_EDITION', editionSlug(edition)),
    track: firstOf(work, (row) => row.track),
    session: firstOf(work, (row) => row.session),
    addedAt:
      work.members.map(({ candidate }) => context.retrievedAt(candidate.placed.source)).toSorted(compareText)[0] ?? '',
    identifiers: identifiersOf({ doi, arxivId, isbn, urls }),
    provenance: work.members.map(({ candidate, rule }) =>
      provenanceOf(candidate, context, rule === null ? 'stated' : `joined: ${rule}`, 'edition'),
    ),
  };
}

/** The first row that names authors: theirs are all authors of the work. */
function authorsGiver(work: Work): Candidate | undefined {
  return work.members.find(({ candidate }) => (candidate.placed.row.authors ?? []).length > 0)?.candidate;
}

type GivenAuthor = NonNullable<WorkRow['authors']>[number];

function authorParts(author: GivenAuthor): { name: string; affiliation: string | null; orcid: string | null } {
  if (typeof author === 'string') return { name: author, affiliation: null, orcid: null };
  return { name: author.name, affiliation: author.affiliation ?? null, orcid: author.orcid ?? null };
}

/** Counts the spellings that a work gives to its authors and organizations. */
function countNames(work: Work, { authors, organizations }: BuildContext): void {
  const counted = new Set<NodeId>();
  for (const { name, affiliation, orcid } of (authorsGiver(work)?.placed.row.authors ?? []).map(authorParts)) {
    const id = authors.count(name, orcid);
    if (id === null || counted.has(id)) continue;
    counted.add(id);
    if (affiliation !== null) organizations.count(affiliation);
  }
  for (const { candidate } of work.members)
    for (const name of candidate.placed.row.organizations ?? []) organizations.count(name);
}

/** Authors of the first row that names any, each with the organizations it gives there. */
function authorshipsOf(work: Work, resourceId: NodeId<'RESOURCE'>, context: BuildContext): Authorship[] {
  const giver = authorsGiver(work);
  const authorships = new Map<NodeId<'AUTHOR'>, Authorship>();
  if (giver === undefined) return [];
  const provenance = provenanceOf(giver, context, 'stated', 'authors');
  for (const { name, affiliation, orcid } of (giver.placed.row.authors ?? []).map(authorParts)) {
    const authorId = context.authors.idOf(name, orcid);
    if (authorId === null || authorships.has(authorId)) continue;
    const organizationIds = affiliation === null ? [] : context.organizations.idsOf(affiliation);
    authorships.set(authorId, { resourceId, authorId, position: authorships.size + 1, organizationIds, provenance });
  }
  return [...authorships.values()];
}

function organizationsOf(
  work: Work,
  resourceId: NodeId<'RESOURCE'>,
  authorships: readonly Authorship[],
  context: BuildContext,
): ResourceOrganization[] {
  const all = new Map<NodeId<'ORGANIZATION'>, { own: boolean; provenance: Provenance }>();
  for (const { organizationIds, provenance } of authorships) {
    for (const id of organizationIds) if (!all.has(id)) all.set(id, { own: false, provenance });
  }
  for (const { candidate } of work.members) {
    for (const name of candidate.placed.row.organizations ?? []) {
      for (const id of context.organizations.idsOf(name)) {
        const provenance = all.get(id)?.provenance ?? provenanceOf(candidate, context, 'stated');
        all.set(id, { own: true, provenance });
      }
    }
  }
  return [...all].map(([organizationId, rest], index) => ({ resourceId, organizationId, ordinal: index + 1, ...rest }));
}

/** The three ways of giving a topic; where two give the same one, the surer stands. */
function tagsOf(work: Work, resource: Resource, context: BuildContext): TopicTag[] {
  const tags = new Map<string, TopicTag>();
  const add = (slug: string, score: number, matched: string | null, method: string, candidate: Candidate): void => {
    if (!context.knownTopics.has(slug) || (tags.get(slug)?.score ?? 0) >= score) return;
    const provenance = { ...provenanceOf(candidate, context, method), confidence: score, method };
    tags.set(slug, { resourceId: resource.id, topicId: nodeId('TOPIC', slug), score, matched, provenance });
  };
  const [first] = work.members;
  if (first !== undefined) {
    const translated = Object.values(resource.titleTranslated)[0] ?? null;
    for (const { slug, matched } of context.tagger.tag(resource.title, translated))
      add(slug, 0.9, matched, 'title-phrase', first.candidate);
  }
  for (const { candidate } of work.members) {
    const { row, source } = candidate.placed;
    for (const slug of row.topics ?? []) add(slug, 0.95, null, 'curated', candidate);
    for (const slug of context.sectionTopics[source]?.[row.section ?? ''] ?? [])
      add(slug, 0.8, null, 'list-section', candidate);
  }
  return [...tags.values()];
}

function listingsOf(work: Work, resourceId: NodeId<'RESOURCE'>): Listing[] {
  const listings = new Map<string, Listing>();
  for (const { candidate } of work.members) {
    const { source, row } = candidate.placed;
    if (listings.has(source)) continue;
    listings.set(source, {
      resourceId,
      sourceId: nodeId('SOURCE', source),
      section: row.section ?? null,
      locator: locatorOf(candidate),
    });
  }
  return [...listings.values()];
}

/** The node of a work, before anything hangs on it; counts the names that it gives to others. Each work comes once. */
export function registerWork(work: Work, context: BuildContext): Resource {
  countNames(work, context);
  return resourceOf(work, context);
}

/** One work as a node with everything that hangs on it, once the names of all works were counted. */
export function buildResource(work: Work, context: BuildContext): BuiltResource {
  const resource = resourceOf(work, context);
  const authorships = authorshipsOf(work, resource.id, context);
  return {
    resource,
    authorships,
    organizations: organizationsOf(work, resource.id, authorships, context),
    tags: tagsOf(work, resource, context).toSorted((a, b) => compareText(a.topicId, b.topicId)),
    listings: listingsOf(work, resource.id).toSorted((a, b) => compareText(a.sourceId, b.sourceId)),
  };
}
