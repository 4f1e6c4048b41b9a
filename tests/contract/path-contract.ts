/** What every store must answer about what lies between and around nodes of the small graph, worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../src/domain/ids.ts';
import { STORED_EDGE_KINDS, type StoredEdgeKind } from '../../src/domain/model.ts';
import type { GraphStore, ReadOptions } from '../../src/store/graph-store.ts';

type Options = () => ReadOptions;

const id = (text: string): NodeId => text as NodeId;

function paths(opened: () => GraphStore, options: Options): void {
  const between = async (from: string, to: string, kinds: readonly StoredEdgeKind[], maxHops = 4, first = 10) => {
    const question = { from: id(from), to: id(to), kinds, maxHops, first };
    const answer = await opened().paths(question, options());
    expect(answer.truncated).toBe(false);
    return answer;
  };
  const slugs = ({ paths: found }: Awaited<ReturnType<typeof between>>) =>
    found.map((path) => path.nodes.map(({ slug }) => slug).join(' '));

  it('finds every shortest path, by the ids along it', async () => {
    const found = await between('Topic:fairness', 'Topic:data-validation', ['ABOUT', 'AUTHORED_BY']);
    expect(slugs(found)).toEqual([
      'fairness c-fair-trees ann l-japanese data-validation',
      'fairness c-fair-trees bob b-data-checks data-validation',
    ]);
    expect(slugs(await between('Topic:fairness', 'Topic:data-validation', ['ABOUT', 'AUTHORED_BY'], 3))).toEqual([]);
  });

  it('goes on to longer paths when there are fewer than wanted', async () => {
    const found = await between('Topic:serving', 'Topic:ml-testing', ['RELATED', 'BROADER', 'ABOUT'], 3);
    expect(slugs(found)).toEqual([
      'serving ml-testing',
      'serving e-opml-talk ml-testing',
      'serving mlops ml-testing',
      'serving d-serving mlops ml-testing',
      'serving mlops a-breck-rubric ml-testing',
    ]);
  });

  it('shows each edge as it is stored, with where it is stated', async () => {
    const [path] = (await between('Source:reading', 'Topic:data-validation', ['LISTED_IN', 'ABOUT'], 2, 1)).paths;
    expect(path?.nodes.map(({ id: node }) => String(node))).toEqual([
      'Source:reading',
      'Resource:l-japanese',
      'Topic:data-validation',
    ]);
    const provenance = { locator: null, confidence: 1, method: 'stated', retrievedAt: '2026-01-01T00:00:00.000Z' };
    expect(path?.edges).toEqual([
      {
        kind: 'LISTED_IN',
        source: 'Resource:l-japanese',
        target: 'Source:reading',
        weight: null,
        provenance: {
          sourceId: 'Source:reading',
          locator: 'reading.jsonl',
          retrievedAt: '2026-02-01T00:00:00.000Z',
          confidence: 1,
          method: 'listed',
        },
      },
      {
        kind: 'ABOUT',
        source: 'Resource:l-japanese',
        target: 'Topic:data-validation',
        weight: null,
        provenance: { sourceId: 'Source:kdd', ...provenance },
      },
    ]);
  });

  it('follows affiliations of authors, and of works only where they are their own', async () => {
    const kinds = ['AFFILIATED_WITH'] as const;
    expect(slugs(await between('Author:chie', 'Organization:cmu', kinds))).toEqual(['chie mercari k-course cmu']);
    expect(slugs(await between('Resource:b-data-checks', 'Organization:cmu', kinds))).toEqual([]);
  });

  it('passes through the edition where there is one, and the venue where there is none', async () => {
    const kinds = ['PUBLISHED_IN', 'EDITION_OF'] as const;
    expect(slugs(await between('Resource:s-kdd-loose', 'Resource:c-fair-trees', kinds))).toEqual([
      's-kdd-loose kdd kdd-2019 c-fair-trees',
    ]);
  });

  it('finds nothing where an end is missing or no kind is allowed', async () => {
    for (const [from, to] of [
      ['Topic:nowhere', 'Topic:mlops'],
      ['Topic:mlops', 'Topic:nowhere'],
    ] as const) {
      const missing = await between(from, to, STORED_EDGE_KINDS);
      expect(missing).toEqual({ paths: [], truncated: false, exploredNodeCount: 0 });
    }
    expect(slugs(await between('Topic:mlops', 'Topic:serving', []))).toEqual([]);
  });
}

function neighborhoods(opened: () => GraphStore, options: Options): void {
  const around = (node: string, depth: number, first: number, kinds: readonly StoredEdgeKind[] = STORED_EDGE_KINDS) =>
    opened().neighborhood({ id: id(node), depth, kinds, first }, options());

  it('has the node first, then the nearest, with the edges among them', async () => {
    const graph = await around('Venue:kdd', 1, 100);
    expect(graph.nodes.map(({ node, degree, community }) => [node.id, degree, community])).toEqual([
      ['Venue:kdd', 3, null],
      ['Resource:s-kdd-loose', 1, null],
      ['VenueEdition:kdd-2019', 1, null],
      ['VenueEdition:kdd-2018', 1, null],
    ]);
    expect(graph.edges.map(({ kind, source, target }) => `${kind} ${source} ${target}`)).toEqual([
      'PUBLISHED_IN Resource:s-kdd-loose Venue:kdd',
      'EDITION_OF VenueEdition:kdd-2019 Venue:kdd',
      'EDITION_OF VenueEdition:kdd-2018 Venue:kdd',
    ]);
    expect([graph.truncated, graph.omittedNodeCount]).toEqual([false, 0]);
  });

  it('lets the kinds of one distance take turns, and counts what is left out', async () => {
    const graph = await around('Venue:kdd', 2, 6);
    expect(graph.nodes.slice(4).map(({ node }) => node.slug)).toEqual(['a-breck-rubric', 'dan']);
    // Two works of KDD 2019 and the source of the loose one.
    expect([graph.truncated, graph.omittedNodeCount]).toEqual([true, 3]);
  });

  it('follows only the kinds it may', async () => {
    const slugs = async (kinds: readonly StoredEdgeKind[]) =>
      (await around('Topic:mlops', 2, 100, kinds)).nodes.map(({ node }) => node.slug);
    expect(await slugs(['BROADER'])).toEqual(['mlops', 'ml-testing', 'serving', 'data-validation']);
    expect(await slugs([])).toEqual(['mlops']);
  });

  it('is empty where the node is missing', async () => {
    const nothing = { nodes: [], edges: [], truncated: false, omittedNodeCount: 0 };
    expect(await around('Topic:nowhere', 1, 100)).toEqual(nothing);
    expect(await around('Topic:nowhere', 1, 100, [])).toEqual(nothing);
  });
}

export function pathContract(opened: () => GraphStore, options: Options): void {
  describe('paths', () => {
    paths(opened, options);
  });
  describe('neighbourhoods', () => {
    neighborhoods(opened, options);
  });
}
