import { describe, expect, it } from 'vitest';
import { mostParallelEdges, storedEdges } from '../../src/domain/edges.ts';
import type { GraphRecords, LinkKind, Provenance } from '../../src/domain/model.ts';
import { buildGraphRecords, type GraphSketch } from '../graphs/graph-builder.ts';

const GRAPH = buildGraphRecords({
  sources: {
    'mlops-topics': { retrievedAt: '2026-03-01T00:00:00.000Z' },
    kdd: { retrievedAt: '2026-02-01T00:00:00.000Z' },
  },
  topics: { broad: {}, narrow: { broader: ['broad'], related: ['other'] }, other: {} },
  venues: { kdd: { editions: { 'kdd-2019': 2019, 'kdd-2020': 2020 } } },
  resources: {
    a: { venue: 'kdd', edition: 'kdd-2019', authors: [['ann', 'google']], topics: ['narrow'], sources: ['kdd'] },
    b: {
      venue: 'kdd',
      authors: [['ann', 'google']],
      organizations: ['google'],
      sources: ['kdd'],
      links: [['CITES', 'a']],
    },
  },
});

/** The same graph with another provenance for one authorship. */
function authoredBy(resource: string, provenance: Partial<Provenance>): GraphRecords {
  const authorships = GRAPH.authorships.map((row) =>
    row.resourceId === `Resource:${resource}` ? { ...row, provenance: { ...row.provenance, ...provenance } } : row,
  );
  return { ...GRAPH, authorships };
}

const named = (graph: GraphRecords, name: string) =>
  [...storedEdges(graph)].find(({ kind, source, target }) => `${kind} ${source} ${target}` === name);

describe('the edges of a graph', () => {
  it('are each there once, whichever record states them', () => {
    const names = [...storedEdges(GRAPH)].map(({ kind, source, target }) => `${kind} ${source} ${target}`);
    expect(names.toSorted()).toEqual([
      'ABOUT Resource:a Topic:narrow',
      'AFFILIATED_WITH Author:ann Organization:google',
      'AFFILIATED_WITH Resource:b Organization:google',
      'AUTHORED_BY Resource:a Author:ann',
      'AUTHORED_BY Resource:b Author:ann',
      'BROADER Topic:narrow Topic:broad',
      'CITES Resource:b Resource:a',
      'EDITION_OF VenueEdition:kdd-2019 Venue:kdd',
      'EDITION_OF VenueEdition:kdd-2020 Venue:kdd',
      'LISTED_IN Resource:a Source:kdd',
      'LISTED_IN Resource:b Source:kdd',
      'PUBLISHED_IN Resource:a VenueEdition:kdd-2019',
      'PUBLISHED_IN Resource:b Venue:kdd',
      'RELATED Topic:narrow Topic:other',
    ]);
  });

  it('name the taxonomy for topics, the list itself for listings, and a work for an edition', () => {
    expect(named(GRAPH, 'BROADER Topic:narrow Topic:broad')?.provenance).toEqual({
      sourceId: 'Source:mlops-topics',
      locator: null,
      retrievedAt: '2026-03-01T00:00:00.000Z',
      confidence: 1,
      method: 'stated',
    });
    expect(named(GRAPH, 'LISTED_IN Resource:a Source:kdd')?.provenance).toEqual({
      sourceId: 'Source:kdd',
      locator: 'kdd.jsonl',
      retrievedAt: '2026-02-01T00:00:00.000Z',
      confidence: 1,
      method: 'listed',
    });
    const [work] = GRAPH.resources;
    expect(named(GRAPH, 'EDITION_OF VenueEdition:kdd-2019 Venue:kdd')?.provenance).toEqual(work?.provenance[0]);
    expect(named(GRAPH, 'EDITION_OF VenueEdition:kdd-2020 Venue:kdd')?.provenance).toBeNull();
  });

  it('name for an affiliation the earliest work that states it', () => {
    const affiliation = 'AFFILIATED_WITH Author:ann Organization:google';
    const earlier = authoredBy('b', { retrievedAt: '2025-01-01T00:00:00.000Z', locator: 'earlier' });
    expect(named(earlier, affiliation)?.provenance?.locator).toBe('earlier');
    const later = authoredBy('b', { retrievedAt: '2027-01-01T00:00:00.000Z', locator: 'later' });
    expect(named(later, affiliation)?.provenance?.locator).toBeNull();
  });

  it('name of the works that were read at one time the first by id, in whatever order they come', () => {
    const both = authoredBy('b', { locator: 'another' });
    for (const authorships of [both.authorships, both.authorships.toReversed()]) {
      const found = named({ ...both, authorships }, 'AFFILIATED_WITH Author:ann Organization:google');
      expect(found?.provenance).toEqual(GRAPH.authorships[0]?.provenance);
    }
  });
});

describe('the most edges between two nodes', () => {
  const most = (sketch: Pick<GraphSketch, 'topics' | 'resources'>): number =>
    mostParallelEdges(buildGraphRecords(sketch));

  it('are links of all kinds in both directions, or a topic both below and beside another', () => {
    expect(most({ resources: { a: {} } })).toBe(1);
    const topics = { a: {}, b: { broader: ['a'], related: ['a'] } };
    expect(most({ topics, resources: {} })).toBe(2);
    const links: readonly (readonly [LinkKind, string])[] = [
      ['CITES', 'b'],
      ['EXPLAINS', 'b'],
      ['CITES', 'c'],
    ];
    expect(most({ topics, resources: { a: { links }, b: { links: [['CITES', 'a']] }, c: {} } })).toBe(3);
  });
});
