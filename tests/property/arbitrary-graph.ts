/** Small random graphs: ties, gaps, Japanese titles, shared authors, topics under several broader ones, links both ways. */
import * as fc from 'fast-check';
import { nodeId } from '../../src/domain/ids.ts';
import { LINK_KINDS, RESOURCE_TYPES, type GraphRecords } from '../../src/domain/model.ts';
import { buildGraphRecords, type ResourceSketch, type TopicSketch } from '../graphs/graph-builder.ts';

const TITLES = [
  'Twin',
  'TWIN',
  'Éclair',
  'eclair',
  'がく',
  'かく',
  '機械学習のテスト',
  'ML testing',
  'ﬁne ml',
  '🚀 rocket',
];
const AUTHORS = ['ann', 'bob', 'chie', 'dan', 'eve'];
const ORGANIZATIONS = ['cmu', 'google', 'mercari', 'メルカリ'];
const SOURCES = ['kdd', 'list', 'reading'];
const TOPICS = ['alpha', 'beta', 'delta', 'gamma', 'omega', 'zeta'];
const EDITIONS = { kdd: { 'kdd-2019': 2019, 'kdd-2020': 2020 }, opml: { 'opml-2020': 2020 } } as const;
const PLACES = [
  {},
  { venue: 'kdd' },
  { venue: 'kdd', edition: 'kdd-2019', track: 'ADS' },
  { venue: 'kdd', edition: 'kdd-2020', track: 'Research' },
  { venue: 'opml', edition: 'opml-2020' },
] as const;

/** Alike but for the place, and different in each of the others. */
const STATED = [
  {},
  { locator: 'line 7' },
  { sourceId: nodeId('SOURCE', 'list') },
  { confidence: 0.8 },
  { confidence: 0.8, method: 'inferred', locator: 'line 8' },
  { retrievedAt: '2025-12-01T00:00:00.000Z' },
] as const;

const some = <T>(values: readonly T[], maxLength: number) => fc.uniqueArray(fc.constantFrom(...values), { maxLength });

const authorArbitrary = fc
  .tuple(fc.constantFrom(...AUTHORS), some(ORGANIZATIONS, 2))
  .map(([author, organizations]): [string, ...string[]] => [author, ...organizations]);

const resourceArbitrary = fc.record({
  title: fc.constantFrom(...TITLES),
  type: fc.constantFrom(...RESOURCE_TYPES.slice(0, 4)),
  year: fc.option(fc.integer({ min: 2017, max: 2021 }), { nil: undefined, freq: 4 }),
  language: fc.constantFrom(undefined, null),
  place: fc.constantFrom(...PLACES),
  addedAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
  authors: fc.uniqueArray(authorArbitrary, { maxLength: 3, selector: ([author]) => author }),
  organizations: some(ORGANIZATIONS, 2),
  topics: some(TOPICS, 3),
  sources: some(SOURCES, 2),
  links: fc.uniqueArray(fc.tuple(fc.constantFrom(...LINK_KINDS), fc.nat()), { maxLength: 2, selector: String }),
  stated: fc.constantFrom(...STATED),
});

/** Each topic may only be below earlier ones, so that there are no circles. */
const topicsArbitrary = fc
  .tuple(...TOPICS.map((_, index) => some(TOPICS.slice(0, Math.max(index, 1)), index === 0 ? 0 : 2)))
  .map((broader) =>
    Object.fromEntries(TOPICS.map((slug, index): [string, TopicSketch] => [slug, { broader: broader[index] ?? [] }])),
  );

type Drawn = typeof resourceArbitrary extends fc.Arbitrary<infer T> ? T : never;

function sketchOf({ year, language, place, links, sources, ...rest }: Drawn, slugs: readonly string[], own: string) {
  const ends = links.map(([kind, at]) => [kind, slugs[at % slugs.length] ?? own] as const);
  const sketch: ResourceSketch = {
    ...rest,
    ...place,
    ...(year === undefined ? {} : { year }),
    ...(language === undefined ? {} : { language }),
    sources: sources.length === 0 ? ['list'] : sources,
    links: ends.filter(
      ([kind, to], index) => to !== own && ends.findIndex(([k, t]) => k === kind && t === to) === index,
    ),
  };
  return sketch;
}

export interface GraphSize {
  readonly minLength: number;
  readonly maxLength: number;
}

export function arbitraryGraph(size: GraphSize = { minLength: 5, maxLength: 40 }): fc.Arbitrary<GraphRecords> {
  return fc.tuple(fc.array(resourceArbitrary, size), topicsArbitrary).map(([drawn, topics]) => {
    const slugs = drawn.map((_, index) => `r${(index * 7) % 41}-${index}`);
    return buildGraphRecords({
      sources: Object.fromEntries(SOURCES.map((slug) => [slug, {}])),
      topics,
      venues: { kdd: { editions: EDITIONS.kdd }, opml: { editions: EDITIONS.opml }, empty: {} },
      organizations: Object.fromEntries(ORGANIZATIONS.map((slug) => [slug, { name: slug.toUpperCase() }])),
      authors: Object.fromEntries(AUTHORS.map((slug) => [slug, { name: slug }])),
      resources: Object.fromEntries(
        drawn.map((one, index) => {
          const slug = slugs[index] ?? '';
          return [slug, sketchOf(one, slugs, slug)];
        }),
      ),
    });
  });
}
