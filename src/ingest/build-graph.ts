/** The pipeline: read, validate, resolve, tag, link. Between files and graph every stage is a function of records. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compareText, nodeId } from '../domain/ids.ts';
import type { GraphRecords, Source, Topic, Venue, VenueEdition } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { buildLinks } from './build-links.ts';
import { buildResource, type BuildContext, type BuiltResource } from './build-resources.ts';
import { doiProblems } from './check-dois.ts';
import { editionSlug } from './edition.ts';
import { rowOfFoundLink, rowsOfLinks } from './link-rows.ts';
import { parseSeedJson, readInput, type Input } from './input.ts';
import { createOrganizationRegistry } from './organization-registry.ts';
import { loadOrganizationAliases } from './organizations.ts';
import { createAuthorRegistry } from './people.ts';
import { IngestError, type Problem } from './problem.ts';
import { readRows, type RowFile } from './read-rows.ts';
import { reportOf, type BuildReport } from './report.ts';
import { candidatesOf, resolveWorks } from './resolve.ts';
import type { LinkRow, PersonRow, PlacedRow, WorkRow } from './row.ts';
import { compileTopics } from './tag.ts';
import { parseTopics } from './topics.ts';

export interface BuildProgress {
  readonly stage: 'read' | 'resolve' | 'tag' | 'link';
  readonly done: number;
  readonly total: number;
}

export interface BuildInput {
  readonly seedDir: string;
  /** A folder of the user's own rows; it need not exist. */
  readonly dataDir: string | null;
  readonly onProgress?: (progress: BuildProgress) => void;
}

const venuesModel = z.object({
  venues: z.array(z.object({ name: z.string(), fullName: z.string().nullable(), url: z.string().nullable() })),
  completeEditions: z.array(z.string()),
});
const sectionTopicsModel = z.record(z.string(), z.record(z.string(), z.array(z.string())));

function isWork(placed: PlacedRow): placed is PlacedRow<WorkRow> {
  return placed.row.kind !== 'link' && placed.row.kind !== 'person';
}
function isLink(placed: PlacedRow): placed is PlacedRow<LinkRow> {
  return placed.row.kind === 'link';
}
function isPerson(placed: PlacedRow): placed is PlacedRow<PersonRow> {
  return placed.row.kind === 'person';
}

function unknownTopics(rows: readonly PlacedRow<WorkRow>[], known: ReadonlySet<string>): Problem[] {
  return rows.flatMap(({ row, file, line }) =>
    (row.topics ?? [])
      .filter((slug) => !known.has(slug))
      .map((slug) => ({
        file,
        line,
        field: 'topics',
        message: `expected ids of topics in seed/topics.json, got ${slug}`,
      })),
  );
}

function venuesOf(
  resources: readonly BuiltResource[],
  facts: z.infer<typeof venuesModel>,
): { venues: Venue[]; editions: VenueEdition[] } {
  const names = new Map<string, string>();
  const tracks = new Map<string, Set<string>>();
  const editions = new Map<string, VenueEdition>();
  for (const { work, resource } of resources) {
    for (const { candidate } of work.members) {
      const { venue, edition, year } = candidate.placed.row;
      if (venue != null)
        names.set(
          slugify(venue),
          [names.get(slugify(venue)), venue].filter((name) => name !== undefined).toSorted(compareText)[0] ?? venue,
        );
      if (venue == null || edition == null) continue;
      const slug = editionSlug(edition);
      if (editions.has(slug)) continue;
      const held = year ?? Number(/\d{4}/.exec(edition)?.[0] ?? 0);
      const complete = facts.completeEditions.includes(slug);
      editions.set(slug, {
        kind: 'VENUE_EDITION',
        id: nodeId('VENUE_EDITION', slug),
        slug,
        name: edition,
        nameJa: null,
        url: null,
        year: held,
        venueId: nodeId('VENUE', slugify(venue)),
        complete,
      });
    }
    if (resource.venueId !== null && resource.track !== null) {
      tracks.set(resource.venueId, (tracks.get(resource.venueId) ?? new Set()).add(resource.track));
    }
  }
  const known = new Map(facts.venues.map((venue) => [slugify(venue.name), venue]));
  const venues = [...names].map(([slug, name]): Venue => {
    const id = nodeId('VENUE', slug);
    const fact = known.get(slug);
    return {
      kind: 'VENUE',
      id,
      slug,
      name,
      nameJa: null,
      fullName: fact?.fullName ?? null,
      url: fact?.url ?? null,
      tracks: [...(tracks.get(id) ?? [])].toSorted(compareText),
    };
  });
  return { venues: venues.toSorted(byId), editions: [...editions.values()].toSorted(byId) };
}

const HASHED_AT_ONCE = 1_000;

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}

function sourcesOf(input: Input, rows: readonly PlacedRow<WorkRow>[]): Source[] {
  const found = new Map<string, Set<string>>();
  for (const { row, source } of rows) {
    if (row.section != null) found.set(source, (found.get(source) ?? new Set()).add(row.section));
  }
  return input.sources
    .map(({ slug, retrievedAt, sections = [], ...rest }): Source => {
      const at = new Date(retrievedAt).toISOString();
      const order = new Set([...sections, ...[...(found.get(slug) ?? [])].toSorted(compareText)]);
      return {
        kind: 'SOURCE',
        id: nodeId('SOURCE', slug),
        slug,
        nameJa: null,
        ...rest,
        retrievedAt: at,
        sections: [...order],
      };
    })
    .toSorted(byId);
}

function checkUniqueSlugs(built: readonly BuiltResource[]): void {
  const seen = new Map<string, BuiltResource>();
  for (const one of built) {
    const other = seen.get(one.resource.id);
    if (other !== undefined) {
      const place = one.work.members[0]?.candidate.placed;
      throw new IngestError([
        {
          file: place?.file ?? '',
          line: place?.line ?? null,
          field: 'title',
          message: `expected a work told apart from ${other.resource.title}, got the same identity twice`,
        },
      ]);
    }
    seen.set(one.resource.id, one);
  }
}

/** Sorted as GraphRecords asks, with the checksum that names this graph. */
function recordsOf(parts: {
  built: readonly BuiltResource[];
  links: GraphRecords['links'];
  sources: readonly Source[];
  topics: readonly Topic[];
  venues: readonly Venue[];
  editions: readonly VenueEdition[];
  context: BuildContext;
}): GraphRecords {
  const built = parts.built.toSorted((a, b) => byId(a.resource, b.resource));
  const records = {
    sources: parts.sources,
    topics: parts.topics.toSorted(byId),
    venues: parts.venues,
    editions: parts.editions,
    organizations: parts.context.organizations.organizations(),
    authors: parts.context.authors.authors(),
    resources: built.map(({ resource }) => resource),
    authorships: built.flatMap(({ authorships }) => authorships),
    resourceOrganizations: built.flatMap(({ organizations }) => organizations),
    tags: built.flatMap(({ tags }) => tags.toSorted((a, b) => compareText(a.topicId, b.topicId))),
    listings: built.flatMap(({ listings }) => listings.toSorted((a, b) => compareText(a.sourceId, b.sourceId))),
    links: parts.links,
  };
  return { revision: checksumOf(records), ...records };
}

/** SHA-256 of the records as JSON, which for a large graph is longer than a text may be. */
function checksumOf(records: Omit<GraphRecords, 'revision'>): string {
  const hash = createHash('sha256');
  for (const [place, [list, rows]] of Object.entries(records).entries()) {
    hash.update(`${place === 0 ? '{' : ','}${JSON.stringify(list)}:[`);
    for (let start = 0; start < rows.length; start += HASHED_AT_ONCE) {
      const json = JSON.stringify(rows.slice(start, start + HASHED_AT_ONCE));
      hash.update(`${start === 0 ? '' : ','}${json.slice(1, -1)}`);
    }
    hash.update(']');
  }
  return hash.update('}').digest('hex');
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new IngestError(problems);
}

/** Parses all rows. @throws IngestError with everything that is wrong with any of them. */
function parseRows(files: readonly RowFile[]): PlacedRow[] {
  const parsed = files.map(readRows);
  const problems = parsed.flatMap((file) => file.problems);
  if (problems.length > 0) throw new IngestError(problems);
  return parsed.flatMap((file) => file.rows);
}

/**
 * Builds the graph of input that was read. Pure: equal input, in any order of its rows, gives the equal graph.
 * @throws IngestError naming file, line and field of everything that breaks the format.
 */
export function buildFrom(
  input: Input,
  onProgress: (progress: BuildProgress) => void = () => {},
): { graph: GraphRecords; report: BuildReport } {
  const rows = parseRows(input.files);
  onProgress({ stage: 'read', done: rows.length, total: rows.length });
  const { topics, concepts } = parseTopics(JSON.parse(input.seed.get('topics.json') ?? 'null'), 'topics.json');
  const knownTopics = new Set(topics.map(({ slug }) => slug));
  const given = rows.filter(isWork);
  refuse(unknownTopics(given, knownTopics));
  const found = rows.filter(isLink);
  const works = [...given, ...given.flatMap(rowsOfLinks), ...found.flatMap((link) => rowOfFoundLink(link) ?? [])];
  const order = new Map(input.sources.map(({ slug }, index) => [slug, index]));
  const candidates = candidatesOf(works, (source) => order.get(source) ?? Infinity);
  refuse(doiProblems(candidates));
  const { works: resolved, nearMisses } = resolveWorks(candidates);
  onProgress({ stage: 'resolve', done: resolved.length, total: resolved.length });

  const dates = new Map(input.sources.map(({ slug, retrievedAt }) => [slug, new Date(retrievedAt).toISOString()]));
  const context: BuildContext = {
    authors: createAuthorRegistry(rows.filter(isPerson).map(({ row }) => row)),
    organizations: createOrganizationRegistry(
      loadOrganizationAliases(JSON.parse(input.seed.get('organizations.json') ?? 'null')),
    ),
    tagger: compileTopics(concepts),
    sectionTopics: parseSeedJson(input.seed, 'section-topics.json', sectionTopicsModel),
    knownTopics,
    retrievedAt: (source) => dates.get(source) ?? new Date(0).toISOString(),
  };
  const tagged = resolved.map((work, index) => {
    if (index % 200 === 0) onProgress({ stage: 'tag', done: index, total: resolved.length });
    return buildResource(work, context);
  });
  onProgress({ stage: 'tag', done: resolved.length, total: resolved.length });
  checkUniqueSlugs(tagged);
  const { built, links, warnings } = buildLinks(tagged, found, context);
  onProgress({ stage: 'link', done: links.length, total: links.length });
  const places = venuesOf(built, parseSeedJson(input.seed, 'venues.json', venuesModel));
  const graph = recordsOf({ built, links, sources: sourcesOf(input, given), topics, ...places, context });
  return { graph, report: reportOf(built, nearMisses, warnings) };
}

/** Reads and builds. @throws IngestError as `readInput` and `buildFrom`. */
export async function buildGraph(input: BuildInput): Promise<{ graph: GraphRecords; report: BuildReport }> {
  return buildFrom(await readInput(input.seedDir, input.dataDir), input.onProgress);
}
