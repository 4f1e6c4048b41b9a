import { describe, expect, it } from 'vitest';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import type { ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest, Position } from '../../src/domain/page.ts';
import { groupKey, WHOLE_GRAPH, type Scope } from '../../src/store/graph-store.ts';
import { EVERYWHERE, letters, OPTIONS, positionOf, request, store, value } from './ask.ts';

const NEWEST: ResourceOrder = [
  { field: 'YEAR', direction: 'DESC' },
  { field: 'TITLE', direction: 'ASC' },
];

async function pageOf(page: PageRequest, order: ResourceOrder = NEWEST, filter: ResourceFilter = EVERYTHING) {
  const pages = await store.page({ scope: EVERYWHERE, filter, order, page }, OPTIONS);
  const found = pages.get(WHOLE_GRAPH);
  if (found === undefined) throw new Error('The store gave no page');
  return { ...found, letters: found.items.map(({ node }) => node.slug[0]).join('') };
}

describe('orders', () => {
  it.each<[string, ResourceOrder, string]>([
    ['by id', [], 'abcdefghijklmnopqrst'],
    ['years up, missing last', [{ field: 'YEAR', direction: 'ASC' }], 'oabcdefghlmqijknprst'],
    ['years down, missing last', [{ field: 'YEAR', direction: 'DESC' }], 'lmqefghbcdaoijknprst'],
    ['titles are folded and tie by id', [{ field: 'TITLE', direction: 'ASC' }], 'jtbkcspqfdoeanghirml'],
    ['titles down tie by id ascending', [{ field: 'TITLE', direction: 'DESC' }], 'lmrghinaeodfqpsckbtj'],
    ['years, then titles', NEWEST, 'qmlfeghbcdaojtkspnir'],
    ['added', [{ field: 'ADDED_AT', direction: 'DESC' }], 'elabcdfghijkmnopqrst'],
    ['numbers of authors', [{ field: 'AUTHOR_COUNT', direction: 'DESC' }], 'aclbdehnqsfgijkmoprt'],
    ['numbers of topics', [{ field: 'TOPIC_COUNT', direction: 'ASC' }], 'fhikmqstbcgjnopradel'],
    ['numbers of sources', [{ field: 'SOURCE_COUNT', direction: 'DESC' }], 'adrbcefghijklmnopqst'],
    ['numbers of links', [{ field: 'LINK_COUNT', direction: 'DESC' }], 'ajlekmnpqbcdfghiorst'],
  ])('%s', async (_, order, expected) => {
    expect(await letters(EVERYTHING, order)).toBe(expected);
  });

  it('shows the keys of each item, a missing one as null', async () => {
    const { items } = await pageOf(
      request(),
      NEWEST,
      value('id', { is: 'in', values: ['Resource:k-course', 'Resource:o-report'] }),
    );
    expect(items.map(({ keys }) => keys)).toEqual([
      [2015, 'state of serving'],
      [null, 'eclair course'],
    ]);
  });
});

describe('pages', () => {
  const everything = 'qmlfeghbcdaojtkspnir';

  it.each<[string, PageRequest, string, boolean, boolean]>([
    ['the first', request({ size: 3 }), 'qml', true, false],
    ['all', request(), everything, false, false],
    ['exactly all', request({ size: 20 }), everything, false, false],
    ['none', request({ size: 0 }), '', true, false],
    ['the last', request({ size: 3, from: 'end' }), 'nir', false, true],
    ['none from the end', request({ size: 0, from: 'end' }), '', false, true],
    [
      'after an item',
      request({ size: 2, after: positionOf('l-japanese', [2021, '機械学習システムのテスト']) }),
      'fe',
      true,
      true,
    ],
    [
      'before an item',
      request({ size: 2, from: 'end', before: positionOf('f-opml-event', [2020, 'opml']) }),
      'ml',
      true,
      true,
    ],
    [
      'between two',
      request({
        after: positionOf('m-book', [2021, 'がくしゅう']),
        before: positionOf('e-opml-talk', [2020, 'testing in production']),
      }),
      'lf',
      true,
      true,
    ],
    ['after one that is gone', request({ size: 2, after: positionOf('gone', [2020, 'tests']) }), 'gh', true, true],
    ['after a year that nothing has', request({ size: 1, after: positionOf('gone', [2016, 'a']) }), 'o', true, true],
    ['after a tie by id', request({ size: 2, after: positionOf('g-twin-one', [2020, 'twin']) }), 'hb', true, true],
    [
      'after an undated item',
      request({ size: 2, after: positionOf('n-translation', [null, 'the ml test score, translated']) }),
      'ir',
      false,
      true,
    ],
    ['after the last', request({ after: positionOf('r-tool', [null, 'zed']) }), '', false, true],
    [
      'crossed cursors',
      request({
        after: positionOf('r-tool', [null, 'zed']),
        before: positionOf('q-episode', [2021, 'operations weekly 12']),
      }),
      '',
      true,
      true,
    ],
  ])('%s', async (_, page, expected, hasNext, hasPrevious) => {
    const found = await pageOf(page);
    expect([found.letters, found.hasNext, found.hasPrevious]).toEqual([expected, hasNext, hasPrevious]);
  });

  it.each(['start', 'end'] as const)('give every item once when walked from the %s', async (from) => {
    let walked = '';
    let next: Position | null = null;
    for (let pages = 0; pages < 7; pages += 1) {
      const found = await pageOf(request({ size: 3, from, [from === 'start' ? 'after' : 'before']: next }));
      walked = from === 'start' ? walked + found.letters : found.letters + walked;
      const edge = found.items.at(from === 'start' ? -1 : 0);
      next = edge === undefined ? next : { keys: edge.keys, id: edge.node.id };
    }
    expect(walked).toBe(everything);
  });
});

describe('scopes', () => {
  type Around =
    'Author.resources' | 'Organization.resources' | 'Venue.resources' | 'VenueEdition.resources' | 'Source.resources';
  const around = (relation: Around, ...parents: readonly NodeId[]): Scope => ({ relation, parents });

  it.each<[string, Scope, string]>([
    ['author', around('Author.resources', nodeId('AUTHOR', 'dan')), 'ahqs'],
    ['organization, own and by authors', around('Organization.resources', nodeId('ORGANIZATION', 'google')), 'adj'],
    ['venue, with and without an edition', around('Venue.resources', nodeId('VENUE', 'kdd')), 'abcs'],
    ['edition', around('VenueEdition.resources', nodeId('VENUE_EDITION', 'kdd-2019')), 'bc'],
    ['source', around('Source.resources', nodeId('SOURCE', 'unused')), ''],
    ['id of another kind with the same slug', around('Venue.resources', nodeId('SOURCE', 'kdd')), ''],
    [
      'topic',
      { relation: 'Topic.resources', parents: [nodeId('TOPIC', 'ml-testing')], includeNarrower: false },
      'aejln',
    ],
    [
      'topic with narrower',
      { relation: 'Topic.resources', parents: [nodeId('TOPIC', 'ml-testing')], includeNarrower: true },
      'abejlnr',
    ],
  ])('%s', async (_, scope, expected) => {
    expect(await letters(EVERYTHING, [], request(), scope)).toBe(expected);
  });

  it('answer for every parent, known or not, each with its own page', async () => {
    const parents = [nodeId('VENUE', 'opml'), nodeId('VENUE', 'nowhere'), nodeId('VENUE', 'kdd')];
    const pages = await store.page(
      { scope: around('Venue.resources', ...parents), filter: EVERYTHING, order: NEWEST, page: request({ size: 2 }) },
      OPTIONS,
    );
    const found = [...pages].map(([parent, page]) => [
      parent,
      page.items.map(({ node }) => node.slug[0]).join(''),
      page.hasNext,
    ]);
    expect(found).toEqual([
      ['Venue:opml', 'fe', false],
      ['Venue:nowhere', '', false],
      ['Venue:kdd', 'bc', true],
    ]);
  });

  it('nest: a group of a group of a venue', async () => {
    const parent = nodeId('VENUE', 'kdd');
    const byYear: Scope = {
      relation: 'ResourceGroup.resources',
      within: around('Venue.resources', parent),
      filter: value('type', { is: 'eq', value: 'PAPER' }),
      by: 'YEAR',
      rollUpTopics: false,
      groups: [
        { parent, key: '2019' },
        { parent, key: '2018' },
        { parent, key: '1999' },
      ],
    };
    const inner = groupKey(parent, '2019');
    const byTopic: Scope = {
      relation: 'ResourceGroup.resources',
      within: byYear,
      filter: EVERYTHING,
      by: 'TOPIC',
      rollUpTopics: true,
      groups: [
        { parent: inner, key: 'mlops' },
        { parent: inner, key: 'fairness' },
        { parent: 'elsewhere', key: 'mlops' },
      ],
    };
    const lettersOf = async (scope: Scope) => {
      const pages = await store.page({ scope, filter: EVERYTHING, order: [], page: request() }, OPTIONS);
      return [...pages.values()].map((page) => page.items.map(({ node }) => node.slug[0]).join(''));
    };
    expect(await lettersOf(byYear)).toEqual(['bc', 'a', '']);
    expect(await lettersOf(byTopic)).toEqual(['b', 'c', '']);
  });
});
