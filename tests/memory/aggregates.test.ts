import { describe, expect, it } from 'vitest';
import type { FacetField } from '../../src/domain/facet.ts';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import { nodeId } from '../../src/domain/ids.ts';
import { ask, facet, facetAsk, OPTIONS, store, value } from './ask.ts';

const article = value('type', { is: 'eq', value: 'ARTICLE' });
const dated2020 = value('year', { is: 'eq', value: 2020 });
const trendAsk = { ask: 'trend', groupBy: 'TOPIC', first: 2, from: null, to: null, rollUpTopics: false } as const;

describe('count', () => {
  it('counts what a filter accepts', async () => {
    expect(await ask({ ask: 'count' }, dated2020)).toEqual({ ask: 'count', count: 4 });
  });

  it('answers for every parent of a scope, parallel to what was asked', async () => {
    const parents = [nodeId('AUTHOR', 'dan'), nodeId('AUTHOR', 'eve')];
    const answers = await store.aggregate(
      {
        scope: { relation: 'Author.resources', parents },
        filter: EVERYTHING,
        asks: [{ ask: 'count' }, facetAsk('TYPE')],
      },
      OPTIONS,
    );
    expect(answers.get(nodeId('AUTHOR', 'eve'))).toEqual([
      { ask: 'count', count: 0 },
      { ask: 'facet', facet: { field: 'TYPE', buckets: [], otherCount: 0, missingCount: 0 } },
    ]);
    expect(answers.get(nodeId('AUTHOR', 'dan'))?.[0]).toEqual({ ask: 'count', count: 4 });
  });
});

describe('facets', () => {
  it.each<[FacetField, string, number]>([
    [
      'TYPE',
      'ARTICLE:5 PAPER:5 BOOK:1 COURSE:1 EVENT:1 OTHER:1 PODCAST:1 PODCAST_EPISODE:1 REPORT:1 REPOSITORY:1 TALK:1 TOOL:1',
      0,
    ],
    ['VENUE', 'kdd:4 opml:2 mlsys:1', 13],
    ['VENUE_EDITION', 'kdd-2019:2 kdd-2018:1 mlsys-2019:1 opml-2020:1', 15],
    ['TRACK', 'ADS:2 Research:1', 17],
    ['YEAR', '2020:4 2019:3 2021:3 2015:1 2018:1', 8],
    ['TOPIC', 'ml-testing:5 mlops:4 data-validation:3 serving:3 fairness:1', 8],
    ['AUTHOR', 'ann:4 dan:4 bob:3 chie:3', 10],
    ['ORGANIZATION', 'cmu:4 google:3 mercari:3 idle:1', 11],
    ['SOURCE', 'kdd:12 reading:11', 0],
    ['LANGUAGE', 'EN:17 JA:2', 1],
  ])('%s', async (field, buckets, missing) => {
    expect(await facet(field)).toEqual({ buckets, other: 0, missing });
  });

  it('name how many values were left out', async () => {
    expect(await facet('YEAR', { first: 2 })).toEqual({ buckets: '2020:4 2019:3', other: 3, missing: 8 });
    expect(await facet('YEAR', { first: 0 })).toEqual({ buckets: '', other: 5, missing: 8 });
  });

  it('roll topics up, each resource once', async () => {
    expect((await facet('TOPIC', { rollUpTopics: true })).buckets).toBe(
      'mlops:11 ml-testing:7 data-validation:3 serving:3 fairness:1',
    );
  });

  it('carry the node and the share of the counted set', async () => {
    const answer = await ask(facetAsk('VENUE', { first: 1 }), value('track', { is: 'ne', value: 'ADS' }));
    expect(answer.ask === 'facet' && answer.facet.buckets[0]).toMatchObject({
      key: 'kdd',
      count: 2,
      share: 2 / 18,
      node: { id: 'Venue:kdd' },
    });
  });

  it('set their own condition aside when disjunctive, at the top level only', async () => {
    const top: ResourceFilter = { op: 'and', of: [article, dated2020] };
    expect((await facet('YEAR', {}, top)).buckets).toBe('2020:2');
    expect((await facet('YEAR', { disjunctive: true }, top)).buckets).toBe('2020:2 2021:1');
    expect((await facet('TYPE', { disjunctive: true }, top)).buckets).toBe('ARTICLE:2 EVENT:1 TALK:1');
    const nested: ResourceFilter = { op: 'and', of: [article, { op: 'and', of: [dated2020] }] };
    expect((await facet('YEAR', { disjunctive: true }, nested)).buckets).toBe('2020:2');
  });

  it('stay in the scope when disjunctive', async () => {
    const scope = { relation: 'Venue.resources', parents: [nodeId('VENUE', 'kdd')] } as const;
    const filter: ResourceFilter = {
      op: 'one',
      relation: 'venue',
      where: { op: 'value', field: 'slug', test: { is: 'eq', value: 'opml' } },
    };
    const answers = await store.aggregate(
      { scope, filter, asks: [{ ask: 'count' }, facetAsk('VENUE', { disjunctive: true })] },
      OPTIONS,
    );
    expect(answers.get(nodeId('VENUE', 'kdd'))).toMatchObject([
      { count: 0 },
      { facet: { buckets: [{ key: 'kdd', count: 4 }] } },
    ]);
  });
});

describe('trends', () => {
  it('run without gaps from the first year to the last', async () => {
    const answer = await ask(trendAsk);
    if (answer.ask !== 'trend') throw new Error('Not a trend');
    const { years, undatedCount, series } = answer.trend;
    expect(years).toEqual([2015, 2016, 2017, 2018, 2019, 2020, 2021]);
    expect(undatedCount).toBe(8);
    expect(series.map(({ bucket, counts }) => [bucket.key, bucket.count, counts])).toEqual([
      ['ml-testing', 3, [0, 0, 0, 1, 0, 1, 1]],
      ['mlops', 3, [0, 0, 0, 1, 1, 1, 0]],
    ]);
    expect(series[0]?.bucket.share).toBe(3 / 12);
    expect(series[0]?.shares).toEqual([0, 0, 0, 1, 0, 1 / 4, 1 / 3]);
  });

  it('keep to the years asked for', async () => {
    const answer = await ask({ ...trendAsk, first: 1, from: 2017, to: 2019 });
    expect(answer).toMatchObject({
      trend: {
        years: [2017, 2018, 2019],
        undatedCount: 8,
        series: [{ bucket: { key: 'mlops', count: 2, share: 2 / 4 }, counts: [0, 1, 1], shares: [0, 1, 1 / 3] }],
      },
    });
  });

  it('have no years where nothing is dated', async () => {
    expect(await ask(trendAsk, value('type', { is: 'eq', value: 'TOOL' }))).toMatchObject({
      trend: { years: [], undatedCount: 1, series: [] },
    });
  });
});

describe('cross tables', () => {
  it('count the resources that have both', async () => {
    const answer = await ask({
      ask: 'cross',
      rows: 'VENUE',
      columns: 'TOPIC',
      firstRows: 2,
      firstColumns: 3,
      rollUpTopics: true,
    });
    if (answer.ask !== 'cross') throw new Error('Not a table');
    const { rows, columns, counts, totalCount } = answer.cross;
    expect(rows.map(({ key }) => key)).toEqual(['kdd', 'opml']);
    expect(columns.map(({ key, count }) => [key, count])).toEqual([
      ['mlops', 11],
      ['ml-testing', 7],
      ['data-validation', 3],
    ]);
    expect(counts).toEqual([
      [2, 2, 1],
      [1, 1, 0],
    ]);
    expect(totalCount).toBe(20);
  });
});
