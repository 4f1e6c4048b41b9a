import { describe, expect, it } from 'vitest';
import { EVERYTHING, type AuthorFilter, type ResourceFilter, type TopicFilter } from '../../src/domain/filter.ts';
import { LINK_KINDS } from '../../src/domain/model.ts';
import { letters, value } from './ask.ts';

const ALL = 'abcdefghijklmnopqrst';
const without = (some: string): string => [...ALL].filter((letter) => !some.includes(letter)).join('');
const slugIs = (slug: string) => ({ op: 'value', field: 'slug', test: { is: 'eq', value: slug } }) as const;
const topics = (op: 'some' | 'none' | 'every', where: TopicFilter): ResourceFilter => ({
  op,
  relation: 'topics',
  where,
});
const authors = (op: 'some' | 'none' | 'every', where: AuthorFilter): ResourceFilter => ({
  op,
  relation: 'authors',
  where,
});

describe('values', () => {
  it.each<[string, ResourceFilter, string]>([
    ['eq', value('year', { is: 'eq', value: 2020 }), 'efgh'],
    ['ne lets missing values pass', value('year', { is: 'ne', value: 2020 }), without('efgh')],
    ['in', value('year', { is: 'in', values: [2015, 2018] }), 'ao'],
    ['in over nothing', value('year', { is: 'in', values: [] }), ''],
    ['notIn over nothing', value('year', { is: 'notIn', values: [] }), ALL],
    ['notIn lets missing values pass', value('language', { is: 'notIn', values: ['EN', 'JA'] }), 'k'],
    ['gt', value('year', { is: 'gt', value: 2020 }), 'lmq'],
    ['gte', value('year', { is: 'gte', value: 2020 }), 'efghlmq'],
    ['lt', value('year', { is: 'lt', value: 2018 }), 'o'],
    ['lte', value('year', { is: 'lte', value: 2018 }), 'ao'],
    ['type', value('type', { is: 'eq', value: 'TALK' }), 'e'],
    ['id', value('id', { is: 'in', values: ['Resource:t-bare', 'Resource:none'] }), 't'],
    ['track', value('track', { is: 'eq', value: 'ADS' }), 'ab'],
    ['eq of a title keeps case', value('title', { is: 'eq', value: 'Twin' }), 'gi'],
    ['contains is folded', value('title', { is: 'contains', folded: 'test' }), 'aen'],
    ['contains in Japanese', value('title', { is: 'contains', folded: 'テスト' }), 'l'],
    ['startsWith without diacritics', value('title', { is: 'startsWith', folded: 'ecl' }), 'k'],
    ['a voiced mark is no diacritic', value('title', { is: 'startsWith', folded: 'か' }), ''],
    ['addedAt in milliseconds', value('addedAt', { is: 'gt', value: Date.parse('2026-01-15') }), 'el'],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(filter)).toBe(expected);
  });
});

describe('junctions', () => {
  const dated = value('year', { is: 'gte', value: 0 });

  it.each<[string, ResourceFilter, string]>([
    ['and over nothing', EVERYTHING, ALL],
    ['or over nothing', { op: 'or', of: [] }, ''],
    [
      'and',
      { op: 'and', of: [value('year', { is: 'eq', value: 2019 }), value('track', { is: 'eq', value: 'ADS' })] },
      'b',
    ],
    [
      'or',
      { op: 'or', of: [value('year', { is: 'eq', value: 2015 }), value('type', { is: 'eq', value: 'TOOL' })] },
      'or',
    ],
    ['not is the exact complement', { op: 'not', of: dated }, 'ijknprst'],
    ['not of nothing', { op: 'not', of: EVERYTHING }, ''],
    ['not twice', { op: 'not', of: { op: 'not', of: dated } }, without('ijknprst')],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(filter)).toBe(expected);
  });
});

describe('relations to one node', () => {
  it.each<[string, ResourceFilter, string]>([
    ['venue', { op: 'one', relation: 'venue', where: slugIs('kdd') }, 'abcs'],
    ['a missing venue fails', { op: 'one', relation: 'venue', where: { op: 'not', of: slugIs('kdd') } }, 'def'],
    [
      'edition by year',
      { op: 'one', relation: 'edition', where: { op: 'value', field: 'year', test: { is: 'eq', value: 2019 } } },
      'bcd',
    ],
    [
      'a venue alone is no edition',
      { op: 'one', relation: 'edition', where: { op: 'value', field: 'slug', test: { is: 'ne', value: 'none' } } },
      'abcde',
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(filter)).toBe(expected);
  });
});

describe('relations to many nodes', () => {
  const untagged = 'fhikmqst';

  it.each<[string, ResourceFilter, string]>([
    ['some', topics('some', slugIs('ml-testing')), 'aejln'],
    ['some, by an alternative label', topics('some', { op: 'label', folded: 'mlops testing' }), 'aejln'],
    ['some, with narrower topics', topics('some', { op: 'widen', of: slugIs('ml-testing') }), 'abejlnr'],
    ['some, with everything below the top', topics('some', { op: 'widen', of: slugIs('mlops') }), 'abdegjlnopr'],
    ['some, whatever it is', topics('some', EVERYTHING), without(untagged)],
    ['none', topics('none', slugIs('ml-testing')), without('aejln')],
    ['every is true where there is none', topics('every', slugIs('ml-testing')), `fhijkmnqst`],
    ['every of nothing', topics('every', { op: 'or', of: [] }), untagged],
    ['an unknown label', topics('some', { op: 'label', folded: 'nothing' }), ''],
    ['authors', authors('some', slugIs('bob')), 'abc'],
    [
      'authors by folded name',
      authors('some', { op: 'value', field: 'name', test: { is: 'contains', folded: 'ahr' } }),
      'acdl',
    ],
    [
      'authors of an organization, on any resource',
      authors('some', { op: 'some', relation: 'organizations', where: slugIs('google') }),
      'abcdl',
    ],
    [
      'authors of more than one organization',
      authors('some', { op: 'count', relation: 'organizations', test: { is: 'gt', value: 1 } }),
      'abcdl',
    ],
    [
      'every author is one of',
      authors('every', { op: 'value', field: 'slug', test: { is: 'in', values: ['dan', 'bob'] } }),
      without('acdeln'),
    ],
    ['organizations', { op: 'some', relation: 'organizations', where: slugIs('mercari') }, 'ekl'],
    ['sources', { op: 'every', relation: 'sources', where: slugIs('reading') }, 'efghilmn'],
    ['no author', { op: 'count', relation: 'authors', test: { is: 'eq', value: 0 } }, 'fgijkmoprt'],
    ['count of topics', { op: 'count', relation: 'topics', test: { is: 'gte', value: 2 } }, 'adel'],
    ['count of organizations', { op: 'count', relation: 'organizations', test: { is: 'eq', value: 2 } }, 'ak'],
    ['count of sources', { op: 'count', relation: 'sources', test: { is: 'in', values: [2] } }, 'adr'],
    ['count of links both ways', { op: 'count', relation: 'links', test: { is: 'gte', value: 2 } }, 'ajl'],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(filter)).toBe(expected);
  });
});

describe('links', () => {
  const code = value('type', { is: 'eq', value: 'REPOSITORY' });
  const links = (
    quantifier: 'some' | 'none',
    test: Partial<Extract<ResourceFilter, { op: 'links' }>['test']>,
  ): ResourceFilter => ({
    op: 'links',
    quantifier,
    test: { kinds: LINK_KINDS, direction: 'BOTH', where: EVERYTHING, ...test },
  });

  it.each<[string, ResourceFilter, string]>([
    ['any', links('some', {}), 'aejklmnpq'],
    ['none', links('none', {}), without('aejklmnpq')],
    ['outgoing', links('some', { direction: 'OUTGOING' }), 'ejlnq'],
    ['incoming', links('some', { direction: 'INCOMING' }), 'akmp'],
    ['of a kind', links('some', { kinds: ['PART_OF'] }), 'jkpq'],
    ['of no kind', links('some', { kinds: [] }), ''],
    ['to a resource that a filter accepts', links('some', { direction: 'INCOMING', where: code }), 'ak'],
    ['of a kind to such a resource', links('some', { kinds: ['IMPLEMENTS'], where: code }), 'a'],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(filter)).toBe(expected);
  });
});
