import { describe, expect, it } from 'vitest';
import { lookupKeys, readingsOf, recognise } from '../../src/domain/lookup-keys.ts';
import type { Entity } from '../../src/domain/model.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

/** The surest way to read a text, as its name and first key or id. */
function surest(text: string): string {
  const [reading] = recognise(text);
  return reading === undefined ? 'plain words' : `${reading.as} ${[...reading.ids, ...reading.keys][0]}`;
}

function keysOf(nodes: readonly Entity[], slug: string): string[] {
  const node = nodes.find((candidate) => candidate.slug === slug);
  if (node === undefined) throw new Error(`The small graph has no ${slug}`);
  return lookupKeys(node);
}

const DOI = 'DOI doi:10.1145/3292500.3330701';
const ARXIV = 'arXiv id arxiv:1712.06139';
const ISBN = 'ISBN isbn:9784873119472';
const ORCID = 'ORCID orcid:0000-0002-1825-0097';

describe('what is recognised in a text', () => {
  it.each([
    ['10.1145/3292500.3330701', DOI],
    [' 10.1145/3292500.3330701 ', DOI],
    ['10.1145/3292500.3330701.', DOI],
    ['doi:10.1145/3292500.3330701', DOI],
    ['DOI: 10.1145/3292500.3330701', DOI],
    ['doi 10.1145/3292500.3330701', DOI],
    ['https://doi.org/10.1145/3292500.3330701', DOI],
    ['http://dx.doi.org/10.1145/3292500.3330701', DOI],
    ['doi.org/10.1145/3292500.3330701', DOI],
    ['https://doi.org/10.1145%2F3292500.3330701', DOI],
    ['https://dl.acm.org/doi/10.1145/3292500.3330701', DOI],
    ['https://dl.acm.org/doi/abs/10.1145/3292500.3330701?casa_token=x', DOI],
    ['https://dl.acm.org/doi/pdf/10.1145/3292500.3330701#page=2', DOI],
    ['<https://doi.org/10.1145/3292500.3330701>,', DOI],
    ['10.1007/S10664-020-09881-0', 'DOI doi:10.1007/s10664-020-09881-0'],
    ['1712.06139', ARXIV],
    ['1712.06139v2', ARXIV],
    ['arXiv:1712.06139v2', ARXIV],
    ['ARXIV: 1712.06139', ARXIV],
    ['arXiv:1712.06139.', ARXIV],
    ['https://arxiv.org/abs/1712.06139v1', ARXIV],
    ['http://arxiv.org/pdf/1712.06139.pdf', ARXIV],
    ['arxiv.org/pdf/1712.06139v3', ARXIV],
    ['arXiv:cs/0112017', 'arXiv id arxiv:cs/0112017'],
    ['9784873119472', ISBN],
    ['978-4-87311-947-2', ISBN],
    ['ISBN 978-4-87311-947-2', ISBN],
    ['ISBN-13: 978‐4‐87311‐947‐2', ISBN],
    ['4-87311-947-2', ISBN],
    ['0-8044-2957-x', 'ISBN isbn:9780804429573'],
    ['0000-0002-1825-0097', ORCID],
    ['https://orcid.org/0000-0002-1825-0097', ORCID],
    ['orcid.org/0000-0002-1825-0097/', ORCID],
    ['ORCID: 0000-0002-1825-0097', ORCID],
    ['0000-0002-1694-233x', 'ORCID orcid:0000-0002-1694-233X'],
    ['Topic:ml-testing', 'id Topic:ml-testing'],
    ['https://www.research.google/pubs/pub46555/', 'URL url:research.google/pubs/pub46555'],
    ['http://research.google/pubs/pub46555?utm_source=x&utm_medium=y#top', 'URL url:research.google/pubs/pub46555'],
    ['HTTPS://Research.Google:443/pubs/pub46555', 'URL url:research.google/pubs/pub46555'],
    ['research.google/pubs/pub46555', 'URL url:research.google/pubs/pub46555'],
    ['www.kdd.org', 'URL url:kdd.org'],
    ['"https://www.kdd.org/"', 'URL url:kdd.org'],
  ])('%s', (text, expected) => {
    expect(surest(text)).toBe(expected);
  });

  it.each([
    'machine learning',
    'The ML Test Score (see 10.1145/3292500.3330701)',
    '978-4-87311-947-3',
    '4-87311-947-1',
    '0000-0002-1825-0098',
    'Booking.com',
    'topic:ml-testing',
    '機械学習のテスト',
    '12345',
    'http://',
    '',
  ])('%j is plain words', (text) => {
    expect(surest(text)).toBe('plain words');
  });

  it('is also the arXiv id of an arXiv DOI, and the address of either', () => {
    expect(recognise('https://doi.org/10.48550/arXiv.1712.06139').map(({ as, keys }) => [as, keys[0]])).toEqual([
      ['DOI', 'doi:10.48550/arxiv.1712.06139'],
      ['arXiv id', 'arxiv:1712.06139'],
      ['URL', 'url:doi.org/10.48550/arXiv.1712.06139'],
    ]);
    expect(recognise('arXiv:1712.06139').at(-1)).toEqual({
      as: 'URL',
      ids: [],
      keys: ['url:arxiv.org/abs/1712.06139'],
    });
  });
});

describe('the ways to read a text', () => {
  const ways = (text: string) => readingsOf(text).map(({ as }) => as);

  it('end with label, slug and name', () => {
    expect(ways('ml-testing')).toEqual(['topic label', 'slug', 'name or title']);
    expect(ways('ML testing')).toEqual(['topic label', 'name or title']);
    expect(ways('Topic:ml-testing')).toEqual(['id', 'topic label', 'name or title']);
    expect(readingsOf('kdd')[1]?.ids).toContain('VenueEdition:kdd');
  });

  it('take a host without its scheme for an address last of all', () => {
    expect(ways('Booking.com')).toEqual(['topic label', 'name or title', 'URL']);
  });

  it('ignore case, accents, width and white space in labels and names', () => {
    expect(readingsOf('  ＡＮＮ\n Ahrlich ').at(-1)?.keys).toEqual(['name:ann ahrlich']);
  });
});

describe('what nodes are looked up by', () => {
  it('is every name, address and identifier they have', () => {
    const { authors, organizations, venues, topics, sources, resources, editions } = SMALL_GRAPH;
    expect(keysOf(authors, 'ann')).toEqual([
      'name:a. ahrlich',
      'name:ann ahrlich',
      'name:https://ann.example/',
      'orcid:0000-0002-1825-0097',
      'url:ann.example',
    ]);
    expect(keysOf(organizations, 'google')).toEqual(['name:google', 'name:google research', 'url:google.example']);
    expect(keysOf(venues, 'kdd')).toEqual(['name:kdd', 'name:knowledge discovery and data mining', 'url:kdd.example']);
    expect(keysOf(editions, 'kdd-2018')).toEqual(['name:kdd-2018']);
    expect(keysOf(topics, 'data-validation')).toEqual([
      'label:data validation',
      'label:データ検証',
      'url:topics.example/data-validation',
      'url:wikidata.example/wiki/Q1',
    ]);
    expect(keysOf(sources, 'reading')).toEqual(['name:reading list', 'url:lists.example/reading']);
    expect(keysOf(resources, 'a-breck-rubric')).toEqual(['doi:10.1000/rubric', 'name:the ml test score']);
    expect(keysOf(resources, 'n-translation')).toEqual(['name:mlテストスコア', 'name:the ml test score, translated']);
  });

  it('is short where a title is long, and the same for the same title', () => {
    const [book] = SMALL_GRAPH.resources;
    if (book === undefined) throw new Error('The small graph has no resources');
    const long = 'On the length of titles '.repeat(400);
    const key = (title: string) => lookupKeys({ ...book, identifiers: [], title, titleTranslated: {} })[0] ?? '';
    expect(key(long).length).toBeLessThan(30);
    expect(readingsOf(long.toUpperCase()).at(-1)?.keys).toEqual([key(long)]);
    expect(key(`${long}!`)).not.toBe(key(long));
  });
});
