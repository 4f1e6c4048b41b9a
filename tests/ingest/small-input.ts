import type { Input } from '../../src/ingest/input.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A concept of the taxonomy with everything empty but what is given. */
export function concept(id: string, rest: JsonObject = {}): JsonObject {
  return {
    id,
    prefLabel: { en: id, ja: `${id}の` },
    altLabel: { en: [], ja: [] },
    broader: [],
    related: [],
    definition_en: '',
    definition_ja: '',
    match: [],
    not: [],
    exact: { wikidata: null, cso: null },
    ...rest,
  };
}

/** Sources of the tests, in the order of precedence. */
export const SOURCES = ['kdd', 'seaibib', 'applied-ml', 'epml', 'paper-links', 'own'] as const;

/** Rows by source, as the build would have read them from files; two small topics unless others are given. */
export function inputOf(
  rows: Partial<Record<(typeof SOURCES)[number], readonly JsonObject[]>>,
  concepts: readonly JsonObject[] = [
    concept('ml-testing', { match: ['ml testing'] }),
    concept('mlops', { match: ['mlops'] }),
  ],
): Input {
  return {
    seed: new Map([
      ['topics.json', JSON.stringify({ concepts })],
      ['section-topics.json', JSON.stringify({ 'applied-ml': { Testing: ['ml-testing'] } })],
      [
        'venues.json',
        JSON.stringify({
          venues: [{ name: 'KDD', fullName: 'Conference on Knowledge Discovery and Data Mining', url: null }],
          completeEditions: ['kdd-2016'],
        }),
      ],
      [
        'organizations.json',
        JSON.stringify({ organizations: [{ name: 'Google', aliases: ['Google Inc', 'Google LLC'] }] }),
      ],
    ]),
    files: Object.entries(rows).map(([source, list]) => ({
      file: `${source}.jsonl`,
      source,
      lines: list.map((row) => JSON.stringify(row)),
    })),
    sources: SOURCES.map((slug, index) => ({
      slug,
      name: slug,
      url: null,
      licence: null,
      revision: null,
      retrievedAt: `202${index}-01-01`,
    })),
  };
}
