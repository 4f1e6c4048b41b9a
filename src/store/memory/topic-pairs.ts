/** Which topics the resources of a filter have, and which of them together. */
import type { TopicPair, TopicPairs } from '../../domain/graph-view.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { TopicPairsQuestion } from '../graph-store.ts';
import { neighbours } from './adjacency.ts';
import { ordinalsOf } from './bits.ts';
import type { MemoryGraph } from './graph.ts';
import { nodeAt } from './node-table.ts';
import { matchResources } from './predicates.ts';

function increment(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Ordinals of topics are in the order of their ids, and so are keys made of two. */
export function countTopicPairs(graph: MemoryGraph, { filter, minCount }: TopicPairsQuestion): TopicPairs {
  const size = graph.topics.nodes.length;
  const idOf = (ordinal: number): NodeId<'TOPIC'> => nodeAt(graph.topics, ordinal).id;
  const counts = new Map<number, number>();
  const together = new Map<number, number>();
  for (const resource of ordinalsOf(matchResources(graph, filter))) {
    const topics = neighbours(graph.relations.topics.forward, resource).toSorted();
    topics.forEach((topic, index) => {
      increment(counts, topic);
      for (const other of topics.subarray(index + 1)) increment(together, topic * size + other);
    });
  }
  const pairs = [...together]
    .filter(([, count]) => count >= minCount)
    .toSorted(([a], [b]) => a - b)
    .map(([key, count]): TopicPair => ({ first: idOf(Math.floor(key / size)), second: idOf(key % size), count }));
  return { counts: new Map([...counts].map(([topic, count]) => [idOf(topic), count])), pairs };
}
