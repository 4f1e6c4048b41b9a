import { beforeAll, describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import type { Source } from '../../src/domain/model.ts';
import { choose, readInput } from '../../src/graphql/lookup.ts';
import { at, smallEngine, type Ask, type Json } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

const LOOKUP = `query ($identifiers: [String!]!) {
  lookup(identifiers: $identifiers) { input node { id } problem { code message candidates { id } } }
}`;

interface Outcome {
  readonly input: string;
  readonly node: { readonly id: string } | null;
  readonly problem: {
    readonly code: string;
    readonly message: string;
    readonly candidates: readonly { readonly id: string }[];
  } | null;
}

async function lookup(identifiers: readonly string[]): Promise<readonly Outcome[]> {
  const { data, errors } = await ask(LOOKUP, { identifiers });
  expect(errors).toEqual([]);
  return at(data, 'lookup') as unknown as readonly Outcome[];
}

/** The id found, or the code with the candidates. */
function short({ node, problem }: Outcome): string {
  return node?.id ?? [problem?.code, ...(problem?.candidates ?? []).map(({ id }) => id)].join(' ');
}

describe('lookup', () => {
  it.each([
    ['a DOI', 'https://dx.doi.org/10.1000/RUBRIC', 'Resource:a-breck-rubric'],
    ['an arXiv id', 'https://arxiv.org/pdf/1712.06139v2.pdf', 'Resource:b-data-checks'],
    ['an ISBN', '4-87311-947-2', 'Resource:m-book'],
    ['an ORCID', 'https://orcid.org/0000-0002-1825-0097', 'Author:ann'],
    ['the address of a resource', 'http://www.github.com/Acme/Rubric/?utm_source=x#readme', 'Resource:j-rubric-code'],
    ['the address of an author', 'ann.example/', 'Author:ann'],
    ['the address of an organization', 'http://google.example', 'Organization:google'],
    ['the address of a venue', 'https://kdd.example', 'Venue:kdd'],
    ['the address of a topic', 'https://topics.example/data-validation/', 'Topic:data-validation'],
    ['the address of an equal topic', 'https://wikidata.example/wiki/Q1', 'Topic:data-validation'],
    ['the address of a source', 'lists.example/reading', 'Source:reading'],
    ['an id', 'Source:kdd', 'Source:kdd'],
    ['a slug', 'mlsys-2019', 'VenueEdition:mlsys-2019'],
    ['a topic label', 'mlops TESTING', 'Topic:ml-testing'],
    ['a Japanese topic label', '機械学習テスト', 'Topic:ml-testing'],
    ['the name of an author', 'ann  ahrlich', 'Author:ann'],
    ['the Japanese name of an author', '佐藤 知恵', 'Author:chie'],
    ['an alias of an organization', 'GOOGLE RESEARCH', 'Organization:google'],
    ['the full name of a venue', 'Knowledge discovery and data mining', 'Venue:kdd'],
    ['the name of a source', 'reading list', 'Source:reading'],
    ['a title', 'the ml test score', 'Resource:a-breck-rubric'],
    ['a translated title', 'MLテストスコア', 'Resource:n-translation'],
  ])('finds a node by %s', async (_, identifier, id) => {
    expect((await lookup([identifier])).map(short)).toEqual([id]);
  });

  it('answers by position, with each identifier as given, and repeats what is repeated', async () => {
    const identifiers = ['Twin', ' kdd-2018', 'nothing here', 'ann', '', 'ann'];
    const found = await lookup(identifiers);
    expect(found.map(({ input }) => input)).toEqual(identifiers);
    expect(found.map(short)).toEqual([
      'AMBIGUOUS Resource:g-twin-one Resource:h-twin-two Resource:i-twin-three',
      'VenueEdition:kdd-2018',
      'NOT_FOUND',
      'Author:ann',
      'INVALID',
      'Author:ann',
    ]);
    expect(await lookup([])).toEqual([]);
  });

  it('is ambiguous only within the surest reading', async () => {
    // A slug of a venue and of a source; the name of a venue and the title of a resource; a slug that is also no label.
    expect((await lookup(['kdd', 'OpML', 'opml', 'fairness'])).map(short)).toEqual([
      'AMBIGUOUS Source:kdd Venue:kdd',
      'AMBIGUOUS Resource:f-opml-event Venue:opml',
      'Venue:opml',
      'Topic:fairness',
    ]);
  });

  it('says how it read what it did not find, without quoting it', async () => {
    const [missing, host] = await lookup(['10.1000/none', 'nowhere.example']);
    expect(missing?.problem?.message).toBe('No node goes by it. Tried as DOI, URL, topic label, name or title.');
    expect(host?.problem?.message).toBe('No node goes by it. Tried as topic label, name or title, URL.');
  });

  it('takes unreadable text as a problem of its position', async () => {
    const bad = ['', ' \n', 'x'.repeat(1_001), 'nul \u0000', 'half \ud83d', 'y'.repeat(1_000)];
    const found = await lookup([...bad, 'ann']);
    expect(found.map(short)).toEqual([
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'INVALID',
      'NOT_FOUND',
      'Author:ann',
    ]);
    expect(found[2]?.problem?.message).toBe('An identifier may have 1000 characters; it has 1001.');
    for (const { problem } of found) expect((problem?.message ?? '').length).toBeLessThan(120);
  });

  it('shows at most ten candidates, and says how many there are', () => {
    const nodes = Array.from({ length: 27 }, (_, index): Source => {
      const slug = `source-${String(27 - index).padStart(2, '0')}`;
      const plain = { name: 'Same', nameJa: null, url: null, licence: null, revision: null };
      return { kind: 'SOURCE', id: nodeId('SOURCE', slug), slug, ...plain, retrievedAt: '', sections: [] };
    });
    const { problem } = choose(readInput('Same'), { byId: new Map(), byKey: new Map([['name:same', nodes]]) });
    expect(problem?.candidates.map(({ slug }) => slug).slice(0, 2)).toEqual(['source-01', 'source-02']);
    expect(problem?.candidates).toHaveLength(10);
    expect(problem?.message).toContain('27 nodes; the first 10 by id');
  });

  it('takes 500 identifiers in two calls and refuses 501 before the store is asked', async () => {
    const many = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? 'ann' : `nobody ${index}`));
    const asked = await ask(LOOKUP, { identifiers: many });
    expect(asked.errors).toEqual([]);
    expect((at(asked.data, 'lookup') as readonly Json[]).length).toBe(500);
    expect(asked.calls.toSorted()).toEqual(['byIdentifiers Query.lookup', 'byIds Query.lookup']);
    // Each: itself, a node, a problem, ten candidates.
    expect(asked.cost).toBe(500 * (1 + 1 + 1 + 10));
    const refused = await ask(LOOKUP, { identifiers: [...many, 'one more'] });
    expect(refused.errors[0]).toMatchObject({
      message: 'identifiers may have 500 items; it has 501.',
      extensions: { code: 'BAD_USER_INPUT', limit: 500 },
    });
    expect(refused.calls).toEqual([]);
  });

  it('goes on from the nodes it found', async () => {
    const { data, calls } = await ask(`{
      lookup(identifiers: ["The ML Test Score", "MLテストスコア"]) {
        node { name ... on Resource { authors(first: 1) { nodes { name } } } }
      }
    }`);
    expect(at(data, 'lookup.0.node.authors.nodes.0.name')).toBe('Ann Ährlich');
    expect(at(data, 'lookup.1.node.authors.nodes.0.name')).toBe('Chie Sato');
    expect(calls).toHaveLength(2 + 1);
  });
});

describe('resource by address', () => {
  it('is never a node of another kind', async () => {
    const { data } = await ask(
      '{ a: resource(url: "https://google.example") { id } b: resource(url: "https://github.com/acme/rubric") { id } }',
    );
    expect(data).toEqual({ a: null, b: { id: 'Resource:j-rubric-code' } });
  });
});
