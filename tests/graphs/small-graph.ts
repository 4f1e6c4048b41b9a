/**
 * A graph small enough to answer by hand: every kind of node and edge, three levels of topics, Japanese titles, ties in
 * titles and years, and resources without year, venue, author, topic or language.
 */
import type { GraphRecords } from '../../src/domain/model.ts';
import { buildGraphRecords } from './graph-builder.ts';

export const SMALL_GRAPH = buildGraphRecords({
  sources: {
    kdd: { name: 'KDD proceedings', retrievedAt: '2026-01-01T00:00:00.000Z' },
    reading: {
      name: 'Reading list',
      url: 'https://lists.example/reading/',
      sections: ['Testing', 'Serving'],
      retrievedAt: '2026-02-01T00:00:00.000Z',
    },
    unused: { name: 'A source nothing is listed in' },
  },
  topics: {
    mlops: { name: 'MLOps', nameJa: 'MLOps 運用', alt: ['ML operations'] },
    'ml-testing': { name: 'ML testing', nameJa: '機械学習テスト', alt: ['MLOps testing'], broader: ['mlops'] },
    'data-validation': {
      name: 'Data validation',
      altJa: ['データ検証'],
      broader: ['ml-testing'],
      url: 'https://topics.example/data-validation',
      exactMatches: ['https://www.wikidata.example/wiki/Q1'],
    },
    serving: { name: 'Model serving', broader: ['mlops'], related: ['ml-testing'] },
    fairness: { name: 'Fairness' },
    quantum: { name: 'Quantum learning', related: ['fairness'] },
  },
  venues: {
    kdd: {
      name: 'KDD',
      fullName: 'Knowledge Discovery and Data Mining',
      url: 'http://www.kdd.example/',
      editions: { 'kdd-2018': 2018, 'kdd-2019': 2019 },
    },
    mlsys: { name: 'MLSys', editions: { 'mlsys-2019': 2019 } },
    opml: { name: 'OpML', nameJa: '運用機械学習', editions: { 'opml-2020': 2020 } },
    empty: { name: 'Empty venue' },
  },
  organizations: {
    google: { name: 'Google', aliases: ['Google Research'], url: 'https://google.example' },
    cmu: { name: 'Carnegie Mellon University' },
    mercari: { name: 'Mercari', nameJa: 'メルカリ' },
    idle: { name: 'Idle Labs' },
  },
  authors: {
    ann: { name: 'Ann Ährlich', orcid: '0000-0002-1825-0097', aliases: ['A. Ährlich', 'https://ann.example/'] },
    bob: { name: 'Bob Brown' },
    chie: { name: 'Chie Sato', nameJa: '佐藤 知恵' },
    dan: { name: 'Dan Davis' },
    eve: { name: 'Eve Without Works' },
  },
  resources: {
    'a-breck-rubric': {
      title: 'The ML Test Score',
      year: 2018,
      venue: 'kdd',
      edition: 'kdd-2018',
      track: 'ADS',
      doi: '10.1000/rubric',
      authors: [['ann', 'google'], ['bob', 'google', 'cmu'], 'dan'],
      topics: ['ml-testing', ['mlops', 0.95]],
      sources: ['kdd', ['reading', 'Testing']],
    },
    'b-data-checks': {
      title: 'Checks for data',
      year: 2019,
      arxivId: '1712.06139',
      venue: 'kdd',
      edition: 'kdd-2019',
      track: 'ADS',
      authors: [['bob', 'cmu']],
      topics: ['data-validation'],
    },
    'c-fair-trees': {
      title: 'Fair trees',
      year: 2019,
      venue: 'kdd',
      edition: 'kdd-2019',
      track: 'Research',
      authors: [['ann', 'cmu'], 'bob'],
      topics: ['fairness'],
    },
    'd-serving': {
      title: 'Serving models',
      year: 2019,
      venue: 'mlsys',
      edition: 'mlsys-2019',
      authors: [['ann', 'google']],
      topics: ['serving', 'mlops'],
      sources: ['kdd', ['reading', 'Serving']],
    },
    'e-opml-talk': {
      title: 'Testing in production',
      type: 'TALK',
      year: 2020,
      venue: 'opml',
      edition: 'opml-2020',
      authors: [['chie', 'mercari']],
      topics: ['ml-testing', 'serving'],
      sources: [['reading', 'Testing']],
      addedAt: '2026-02-01T00:00:00.000Z',
      links: [['PRESENTS', 'a-breck-rubric']],
    },
    'f-opml-event': { title: 'OpML', type: 'EVENT', year: 2020, venue: 'opml', sources: ['reading'] },
    'g-twin-one': { title: 'Twin', type: 'ARTICLE', year: 2020, topics: ['mlops'], sources: ['reading'] },
    'h-twin-two': { title: 'TWIN', type: 'ARTICLE', year: 2020, authors: ['dan'], sources: ['reading'] },
    'i-twin-three': { title: 'Twin', type: 'ARTICLE', sources: ['reading'] },
    'j-rubric-code': {
      title: 'acme/rubric',
      type: 'REPOSITORY',
      urls: ['https://github.com/acme/rubric'],
      organizations: ['google'],
      topics: ['ml-testing'],
      links: [
        ['IMPLEMENTS', 'a-breck-rubric'],
        ['PART_OF', 'k-course'],
      ],
    },
    'k-course': { title: 'Éclair course', type: 'COURSE', language: null, organizations: ['mercari', 'cmu'] },
    'l-japanese': {
      title: '機械学習システムのテスト',
      type: 'ARTICLE',
      year: 2021,
      authors: [['chie', 'mercari'], 'ann'],
      topics: [['ml-testing', 0.8], 'data-validation'],
      sources: ['reading'],
      addedAt: '2026-02-01T00:00:00.000Z',
      links: [
        ['EXPLAINS', 'a-breck-rubric'],
        ['CITES', 'm-book'],
      ],
    },
    'm-book': { title: 'がくしゅう', type: 'BOOK', year: 2021, isbn: '9784873119472', sources: ['reading'] },
    'n-translation': {
      title: 'The ML test score, translated',
      titleJa: 'MLテストスコア',
      type: 'ARTICLE',
      authors: ['chie'],
      topics: ['ml-testing'],
      sources: ['reading'],
      links: [['TRANSLATES', 'a-breck-rubric']],
    },
    'o-report': { title: 'State of serving', type: 'REPORT', year: 2015, topics: [['serving', 0.8]] },
    'p-podcast': { title: 'Operations weekly', type: 'PODCAST', topics: ['mlops'] },
    'q-episode': {
      title: 'Operations weekly 12',
      type: 'PODCAST_EPISODE',
      year: 2021,
      authors: ['dan'],
      links: [['PART_OF', 'p-podcast']],
    },
    'r-tool': { title: 'Zed', type: 'TOOL', topics: ['data-validation'], sources: ['kdd', 'reading'] },
    's-kdd-loose': { title: 'Kept loosely', type: 'PAPER', venue: 'kdd', authors: [['dan', 'idle']] },
    't-bare': { title: 'Bare', type: 'OTHER' },
  },
});

/** The same works under other titles, and one fewer of what joins them: another revision. */
export const OTHER_GRAPH: GraphRecords = {
  ...SMALL_GRAPH,
  revision: 'another',
  resources: SMALL_GRAPH.resources.map((resource) => ({ ...resource, title: `${resource.title} (second edition)` })),
  tags: SMALL_GRAPH.tags.slice(1),
};
