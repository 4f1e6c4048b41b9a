import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/text.ts';
import { foldedLabels } from '../../src/domain/topic-tree.ts';
import { lookUp, MAX_CANDIDATES } from '../../src/graphql/lookup.ts';
import { readInput, type Input } from '../../src/ingest/input.ts';
import { exportGraph } from '../../src/ingest/export.ts';
import { compileTopics } from '../../src/ingest/tag.ts';
import { parseTopics } from '../../src/ingest/topics.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { createSpill } from '../../src/spill/spill.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { IS_LONG } from '../property/replay.ts';
import { makeScratchFolder } from '../spill/scratch-folder.ts';
import { builtGraph } from './built-graph.ts';

/** So few that nearly all of the seed leaves memory. */
const HELD_PAGES = 2;
const SEED = fileURLToPath(new URL('../../seed', import.meta.url));

/** Of the seed as it is, and of its rows in another order, built with nearly nothing in memory. */
let graph: GraphRecords;
let backwards: ReturnType<typeof builtGraph>;

beforeAll(async () => {
  graph = await seedGraph();
  const folder = makeScratchFolder();
  backwards = builtGraph(reversed(await readInput(SEED, null)), createSpill(folder.path, HELD_PAGES));
  folder.remove();
}, 180_000);

/** Every file's lines backwards, and the files too. */
function reversed({ files, ...rest }: Input): Input {
  const turned = files.map((file) => ({ ...file, lines: [...file.lines].toReversed() }));
  return { ...rest, files: turned.toReversed() };
}

describe('the graph of the seed', () => {
  it('is the same byte for byte for any order of the rows, wherever they lie meanwhile', () => {
    const lines = (of: GraphRecords): string => [...exportGraph(of)].join('');
    expect(lines(backwards.graph)).toBe(lines(graph));
  });

  it('has the editions of KDD in full, and says so', () => {
    const perEdition = new Map<string, number>();
    for (const { editionId } of graph.resources) {
      if (editionId !== null) perEdition.set(editionId, (perEdition.get(editionId) ?? 0) + 1);
    }
    const kdd = [219, 252, 235, 230, 310, 374, 406, 438, 501, 530, 604, 809];
    expect(kdd.map((_, index) => perEdition.get(`VenueEdition:kdd-${2014 + index}`))).toEqual(kdd);
    const complete = graph.editions.filter((edition) => edition.complete).map(({ slug }) => slug);
    expect(complete).toHaveLength(19);
    expect(complete).not.toContain('mlsys-2023');
    expect(graph.editions.map(({ slug }) => slug)).toContain('sysml-2018');
    expect(graph.editions.map(({ slug }) => slug)).toContain('mlsys-2019');
  });

  it('has all topics and sources, and one node for each id', () => {
    const { topics, sources, resources, authors, organizations } = graph;
    expect(topics).toHaveLength(206);
    expect(sources).toHaveLength(15);
    for (const nodes of [topics, sources, resources, authors, organizations]) {
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    }
  });

  it('keeps the two papers on robust influence maximization of KDD 2016 apart', () => {
    const same = graph.resources.filter(({ title }) => title.toLowerCase() === 'robust influence maximization');
    expect(same.map(({ editionId }) => editionId)).toEqual(['VenueEdition:kdd-2016', 'VenueEdition:kdd-2016']);
  });

  it('knows one author by both scripts', () => {
    const ariga = graph.authors.filter(({ name, nameJa }) => /Ariga/.test(name) || nameJa === '有賀康顕');
    expect(ariga.map(({ slug, nameJa }) => [slug, nameJa])).toEqual([['michiaki-ariga', '有賀康顕']]);
  });

  it('has an organization for a company that published a book of the post', () => {
    const [press] = graph.organizations.filter(({ aliases }) => aliases.includes('Nikkei BP'));
    const published = graph.resourceOrganizations.filter(({ organizationId }) => organizationId === press?.id);
    expect(published.map(({ resourceId, own }) => [resourceId.startsWith('Resource:リーン'), own])).toEqual([
      [true, true],
    ]);
  });

  it('links the translation of a book to its original', () => {
    const translations = graph.links.filter(({ kind }) => kind === 'TRANSLATES');
    expect(translations.map(({ toId }) => toId.replace(/-[0-9a-f]{6}$/, ''))).toEqual([
      'Resource:the-lean-startup-2011',
    ]);
  });

  it('has the sections of a source in its own order', () => {
    const seaibib = graph.sources.find(({ slug }) => slug === 'seaibib')?.sections ?? [];
    expect(seaibib.slice(0, 2)).toEqual(['1. Key Resources', '2. Quality Assurance']);
    expect(seaibib.at(-1)).toBe('17. Others with Notes');
  });

  it('has both ends of every edge', () => {
    const { resources, authors, organizations, topics, sources, venues, editions, ...edges } = graph;
    const ids = new Set<string>(
      [resources, authors, organizations, topics, sources, venues, editions].flat().map(({ id }) => id),
    );
    const ends = [
      edges.authorships.flatMap((edge) => [edge.resourceId, edge.authorId, ...edge.organizationIds]),
      edges.resourceOrganizations.flatMap((edge) => [edge.resourceId, edge.organizationId]),
      edges.tags.flatMap((edge) => [edge.resourceId, edge.topicId]),
      edges.listings.flatMap((edge) => [edge.resourceId, edge.sourceId]),
      edges.links.flatMap((edge) => [edge.fromId, edge.toId]),
      editions.map(({ venueId }) => venueId),
      topics.flatMap(({ broaderIds, relatedIds }) => [...broaderIds, ...relatedIds]),
      resources.flatMap(({ venueId, editionId }) => [venueId ?? [], editionId ?? []].flat()),
    ].flat();
    expect(ends.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('links found code to its papers', () => {
    const found = graph.links.filter(
      ({ kind, provenance }) => kind === 'IMPLEMENTS' && provenance.sourceId === 'Source:paper-links',
    );
    expect(found.length).toBeGreaterThan(630);
    expect(backwards.report.warnings.filter((warning) => warning.includes('no paper of'))).toEqual([]);
  });
});

describe('topics from titles', () => {
  it('are those of all 300 cases', async () => {
    const { concepts } = parseTopics(JSON.parse(await readFile(join(SEED, 'topics.json'), 'utf8')), 'topics.json');
    const tagger = compileTopics(concepts);
    const lines = (await readFile(join(SEED, 'tag-cases.jsonl'), 'utf8')).trim().split('\n');
    const cases = lines.map((line) => JSON.parse(line) as { title: string; topics: string[] });
    expect(cases).toHaveLength(300);
    for (const { title, topics } of cases) {
      const given = tagger.tag(title).map(({ slug }) => slug);
      expect({ title, topics: given.toSorted() }).toEqual({ title, topics: topics.toSorted() });
    }
  });
});

describe('a lookup in the graph of the seed', () => {
  let store: GraphStore;
  beforeAll(() => {
    store = createMemoryStore(graph);
  });
  const options = () => ({
    signal: AbortSignal.timeout(30_000),
    deadlineMs: 30_000,
    coordinate: 'test',
    requestId: '',
  });

  /** Pairs of a node and a text that neither find it nor name it among others; in a short run every fourth is tried. */
  async function lost(all: readonly (readonly [id: string, text: string])[]): Promise<(readonly [string, string])[]> {
    const pairs = IS_LONG ? all : all.filter((_, index) => index % 4 === 0);
    const found = await lookUp(
      pairs.map(([, text]) => text),
      store,
      options,
    );
    return pairs.filter(([id], index) => {
      const { node, problem } = found[index] ?? { node: null, problem: null };
      // Of many candidates only the first are shown.
      const isHidden = problem?.code === 'AMBIGUOUS' && problem.candidates.length === MAX_CANDIDATES;
      return node?.id !== id && !isHidden && problem?.candidates.some((candidate) => candidate.id === id) !== true;
    });
  }

  it('finds every node by its id and slug, and whatever is not a resource by its names', async () => {
    const { resources, authors, organizations, venues, editions, topics, sources } = graph;
    const named = [...authors, ...organizations, ...venues, ...editions, ...topics, ...sources];
    const names = named.flatMap(({ id, name, nameJa }) =>
      [name, nameJa].flatMap((text) => (text === null ? [] : [[id, text] as const])),
    );
    expect(await lost([...resources, ...named].map(({ id }) => [id, id]))).toEqual([]);
    expect(await lost([...resources, ...named].map(({ id, slug }) => [id, slug]))).toEqual([]);
    expect(await lost(names)).toEqual([]);
  });

  it('finds every resource by its title, unless that is the label of a topic', async () => {
    const labels = new Set(graph.topics.flatMap(foldedLabels));
    const titles = graph.resources.flatMap(({ id, title }) =>
      labels.has(fold(title)) ? [] : [[id, title.toUpperCase()] as const],
    );
    expect(await lost(titles)).toEqual([]);
  });

  it('finds every resource by its DOI, arXiv id and addresses, in other spellings', async () => {
    const spellings = graph.resources.flatMap(({ id, doi, arxivId, urls }) => [
      ...(doi === null ? [] : [`https://dx.doi.org/${doi.toUpperCase()}`, `${encodeURIComponent(doi)}.`]).map(
        (text) => [id, text] as const,
      ),
      ...(arxivId === null ? [] : [`https://arxiv.org/pdf/${arxivId}v3.pdf`, `10.48550/arXiv.${arxivId}`]).map(
        (text) => [id, text] as const,
      ),
      ...urls.map((url) => [id, `${url.replace(/^https?:\/\/(?:www\.)?/, 'http://www.')}#part`] as const),
    ]);
    expect(spellings.length).toBeGreaterThan(15_000);
    expect(await lost(spellings)).toEqual([]);
  });
});
