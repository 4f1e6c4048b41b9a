import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, smallEngine, type Ask, type Json } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

const QUESTIONS = readdirSync('questions').filter((file) => file.endsWith('.graphql'));

function ids(nodes: Json | undefined): Json[] {
  return (nodes as readonly Json[]).map((node) => at(node, 'id') ?? null);
}

/** All ids of `resources`, page by page, and how many pages it took. */
async function walk(size: 'first' | 'last', cursor: 'after' | 'before', end: string, more: string): Promise<Json[][]> {
  const pages: Json[][] = [];
  for (let c: Json = null; pages.length < 50;) {
    const { data } = await ask(
      `query ($c: String) { resources(${size}: 3, ${cursor}: $c, orderBy: [{ field: TITLE, direction: ASC }]) { nodes { id } pageInfo { ${more} ${end} } } }`,
      { c },
    );
    pages.push(ids(at(data, 'resources.nodes')));
    if (at(data, `resources.pageInfo.${more}`) !== true) break;
    c = at(data, `resources.pageInfo.${end}`) ?? null;
  }
  return pages;
}

describe('connections', () => {
  it('page forwards and backwards through the same list', async () => {
    const { data } = await ask(
      '{ resources(first: 100, orderBy: [{ field: TITLE, direction: ASC }]) { nodes { id } edges { node { id } } } }',
    );
    const all = ids(at(data, 'resources.nodes'));
    expect(all).toHaveLength(20);
    expect((at(data, 'resources.edges') as readonly Json[]).map((edge) => at(edge, 'node.id'))).toEqual(all);
    expect((await walk('first', 'after', 'endCursor', 'hasNextPage')).flat()).toEqual(all);
    expect((await walk('last', 'before', 'startCursor', 'hasPreviousPage')).toReversed().flat()).toEqual(all);
  });

  it('read no page for a count, and one page for nodes, edges and pageInfo', async () => {
    expect((await ask('{ resources { totalCount } }')).calls).toEqual(['aggregate Query.resources']);
    const { calls } = await ask('{ resources { nodes { id } edges { cursor } pageInfo { endCursor } } }');
    expect(calls).toEqual(['page Query.resources']);
  });

  it('share one load between equal aliases, and one between all parents of a level', async () => {
    const { calls, data } = await ask(
      '{ venues { a: resources(first: 2) { totalCount nodes { id } } b: resources(first: 2) { totalCount nodes { id } } } }',
    );
    expect(calls).toEqual(['entities Query.venues', 'aggregate Venue.resources', 'page Venue.resources']);
    for (const venue of at(data, 'venues') as readonly Json[]) expect(at(venue, 'a')).toEqual(at(venue, 'b'));
  });

  it('answer count, facets, trend and table of siblings in one call', async () => {
    const { calls, data, errors } = await ask(`{ resources {
      totalCount
      facets(by: [TYPE, LANGUAGE]) { field missingCount buckets { key en: label ja: label(lang: JA) count } }
      trend(groupBy: TYPE) { years undatedCount series { counts } }
      cross(rows: VENUE, columns: TYPE) { rows { key node { id } } columns { key } counts totalCount }
    } }`);
    expect(errors).toEqual([]);
    expect(calls).toEqual(['aggregate Query.resources']);
    expect(at(data, 'resources.facets.0.buckets.0')).toEqual({ key: 'ARTICLE', en: 'Article', ja: '記事', count: 5 });
    expect(at(data, 'resources.cross.totalCount')).toBe(20);
  });

  it('show the resources of each group, with counts that need no call', async () => {
    const { calls, data } = await ask(
      '{ resources { groups(by: VENUE) { bucket { key count } resources(first: 1) { totalCount nodes { venue { slug } } } } } }',
    );
    expect(calls).toEqual(['aggregate Query.resources', 'page ResourceGroup.resources', 'byIds Resource.venue']);
    const groups = at(data, 'resources.groups') as readonly Json[];
    expect(groups.map((group) => at(group, 'bucket.key'))).toEqual(['kdd', 'opml', 'mlsys']);
    for (const group of groups) {
      expect(at(group, 'resources.totalCount')).toBe(at(group, 'bucket.count'));
      expect(at(group, 'resources.nodes.0.venue.slug')).toBe(at(group, 'bucket.key'));
    }
  });

  it('find a resource by any spelling of its DOI or URL', async () => {
    const { data } = await ask(
      '{ doi: resource(doi: "https://doi.org/10.1000/RUBRIC") { slug } url: resource(url: "http://www.github.com/Acme/Rubric/") { slug } }',
    );
    expect(data).toEqual({ doi: { slug: 'a-breck-rubric' }, url: { slug: 'j-rubric-code' } });
  });
});

describe('the questions', () => {
  it.each(QUESTIONS)('%s passes the limits and is answered', async (file) => {
    const { errors, cost } = await ask(readFileSync(`questions/${file}`, 'utf8'));
    expect(errors).toEqual([]);
    expect(cost).toBeGreaterThan(0);
  });

  it('asks the store five times for papers by venue, whatever the page', async () => {
    const document = readFileSync('questions/01-papers-by-venue-touching-mlops-testing.graphql', 'utf8');
    const expected = [
      'aggregate Query.resources',
      'page Query.resources',
      'page ResourceGroup.resources',
      'expand Resource.authors',
      'expand Resource.topics',
    ];
    for (const size of [5, 50]) {
      const { calls } = await ask(document.replace('resources(first: 5,', `resources(first: ${size},`));
      expect(calls.toSorted()).toEqual(expected.toSorted());
    }
  });
});
