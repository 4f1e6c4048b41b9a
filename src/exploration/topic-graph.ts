/** Topics that travel together, as a graph to draw. */
import type { Graph, GraphEdge, TopicPairs } from '../domain/graph-view.ts';
import { compareText } from '../domain/ids.ts';
import type { Source, Topic } from '../domain/model.ts';
import { topicEdges } from '../domain/topic-edges.ts';
import type { TopicTree } from '../domain/topic-tree.ts';
import { communitiesOf } from './communities.ts';

export interface TopicGraphLimits {
  /** The most nodes. */
  readonly first: number;
  /** The most edges. */
  readonly edges: number;
}

/** Topics in some pair, the most frequent first, then by slug. */
function pairedTopics({ counts, pairs }: TopicPairs, tree: TopicTree): Topic[] {
  const paired = new Set(pairs.flatMap((pair) => [pair.first, pair.second]));
  return [...paired]
    .flatMap((id) => tree.get(id) ?? [])
    .toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) || compareText(a.slug, b.slug));
}

function coOccurrences({ pairs }: TopicPairs, shown: ReadonlySet<string>): (GraphEdge & { readonly weight: number })[] {
  return pairs
    .filter(({ first, second }) => shown.has(first) && shown.has(second))
    .map(({ first, second, count }) => {
      return { kind: 'CO_OCCURS', source: first, target: second, weight: count, provenance: null } as const;
    })
    .toSorted((a, b) => b.weight - a.weight || compareText(a.source, b.source) || compareText(a.target, b.target));
}

/**
 * Nodes are the topics of at least one pair, the `limits.first` most frequent of them, with their degree in this answer and their
 * community by the weights shown. Edges are the pairs among them, the heaviest first, then what the hierarchy states among them; where
 * they are more than `limits.edges`, the lightest pairs are left out, for they say least. What is left out is counted.
 */
export function topicGraph(
  found: TopicPairs,
  tree: TopicTree,
  taxonomy: Source | null,
  limits: TopicGraphLimits,
): Graph {
  const candidates = pairedTopics(found, tree);
  const topics = candidates.slice(0, limits.first);
  const pairs = coOccurrences(found, new Set(topics.map(({ id }) => id)));
  const stated = topicEdges(
    topics.toSorted((a, b) => compareText(a.id, b.id)),
    taxonomy,
  ).slice(0, limits.edges);
  const heaviest = pairs.slice(0, limits.edges - stated.length);
  const edges = [...heaviest, ...stated];
  const degrees = new Map<string, number>();
  for (const end of edges.flatMap(({ source, target }) => [source, target])) {
    degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  const communities = communitiesOf(
    topics.map(({ id }) => id),
    heaviest,
  );
  const omittedNodeCount = candidates.length - topics.length;
  return {
    nodes: topics.map((node) => ({
      node,
      degree: degrees.get(node.id) ?? 0,
      community: communities.get(node.id) ?? null,
    })),
    edges,
    truncated: omittedNodeCount > 0 || heaviest.length < pairs.length,
    omittedNodeCount,
  };
}
