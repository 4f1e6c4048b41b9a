import { describe, expect, it } from 'vitest';
import { builtGraph } from './built-graph.ts';
import { inputOf } from './small-input.ts';

type Rows = Parameters<typeof inputOf>[0];

/** The graph of rows, and its links as `type title KIND type title`. */
function linked(rows: Rows) {
  const { graph } = builtGraph(inputOf(rows));
  const named = new Map(graph.resources.map(({ id, type, title }) => [id, `${type} ${title}`]));
  const links = graph.links.map(({ fromId, kind, toId }) => `${named.get(fromId)} ${kind} ${named.get(toId)}`);
  return { graph, links, titles: [...named.values()].toSorted() };
}

const CODE = { label: 'Code', url: 'https://github.com/Feast-Dev/feast' };

describe('links of a row to further works', () => {
  it('makes the original of a translation a book of its own, by the same author', () => {
    const { graph, links } = linked({
      own: [
        {
          title: 'リーン・スタートアップ',
          titleTranslated: 'The Lean Startup',
          kind: 'book',
          authors: ['Eric Ries'],
          year: 2012,
          translates: { title: 'The Lean Startup', year: 2011 },
        },
      ],
    });
    expect(links).toEqual(['BOOK リーン・スタートアップ TRANSLATES BOOK The Lean Startup']);
    expect(graph.resources.map(({ year }) => year).toSorted()).toEqual([2011, 2012]);
    expect(graph.authorships.map(({ authorId }) => authorId)).toEqual(['Author:eric-ries', 'Author:eric-ries']);
  });

  it('joins the original with the book that a list names', () => {
    const { titles } = linked({
      seaibib: [{ title: 'The lean startup', kind: 'book', authors: ['E. Ries'], year: 2011 }],
      own: [{ title: 'リーン', kind: 'book', authors: ['Eric Ries'], translates: { title: 'The Lean Startup' } }],
    });
    expect(titles).toEqual(['BOOK The lean startup', 'BOOK リーン']);
  });

  it('makes no work of an original of which only the title is given', () => {
    const { titles, links } = linked({ own: [{ title: 'リーン', kind: 'book', translates: 'The Lean Startup' }] });
    expect([titles, links]).toEqual([['BOOK リーン'], []]);
  });

  it('joins code with the repository of the same list, which names it otherwise', () => {
    const { titles, links } = linked({
      epml: [
        { title: 'Feast', kind: 'tool', url: 'https://feast.dev', links: [CODE] },
        { title: 'Feast store', kind: 'repository', url: 'https://github.com/feast-dev/feast' },
      ],
    });
    expect(titles).toEqual(['REPOSITORY Feast store', 'TOOL Feast']);
    expect(links).toEqual(['REPOSITORY Feast store IMPLEMENTS TOOL Feast']);
  });

  it('makes a repository of code although the paper itself is listed at that address', () => {
    const { links } = linked({ seaibib: [{ title: 'Feature stores', kind: 'paper', url: CODE.url, links: [CODE] }] });
    expect(links).toEqual(['REPOSITORY Feast-Dev/feast IMPLEMENTS PAPER Feature stores']);
  });

  it('makes no second work of a repository whose code link is its own address', () => {
    const { titles } = linked({ epml: [{ title: 'Feast', kind: 'repository', url: CODE.url, links: [CODE] }] });
    expect(titles).toEqual(['REPOSITORY Feast']);
  });

  it('keeps the folder that a code link led to as an address of the repository', () => {
    const { graph } = linked({
      'applied-ml': [
        {
          title: 'How we do it',
          kind: 'article',
          url: 'https://example.org/how',
          links: [{ label: 'Code', url: `${CODE.url}/tree/main/docs` }],
        },
      ],
    });
    const repository = graph.resources.find(({ type }) => type === 'REPOSITORY');
    expect(repository?.urls).toEqual([CODE.url, `${CODE.url}/tree/main/docs`]);
  });

  it.each([
    ['its arXiv id', { arxiv: '1712.06139', url: 'https://example.org/p' }, 'https://arxiv.org/pdf/1712.06139v2'],
    ['its DOI', { doi: '10.1145/1.2' }, 'https://dl.acm.org/doi/pdf/10.1145/1.2'],
    ['its address', { url: 'https://example.org/p.pdf' }, 'http://www.example.org/p.pdf'],
    [
      'the address of its text',
      { url: 'https://example.org/p', links: [{ label: 'Paper', url: 'https://example.org/p.pdf' }] },
      'https://example.org/p.pdf',
    ],
  ])('finds the paper of an article by %s', (_, paper, url) => {
    const { links } = linked({
      kdd: [{ title: 'A paper', kind: 'paper', ...paper }],
      'applied-ml': [
        { title: 'A post', kind: 'article', url: 'https://example.org/post', links: [{ label: 'Paper', url }] },
      ],
    });
    expect(links).toEqual(['ARTICLE A post EXPLAINS PAPER A paper']);
  });

  it('makes a second part a part of the first, and says how it knows', () => {
    const { graph, links } = linked({
      'applied-ml': [
        { title: 'Serving models (Part 1)', kind: 'article', url: 'https://example.org/1' },
        { title: 'Serving models (Part 2)', kind: 'article', url: 'https://example.org/2' },
      ],
    });
    expect(links).toEqual(['ARTICLE Serving models (Part 2) PART_OF ARTICLE Serving models (Part 1)']);
    expect(graph.links[0]?.provenance).toMatchObject({ confidence: 0.8, method: 'number of the part in the title' });
  });
});
