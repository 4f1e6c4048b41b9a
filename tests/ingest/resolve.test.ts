import { describe, expect, it } from 'vitest';
import { builtGraph } from './built-graph.ts';
import { inputOf } from './small-input.ts';

type Rows = Parameters<typeof inputOf>[0];

function built(rows: Rows) {
  const { graph, report } = builtGraph(inputOf(rows));
  return { graph, report, titles: graph.resources.map(({ title }) => title).toSorted() };
}

const PAPER = { title: 'Robust influence maximization', kind: 'paper', venue: 'KDD', edition: 'KDD 2016', year: 2016 };

interface Case {
  readonly what: string;
  readonly rows: Rows;
  readonly works: number;
  readonly rule?: string;
  readonly nearMiss?: string;
}

const CASES: readonly Case[] = [
  {
    what: 'the same DOI in two spellings, whatever the title',
    rows: {
      kdd: [{ title: 'SimClusters: Communities for Heterogeneous Recommendations', kind: 'paper', doi: '10.1145/1.2' }],
      'applied-ml': [
        { title: 'SimClusters: Communities', kind: 'article', url: 'https://dl.acm.org/doi/pdf/10.1145/1.2' },
      ],
    },
    works: 1,
    rule: 'same DOI',
  },
  {
    what: 'the same arXiv id in another version and as an address',
    rows: {
      kdd: [{ title: 'Lasagne', kind: 'paper', arxiv: '1712.06139' }],
      seaibib: [{ title: 'Lasagne: a dish', kind: 'paper', url: 'http://arxiv.org/pdf/1712.06139v2.pdf' }],
    },
    works: 1,
    rule: 'same arXiv id',
  },
  {
    what: 'the same arXiv id in an address of its former store',
    rows: {
      kdd: [{ title: 'Lasagne', kind: 'paper', arxiv: '1712.06139' }],
      seaibib: [
        { title: 'Lasagne: a dish', kind: 'paper', url: 'https://arxiv.org/ftp/arxiv/papers/1712/1712.06139.pdf' },
      ],
    },
    works: 1,
    rule: 'same arXiv id',
  },
  {
    what: 'one edition, named with and without its former name',
    rows: {
      kdd: [{ ...PAPER, edition: 'MLSys 2019 (SysML 2019)', venue: 'MLSys' }],
      own: [{ ...PAPER, edition: 'MLSys 2019', venue: 'MLSys' }],
    },
    works: 1,
    rule: 'same title',
  },
  {
    what: 'the same address but for scheme, www, slash, fragment and tracking',
    rows: {
      seaibib: [{ title: 'One name', kind: 'article', url: 'http://www.example.org/a/?utm_source=x#top' }],
      'applied-ml': [{ title: 'Another name', kind: 'talk', url: 'https://example.org/a' }],
    },
    works: 1,
    rule: 'same address',
  },
  {
    what: 'a page that one list gives to different titles: it identifies nothing',
    rows: {
      'applied-ml': [
        { title: 'First talk', kind: 'talk', url: 'https://example.org/programme' },
        { title: 'Second talk', kind: 'talk', url: 'https://example.org/programme' },
      ],
      seaibib: [{ title: 'Third talk', kind: 'talk', url: 'https://example.org/programme' }],
    },
    works: 3,
  },
  {
    what: 'a repository on GitHub without case, and a tool at its address',
    rows: {
      epml: [{ title: 'Feast', kind: 'repository', url: 'https://github.com/Feast-Dev/Feast' }],
      own: [{ title: 'Feast store', kind: 'tool', url: 'https://github.com/feast-dev/feast.git' }],
    },
    works: 1,
    rule: 'same address',
  },
  {
    what: 'a tool and a repository of one title: a title joins equal types only',
    rows: {
      epml: [{ title: 'Feast', kind: 'repository', url: 'https://github.com/feast-dev/feast' }],
      own: [{ title: 'Feast', kind: 'tool', url: 'https://feast.dev' }],
    },
    works: 2,
    nearMiss: 'same title, but a REPOSITORY and a TOOL',
  },
  {
    what: 'two repositories of one title',
    rows: {
      epml: [{ title: 'Lightning', kind: 'repository', url: 'https://github.com/one/lightning' }],
      own: [{ title: 'Lightning', kind: 'repository', url: 'https://github.com/two/lightning' }],
    },
    works: 2,
    nearMiss: 'same title, but two repositories',
  },
  {
    what: 'one title with a shared last name and neighbouring years',
    rows: {
      kdd: [{ title: 'Ease of Use', kind: 'paper', year: 2019, authors: ['Ada Lovelace'] }],
      seaibib: [{ title: 'Ease of use.', kind: 'paper', year: 2020, authors: ['A. Lovelace', 'Alan Turing'] }],
    },
    works: 1,
    rule: 'same title',
  },
  {
    what: 'one title with years two apart',
    rows: {
      kdd: [{ title: 'Ease of Use', kind: 'paper', year: 2018 }],
      seaibib: [{ title: 'Ease of Use', kind: 'paper', year: 2020 }],
    },
    works: 2,
    nearMiss: 'same title, but years more than one apart',
  },
  {
    what: 'one title and no author in common',
    rows: {
      kdd: [{ title: 'Ease of Use', kind: 'paper', authors: ['Ada Lovelace'] }],
      seaibib: [{ title: 'Ease of Use', kind: 'paper', authors: ['Alan Turing'] }],
    },
    works: 2,
    nearMiss: 'same title, but no author in common',
  },
  {
    what: 'one title at two addresses of one list',
    rows: {
      'applied-ml': [
        { title: 'Search', kind: 'article', url: 'https://one.example/search' },
        { title: 'Search', kind: 'article', url: 'https://two.example/search' },
      ],
    },
    works: 2,
    nearMiss: 'same title, but two addresses in one list',
  },
  {
    what: 'two DOIs under one title: Robust influence maximization is two papers of KDD 2016',
    rows: {
      kdd: [
        { ...PAPER, doi: '10.1145/2939672.2939745' },
        { ...PAPER, doi: '10.1145/2939672.2939760' },
      ],
    },
    works: 2,
    nearMiss: 'same title, but two different DOIs',
  },
  {
    what: 'two editions, even at one address',
    rows: {
      kdd: [{ ...PAPER, url: 'https://example.org/p' }],
      seaibib: [{ ...PAPER, edition: 'KDD 2017', year: 2017, url: 'https://example.org/p' }],
    },
    works: 2,
    nearMiss: 'same address, but two different editions',
  },
  {
    what: 'a book and a talk at one address',
    rows: {
      seaibib: [{ title: 'Designing', kind: 'book', url: 'https://example.org/d' }],
      own: [{ title: 'Designing', kind: 'talk', url: 'https://example.org/d' }],
    },
    works: 2,
    nearMiss: 'same address, but a BOOK and a TALK',
  },
  {
    what: 'rows that reach one work by different identifiers, though they share none',
    rows: {
      kdd: [{ title: 'Chain of one', kind: 'paper', doi: '10.1145/7.8', url: 'https://example.org/chain' }],
      seaibib: [{ title: 'Chain of two', kind: 'paper', arxiv: '1801.00001', url: 'https://example.org/chain' }],
      'applied-ml': [{ title: 'Chain of three', kind: 'paper', url: 'https://arxiv.org/abs/1801.00001v3' }],
      own: [{ title: 'Chain of four', kind: 'article', url: 'https://arxiv.org/pdf/1801.00001' }],
    },
    works: 1,
  },
];

describe('which rows are one work', () => {
  it.each(CASES)('$what', ({ rows, works, rule, nearMiss }) => {
    const { graph, report } = built(rows);
    expect(graph.resources).toHaveLength(works);
    const rules = report.merges.flatMap((merge) => merge.rules);
    const reasons = report.nearMisses.map(({ why }) => why);
    expect(rules).toEqual(expect.arrayContaining(rule === undefined ? [] : [rule]));
    expect(reasons).toEqual(expect.arrayContaining(nearMiss === undefined ? [] : [nearMiss]));
    expect(report.merges.length).toBe(works === 1 ? 1 : 0);
  });

  it('takes fields of one list from the row that stands first in it', () => {
    const rows = [
      { title: 'Ease of use: lessons', kind: 'paper', arxiv: '1712.06139', locator: 'README.md:9' },
      { title: 'Ease of use', kind: 'paper', arxiv: '1712.06139', locator: 'README.md:10' },
    ];
    for (const epml of [rows, rows.toReversed()]) expect(built({ epml }).titles).toEqual(['Ease of use: lessons']);
  });

  it('takes each field from the first source that has it, and addresses and sources from all', () => {
    const { graph } = built({
      kdd: [{ title: 'Ease of Use', kind: 'paper', doi: '10.1145/1.2', url: 'https://doi.org/10.1145/1.2' }],
      seaibib: [{ title: 'Ease of use', kind: 'paper', doi: '10.1145/1.2', year: 2019, url: 'https://example.org/e' }],
      'applied-ml': [{ title: 'ease', kind: 'article', doi: '10.1145/1.2', year: 2020, organizations: ['Google LLC'] }],
    });
    const [resource] = graph.resources;
    expect(resource).toMatchObject({
      title: 'Ease of Use',
      type: 'PAPER',
      year: 2019,
      urls: ['https://doi.org/10.1145/1.2', 'https://example.org/e'],
      addedAt: '2020-01-01T00:00:00.000Z',
    });
    expect(graph.listings.map(({ sourceId }) => sourceId)).toEqual([
      'Source:applied-ml',
      'Source:kdd',
      'Source:seaibib',
    ]);
    expect(resource?.provenance.map(({ method }) => method)).toEqual([
      'stated',
      'joined: same DOI',
      'joined: same DOI',
    ]);
    expect(graph.organizations.map(({ slug }) => slug)).toEqual(['google']);
  });

  it('makes an article explain the paper of its title', () => {
    const { graph } = built({
      kdd: [{ title: 'Ease of Use', kind: 'paper' }],
      'applied-ml': [{ title: 'Ease of Use', kind: 'article', url: 'https://example.org/blog' }],
    });
    const typeOf = new Map(graph.resources.map(({ id, type }) => [id, type]));
    expect(graph.links.map(({ kind, fromId, toId }) => [typeOf.get(fromId), kind, typeOf.get(toId)])).toEqual([
      ['ARTICLE', 'EXPLAINS', 'PAPER'],
    ]);
  });

  it('keeps the title of the list for a repository that links name too', () => {
    const { graph } = built({
      'applied-ml': [
        {
          title: 'How we do it',
          kind: 'article',
          url: 'https://example.org/how',
          links: [{ label: 'Code', url: 'https://github.com/Feast-Dev/feast/tree/main/docs' }],
        },
      ],
      epml: [{ title: 'Feast', kind: 'repository', url: 'https://github.com/feast-dev/feast' }],
    });
    expect(graph.resources.map(({ title }) => title).toSorted()).toEqual(['Feast', 'How we do it']);
    expect(graph.links.map(({ kind, fromId }) => [kind, fromId.startsWith('Resource:feast')])).toEqual([
      ['IMPLEMENTS', true],
    ]);
  });
});
