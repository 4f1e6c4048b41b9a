import { describe, expect, it } from 'vitest';
import { builtGraph } from './built-graph.ts';
import { inputOf } from './small-input.ts';

type Rows = Parameters<typeof inputOf>[0];

function built(rows: Rows, organizations?: readonly unknown[]) {
  const input = inputOf(rows);
  const table = organizations === undefined ? [] : [['organizations.json', JSON.stringify({ organizations })] as const];
  return builtGraph({ ...input, seed: new Map([...input.seed, ...table]) }).graph;
}

function byAuthors(...authors: readonly unknown[]): Rows {
  return { kdd: authors.map((author, index) => ({ title: `Paper ${index}`, kind: 'paper', authors: [author] })) };
}

const at = (affiliation: string) => ({ name: 'Ada Lovelace', affiliation });

describe('authors', () => {
  it('are shown by their most frequent spelling, with the others as aliases', () => {
    const { authors } = built(byAuthors('Christopher Re', 'Christopher Ré', 'Christopher Ré'));
    expect(authors.map(({ slug, name, aliases }) => [slug, name, aliases])).toEqual([
      ['christopher-re', 'Christopher Ré', ['Christopher Re']],
    ]);
  });

  it('of one name are told apart by their ORCID, which stays in the slug', () => {
    const { authors } = built(
      byAuthors(
        'Wei Wang',
        { name: 'Wei Wang', orcid: 'https://orcid.org/0000-0002-1825-0097' },
        { name: 'Wei Wang', orcid: '0000-0002-1825-0097' },
        { name: 'Wei Wang', orcid: '0000-0001-5109-3700' },
      ),
    );
    expect(authors.map(({ slug, orcid }) => [slug, orcid])).toEqual([
      ['wei-wang', null],
      ['wei-wang-0000-0001-5109-3700', '0000-0001-5109-3700'],
      ['wei-wang-0000-0002-1825-0097', '0000-0002-1825-0097'],
    ]);
  });

  it('have the Japanese name, handles and addresses of a person as aliases', () => {
    const { authors } = built({
      own: [
        {
          kind: 'person',
          name: 'Ada (Ace) Lovelace',
          nameJa: 'エイダ',
          handles: ['ada'],
          urls: ['https://ada.example/'],
        },
        { title: 'One', kind: 'post', authors: ['エイダ', '@ada'] },
        { title: 'Two', kind: 'post', authors: ['Ace Lovelace'] },
      ],
    });
    expect(authors).toMatchObject([
      { slug: 'ada-lovelace', name: 'Ada Lovelace', nameJa: 'エイダ', url: 'https://ada.example/' },
    ]);
    expect(authors[0]?.aliases).toEqual([
      'Ace Lovelace',
      'Ada (Ace) Lovelace',
      'ada',
      'https://ada.example/',
      'エイダ',
    ]);
  });
});

describe('organizations', () => {
  it('have the spellings of the table as aliases, and its Japanese name and address', () => {
    const { organizations } = built(byAuthors(at('Google, Inc.'), at('グーグル')), [
      { name: 'Google', aliases: ['Google Inc', 'Google LLC'], nameJa: 'グーグル', url: 'https://about.google/' },
    ]);
    expect(organizations).toMatchObject([
      { slug: 'google', nameJa: 'グーグル', aliases: ['Google Inc', 'Google LLC'], url: 'https://about.google/' },
    ]);
  });

  it('outside the table are shown by their most frequent spelling', () => {
    const { organizations } = built(byAuthors(at('EXAMPLE Works'), at('Example Works'), at('Example Works Ltd.')));
    expect(organizations).toMatchObject([{ name: 'Example Works', aliases: ['EXAMPLE Works'] }]);
  });
});

describe('facts that a row says were inferred', () => {
  const row = {
    title: 'Inferred',
    kind: 'paper',
    venue: 'KDD',
    edition: 'KDD 2018',
    year: 2018,
    authors: ['A. Lovelace'],
  };

  it('are less sure, with the words of the row as the method', () => {
    const { resources, authorships } = built({
      kdd: [{ ...row, inferred: { edition: 'from its place in the list' } }],
    });
    expect(resources[0]?.provenance).toMatchObject([{ confidence: 0.8, method: 'from its place in the list' }]);
    expect(authorships[0]?.provenance).toMatchObject({ confidence: 1, method: 'stated' });
  });

  it('may be the authors alone', () => {
    const { resources, authorships } = built({ kdd: [{ ...row, inferred: { authors: 'initials expanded' } }] });
    expect(resources[0]?.provenance).toMatchObject([{ confidence: 1, method: 'stated' }]);
    expect(authorships[0]?.provenance).toMatchObject({ confidence: 0.8, method: 'initials expanded' });
  });
});

describe('the sections of a source', () => {
  it('are in the order that the source names, then those it does not name', () => {
    const rows = ['Zebra', 'Monitoring', 'Testing', 'Apple'].map((section) => ({
      title: section,
      kind: 'post',
      section,
    }));
    const input = inputOf({ own: rows });
    const sources = input.sources.map((source) =>
      source.slug === 'own' ? { ...source, sections: ['Testing', 'Monitoring'] } : source,
    );
    const { graph } = builtGraph({ ...input, sources });
    const own = graph.sources.find(({ slug }) => slug === 'own');
    expect(own?.sections).toEqual(['Testing', 'Monitoring', 'Apple', 'Zebra']);
  });
});
