/**
 * The pipeline: read, validate, resolve, tag, link. Between files and graph every stage goes through rows or works one after
 * another; what must be known of all of them stands in lists of numbers, and the rows themselves in lists that may leave memory.
 */
import { z } from 'zod';
import { compareText, nodeId } from '../domain/ids.ts';
import type { Resource, Source } from '../domain/model.ts';
import type { WordList } from '../domain/word-list.ts';
import type { Records } from '../spill/records.ts';
import type { Spill } from '../spill/spill.ts';
import { buildLinks, createLinkIndex, type BuiltWork, type LinkIndex } from './build-links.ts';
import { buildResource, type BuildContext } from './build-resources.ts';
import { createVenueRegistry, venuesModel, type VenueRegistry } from './build-venues.ts';
import { readGiven, type GivenRows } from './given-rows.ts';
import { addAll, createGraphLists, type GraphLists } from './graph-lists.ts';
import { parseSeedJson, readInput, type Input } from './input.ts';
import { createOrganizationRegistry } from './organization-registry.ts';
import { loadOrganizationAliases } from './organizations.ts';
import type { PackedList } from '../pack/packed-rows.ts';
import { createAuthorRegistry } from './people.ts';
import { IngestError } from './problem.ts';
import { reportOf, type BuildReport, type ReportedWork } from './report.ts';
import { resolveWorks, type Work } from './resolve.ts';
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

/** What is told of every work as it is built. */
interface BuildWatch {
  readonly index: LinkIndex;
  readonly venues: VenueRegistry;
  readonly onProgress: OnProgress;
}

function buildWorks(works: Records<Work>, lists: GraphLists, context: BuildContext, watch: BuildWatch): void {
  let number = 0;
  for (const work of works) {
    if (number % 200 === 0) watch.onProgress({ stage: 'tag', done: number, total: works.length });
    const { resource, authorships, organizations, tags, listings } = buildResource(work, context);
    lists.resources.push(resource);
    addAll(lists.authorships, authorships);
    addAll(lists.resourceOrganizations, organizations);
    addAll(
      lists.tags,
      tags.toSorted((a, b) => compareText(a.topicId, b.topicId)),
    );
    addAll(
      lists.listings,
      listings.toSorted((a, b) => compareText(a.sourceId, b.sourceId)),
    );
    lists.endWork();
    watch.index.add({ number, work, resource });
    watch.venues.add(work, resource);
    number += 1;
  }
  watch.onProgress({ stage: 'tag', done: works.length, total: works.length });
}

/** Works with the nodes that were made of them. */
function builtWorks(works: Records<Work>, resources: PackedList<Resource>): Records<BuiltWork> {
  const at = (number: number): BuiltWork => ({ number, work: works.at(number), resource: resources.at(number) });
  return {
    length: works.length,
    at,
    *[Symbol.iterator]() {
      for (let number = 0; number < works.length; number += 1) yield at(number);
    },
  };
}

/** Numbers of the works in the order of the ids of their nodes. @throws IngestError where two have one. */
function orderById(works: Records<Work>, resources: PackedList<Resource>, spill: Spill): WordList {
  const sorter = spill.sorter<Pick<BuiltWork, 'number'> & { readonly id: string }>(byId);
  for (let number = 0; number < resources.length; number += 1) sorter.add({ number, id: resources.at(number).id });
  const order = spill.words();
  let last = '';
  for (const { number, id } of sorter.sorted()) {
    if (id === last) {
      const place = works.at(number).members[0]?.candidate.placed;
      const other = resources.at(order.at(order.length - 1)).title;
      const message = `expected a work told apart from ${other}, got the same identity twice`;
      throw new IngestError([{ file: place?.file ?? '', line: place?.line ?? null, field: 'title', message }]);
    }
    order.push(number);
    last = id;
  }
  return order;
}

/** A graph that was built, of which little is in memory. */
export interface BuiltGraph {
  /** Writes its lists as `unpack` and `openPacked` read them, sorted as GraphRecords asks; without a revision, which follows from them. */
  writeTo(write: (bytes: Uint8Array) => void): void;
  /** For a person to read. */
  report(): BuildReport;
}

function* reportedWorks(works: Records<BuiltWork>, lists: GraphLists): Generator<ReportedWork> {
  for (const built of works) {
    const { number } = built;
    yield { ...built, authorCount: lists.count('authorships', number), topicCount: lists.count('tags', number) };
  }
}

/**
 * Builds the graph of an input. Equal input, in any order of its rows, gives the equal graph.
 * @param spill where the lists of the graph are, for as long as it is used.
 * @throws IngestError naming file, line and field of everything that breaks the format.
 */
export function buildFrom(input: Input, spill: Spill, onProgress: OnProgress = () => {}): BuiltGraph {
  const topics = parseTopics(JSON.parse(input.seed.get('topics.json') ?? 'null'), 'topics.json');
  const given = readGiven(input, new Set(topics.topics.map(({ slug }) => slug)), spill, (count) =>
    onProgress({ stage: 'read', done: count, total: count }),
  );
  const { works, nearMisses } = resolveWorks(given.candidates, spill.words());
  onProgress({ stage: 'resolve', done: works.length, total: works.length });

  const context = contextOf(input, given, topics);
  const lists = createGraphLists(spill);
  const index = createLinkIndex();
  const venues = createVenueRegistry(parseSeedJson(input.seed, 'venues.json', venuesModel));
  buildWorks(works, lists, context, { index, venues, onProgress });
  const order = orderById(works, lists.resources, spill);

  const built = builtWorks(works, lists.resources);
  const { links, changed, warnings } = buildLinks(built, index, given.links, { context, spill });
  addAll(lists.links, links);
  for (const { number, resource } of changed) lists.resources.replace(number, resource);
  onProgress({ stage: 'link', done: lists.links.length, total: lists.links.length });

  addAll(lists.sources, sourcesOf(input, given.sections));
  addAll(lists.topics, topics.topics.toSorted(byId));
  addAll(lists.venues, venues.venues());
  addAll(lists.editions, venues.editions());
  addAll(lists.organizations, context.organizations.organizations());
  addAll(lists.authors, context.authors.authors());
  return {
    writeTo: (write) => lists.writeTo(write, order),
    report: () => reportOf({ works: reportedWorks(built, lists), candidates: given.candidates, nearMisses, warnings }),
  };
}

/** Reads and builds. @throws IngestError as `readInput` and `buildFrom`. */
export async function buildGraph(input: BuildInput, spill: Spill): Promise<BuiltGraph> {
  return buildFrom(await readInput(input.seedDir, input.dataDir), spill, input.onProgress);
}
