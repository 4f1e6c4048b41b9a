import { describe, expect, it } from 'vitest';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import type { TopicPair, TopicPairs } from '../../src/domain/graph-view.ts';
import { buildTopicTree } from '../../src/domain/topic-tree.ts';
import { communitiesOf } from '../../src/exploration/communities.ts';
import { topicGraph } from '../../src/exploration/topic-graph.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';

const topic = (slug: string): NodeId<'TOPIC'> => nodeId('TOPIC', slug);
const NO_LIMIT = { first: 500, edges: 2_000 };
const { topics, sources } = buildGraphRecords({
  sources: { 'mlops-topics': {} },
  topics: { a: {}, b: { broader: ['a'], related: ['c'] }, c: {}, d: { broader: ['a'] }, e: {} },
  resources: {},
});
const TREE = buildTopicTree(topics);
const [TAXONOMY] = sources;
if (TAXONOMY === undefined) throw new Error('The graph has a source');

function pair(names: string, count: number): TopicPair {
  const [first = '', second = ''] = names;
  return { first: topic(first), second: topic(second), count };
}

const FOUND: TopicPairs = {
  counts: new Map([
    [topic('a'), 5],
    [topic('b'), 9],
    [topic('c'), 9],
    [topic('d'), 2],
    [topic('e'), 30],
  ]),
  pairs: [pair('ab', 4), pair('ac', 2), pair('bc', 7), pair('cd', 2)],
};

const shown = ({ edges }: ReturnType<typeof topicGraph>) =>
  edges.map(({ kind, source, target, weight }) => `${kind} ${source.at(-1)}${target.at(-1)} ${weight}`);

describe('a topic graph', () => {
  it('has the topics of a pair, the most frequent first, and what joins them', () => {
    const graph = topicGraph(FOUND, TREE, TAXONOMY, NO_LIMIT);
    expect(graph.nodes.map(({ node, degree }) => `${node.slug} ${degree}`)).toEqual(['b 4', 'c 4', 'a 4', 'd 2']);
    expect(shown(graph)).toEqual([
      'CO_OCCURS bc 7',
      'CO_OCCURS ab 4',
      'CO_OCCURS ac 2',
      'CO_OCCURS cd 2',
      'BROADER ba null',
      'RELATED bc null',
      'BROADER da null',
    ]);
    expect(graph).toMatchObject({ truncated: false, omittedNodeCount: 0 });
  });

  it('says where its hierarchy is stated, and nothing where that source is missing', () => {
    const [stated, unknown] = [TAXONOMY, null].map((source) =>
      topicGraph(FOUND, TREE, source, NO_LIMIT).edges.find(({ kind }) => kind === 'BROADER'),
    );
    expect(stated?.provenance).toMatchObject({ sourceId: 'Source:mlops-topics', confidence: 1 });
    expect(unknown?.provenance).toBeNull();
  });

  it('counts the topics it leaves out, and keeps no edge to them', () => {
    const graph = topicGraph(FOUND, TREE, TAXONOMY, { ...NO_LIMIT, first: 2 });
    expect(shown(graph)).toEqual(['CO_OCCURS bc 7', 'RELATED bc null']);
    expect(graph).toMatchObject({ truncated: true, omittedNodeCount: 2 });
  });

  it('leaves out the lightest pairs where there are too many edges, and says so', () => {
    const graph = topicGraph(FOUND, TREE, TAXONOMY, { ...NO_LIMIT, edges: 5 });
    expect(shown(graph)).toEqual([
      'CO_OCCURS bc 7',
      'CO_OCCURS ab 4',
      'BROADER ba null',
      'RELATED bc null',
      'BROADER da null',
    ]);
    expect(graph.nodes.map(({ degree }) => degree)).toEqual([4, 2, 3, 1]);
    expect(graph).toMatchObject({ truncated: true, omittedNodeCount: 0 });
  });
});

/** Two dense groups of the given sizes, joined by one light edge, and one node alone. */
function groups(left: number, right: number) {
  const ids = (letter: string, size: number) => Array.from({ length: size }, (_, index) => `${letter}${index}`);
  const inside = (members: readonly string[]) =>
    members.flatMap((source, index) => members.slice(index + 1).map((target) => ({ source, target, weight: 5 })));
  const [x, y] = [ids('x', left), ids('y', right)];
  return { ids: [...x, ...y, 'z'], edges: [...inside(x), ...inside(y), { source: 'x0', target: 'y0', weight: 1 }] };
}

describe('communities', () => {
  it('are the dense parts, numbered by size, a lone node last', () => {
    const { ids, edges } = groups(4, 6);
    const found = communitiesOf(ids, edges);
    const of = (letter: string) => new Set(ids.filter((id) => id.startsWith(letter)).map((id) => found.get(id)));
    expect([of('y'), of('x'), of('z')]).toEqual([new Set([0]), new Set([1]), new Set([2])]);
  });

  it('of equal size are numbered by their smallest id', () => {
    const { ids, edges } = groups(4, 4);
    expect(communitiesOf(ids, edges).get('x0')).toBe(0);
  });

  it('are the same every time, in whatever order nodes and edges come', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `n${index}`);
    // A ring with chords has no clear parts: many divisions are nearly as good.
    const edges = ids.flatMap((source, index) =>
      [1, 7, 11].map((step) => ({ source, target: ids[(index + step) % 60] ?? '', weight: 1 + (index % 3) })),
    );
    const once = [...communitiesOf(ids, edges)].toSorted();
    for (let repeat = 0; repeat < 10; repeat += 1) {
      expect([...communitiesOf(ids.toReversed(), edges.toReversed())].toSorted()).toEqual(once);
    }
    expect(new Set(once.map(([, community]) => community)).size).toBeGreaterThan(1);
  });

  it('are none of several where nothing is joined', () => {
    expect([...communitiesOf(['b', 'a'], [])]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });
});
