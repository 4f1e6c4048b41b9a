/**
 * The pipeline: read, validate, resolve, tag, link. Between files and graph every stage goes through rows or works one after
 * another; what must be known of all of them stands in lists of numbers, and the rows themselves in lists that may leave memory.
 */
import { z } from 'zod';
import { compareText, nodeId } from '../domain/ids.ts';
import type { GraphRecords, Resource, Source } from '../domain/model.ts';
import type { WordList } from '../domain/word-list.ts';
import { unpack } from '../pack/unpack.ts';
import type { Records } from '../spill/records.ts';
import type { Spill } from '../spill/spill.ts';
import { buildLinks, createLinkIndex, type BuiltWork, type LinkIndex } from './build-links.ts';
import { buildResource, registerWork, type BuildContext } from './build-resources.ts';
import { createVenueRegistry, venuesModel, type VenueRegistry } from './build-venues.ts';
import { readGiven, type GivenRows } from './given-rows.ts';
import { addAll, createGraphLists, type GraphLists } from './graph-lists.ts';
import { parseSeedJson, readInput, type Input } from './input.ts';
import { createOrganizationRegistry } from './organization-registry.ts';
import { loadOrganizationAliases } from './organizations.ts';
import { createAuthorRegistry } from './people.ts';
import { IngestError } from './problem.ts';
import { reportOf, type BuildReport, type ReportedWork } from './report.ts';
import { resolveWorks, type Work } from './resolve.ts';
import { revisionOf } from './revision.ts';
import { compileTopics } from './tag.ts';
import { parseTopics } from './topics.ts';

export interface BuildProgress {
  readonly stage: 'read' | 'resolve' | 'tag' | 'link';
  readonly done: number;
  readonly total: number;
}
type OnProgress = (progress: BuildProgress) => void;

export interface BuildInput {
  readonly seedDir: string;
  /** A folder of the user's own rows; it need not exist. */
  readonly dataDir: string | null;
  readonly onProgress?: OnProgress;
}

/** What all stages are given. */
interface Building {
  readonly spill: Spill;
  readonly onProgress: OnProgress;
}

/** Works between two words of progress. */
const TOLD_AT_ONCE = 200;

const sectionTopicsModel = z.record(z.string(), z.record(z.string(), z.array(z.string())));

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}

function contextOf(input: Input, given: GivenRows, topics: ReturnType<typeof parseTopics>): BuildContext {
  const dates = new Map(input.sources.map(({ slug, retrievedAt }) => [slug, new Date(retrievedAt).toISOString()]));
  return {
    authors: createAuthorRegistry(given.persons),
    organizations: createOrganizationRegistry(
      loadOrganizationAliases(JSON.parse(input.seed.get('organizations.json') ?? 'null')),
    ),
    tagger: compileTopics(topics.concepts),
    sectionTopics: parseSeedJson(input.seed, 'section-topics.json', sectionTopicsModel),
    knownTopics: new Set(topics.topics.map(({ slug }) => slug)),
    retrievedAt: (source) => dates.get(source) ?? new Date(0).toISOString(),
  };
}

function sourcesOf(input: Input, found: GivenRows['sections']): Source[] {
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

/** What is known of all works before anything is built of them. */
interface RegisteredWorks {
  readonly index: LinkIndex;
  readonly venues: VenueRegistry;
  /** Numbers of the works in the order of the ids of their nodes. */
  readonly order: WordList;
}

/** A work on its way into the order of the nodes. */
interface NamedWork extends Pick<Resource, 'id' | 'title'> {
  readonly number: number;
}

/** @throws IngestError where two have one id. */
function orderById(named: Iterable<NamedWork>, works: Records<Work>, order: WordList): WordList {
  let last: NamedWork | null = null;
  for (const one of named) {
    if (one.id === last?.id) {
      const place = works.at(one.number).members[0]?.candidate.placed;
      const message = `expected a work told apart from ${last.title}, got the same identity twice`;
      throw new IngestError([{ file: place?.file ?? '', line: place?.line ?? null, field: 'title', message }]);
    }
    order.push(one.number);
    last = one;
  }
  return order;
}

/** Goes through all works in order of precedence. @throws IngestError as `orderById`. */
function registerWorks(
  works: Records<Work>,
  venues: VenueRegistry,
  context: BuildContext,
  { spill, onProgress }: Building,
): RegisteredWorks {
  const index = createLinkIndex();
  const sorter = spill.sorter<NamedWork>(byId);
  let number = 0;
  for (const work of works) {
    if (number % TOLD_AT_ONCE === 0) onProgress({ stage: 'resolve', done: number, total: works.length });
    const resource = registerWork(work, context);
    index.add({ number, work, resource });
    venues.add(work, resource);
    sorter.add({ number, id: resource.id, title: resource.title });
    number += 1;
  }
  onProgress({ stage: 'resolve', done: works.length, total: works.length });
  return { index, venues, order: orderById(sorter.sorted(), works, spill.words()) };
}

/** Works with the nodes that were made of them. */
interface BuiltWorks extends Records<BuiltWork> {
  /** How much hangs on the node of a work. */
  counts(number: number): Pick<ReportedWork, 'authorCount' | 'topicCount'>;
  replace(number: number, resource: Resource): void;
}

/** Builds the nodes in the order of their ids, so that what is read together lies together. */
function buildWorks(
  works: Records<Work>,
  order: WordList,
  lists: GraphLists,
  context: BuildContext,
  { spill, onProgress }: Building,
): BuiltWorks {
  /** By number of a work, the place of its node. */
  const places = new Uint32Array(works.length);
  /** By place of a node. */
  const [authorCounts, topicCounts] = [spill.words(), spill.words()];
  for (let place = 0; place < order.length; place += 1) {
    if (place % TOLD_AT_ONCE === 0) onProgress({ stage: 'tag', done: place, total: works.length });
    places[order.at(place)] = place;
    const built = buildResource(works.at(order.at(place)), context);
    lists.resources.push(built.resource);
    addAll(lists.authorships, built.authorships);
    addAll(lists.resourceOrganizations, built.organizations);
    addAll(lists.tags, built.tags);
    addAll(lists.listings, built.listings);
    authorCounts.push(built.authorships.length);
    topicCounts.push(built.tags.length);
  }
  onProgress({ stage: 'tag', done: works.length, total: works.length });
  const placeOf = (number: number): number => places[number] ?? -1;
  const at = (number: number): BuiltWork => ({
    number,
    work: works.at(number),
    resource: lists.resources.at(placeOf(number)),
  });
  return {
    length: works.length,
    at,
    *[Symbol.iterator]() {
      for (let place = 0; place < order.length; place += 1) yield at(order.at(place));
    },
    counts: (number) => ({
      authorCount: authorCounts.at(placeOf(number)),
      topicCount: topicCounts.at(placeOf(number)),
    }),
    replace: (number, resource) => lists.resources.replace(placeOf(number), resource),
  };
}

/** A graph that was built, of which little is in memory. */
export interface BuiltGraph {
  /** Writes its lists as `unpack` and `openPacked` read them, sorted as GraphRecords asks; without a revision, which follows from them. */
  writeTo(write: (bytes: Uint8Array) => void): void;
  /** For a person to read. */
  report(): BuildReport;
}

function* reportedWorks(works: BuiltWorks): Generator<ReportedWork> {
  for (let number = 0; number < works.length; number += 1) yield { ...works.at(number), ...works.counts(number) };
}

/**
 * Builds the graph of an input. Equal input, in any order of its rows, gives the equal graph.
 * @param spill where the lists of the graph are, for as long as it is used.
 * @throws IngestError naming file, line and field of everything that breaks the format.
 */
export function buildFrom(input: Input, spill: Spill, onProgress: OnProgress = () => {}): BuiltGraph {
  const building: Building = { spill, onProgress };
  const topics = parseTopics(JSON.parse(input.seed.get('topics.json') ?? 'null'), 'topics.json');
  const given = readGiven(input, new Set(topics.topics.map(({ slug }) => slug)), spill, (count) =>
    onProgress({ stage: 'read', done: count, total: count }),
  );
  const { works, nearMisses } = resolveWorks(given.candidates, spill.words());
  const context = contextOf(input, given, topics);
  const venueFacts = parseSeedJson(input.seed, 'venues.json', venuesModel);
  const { index, venues, order } = registerWorks(works, createVenueRegistry(venueFacts), context, building);

  const lists = createGraphLists(spill);
  addAll(lists.sources, sourcesOf(input, given.sections));
  addAll(lists.topics, topics.topics.toSorted(byId));
  addAll(lists.venues, venues.venues());
  addAll(lists.editions, venues.editions());
  addAll(lists.organizations, context.organizations.organizations());
  addAll(lists.authors, context.authors.authors());
  const built = buildWorks(works, order, lists, context, building);

  const { links, changed, warnings } = buildLinks(built, index, given.links, { context, spill });
  addAll(lists.links, links);
  for (const { number, resource } of changed) built.replace(number, resource);
  onProgress({ stage: 'link', done: lists.links.length, total: lists.links.length });
  return {
    writeTo: lists.writeTo,
    report: () => reportOf({ works: reportedWorks(built), candidates: given.candidates, nearMisses, warnings }),
  };
}

/** All of a built graph in memory. */
export function heldGraph(built: BuiltGraph): GraphRecords {
  const pieces: Buffer[] = [];
  built.writeTo((bytes) => pieces.push(Buffer.from(bytes)));
  const lists = unpack(Buffer.concat(pieces)) as unknown as Omit<GraphRecords, 'revision'>;
  return { revision: revisionOf(lists), ...lists };
}

/** Reads and builds. @throws IngestError as `readInput` and `buildFrom`. */
export async function buildGraph(input: BuildInput, spill: Spill): Promise<BuiltGraph> {
  return buildFrom(await readInput(input.seedDir, input.dataDir), spill, input.onProgress);
}
