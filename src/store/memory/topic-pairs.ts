/** Which topics the resources of a filter have, and which of them together. */
import type { TopicPair, TopicPairs } from '../../domain/graph-view.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { TopicPairsQuestion } from '../graph-store.ts';
import { neighbours } from './adjacency.ts';
import { ordinalsOf } from './bits.ts';
import type { MemoryGraph } from './graph.ts';
import { nodeAt } from './node-table.ts';
import { matchResources } from './predicates.ts';

/** How often each key below `size * size` was counted. */
interface Counter {
  add(key: number): void;
  /** Keys that were counted at least so often, ascending. */
  atLeast(count: number): [key: number, count: number][];
}

/** Up to so many topics every pair has a cell of its own; counting in a map takes several times as long. */
const MOST_TOPICS_WITH_CELLS = 2_000;

function countInCells(size: number): Counter {
  const cells = new Int32Array(size * size);
  const counted: number[] = [];
  return {
    add: (key) => {
      const count = cells[key] ?? 0;
      if (count === 0) counted.push(key);
      cells[key] = count + 1;
    },
    atLeast: (least) =>
      Array.from(Int32Array.from(counted).toSorted(), (key): [number, number] => [key, cells[key] ?? 0]).filter(
        ([, count]) => count >= least,
      ),
  };
}

function countInMap(): Counter {
  const counts = new Map<number, number>();
  return {
    add: (key) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    atLeast: (least) => [...counts].filter(([, count]) => count >= least).toSorted(([a], [b]) => a - b),
  };
}

/** Ordinals of topics are in the order of their ids, and so are keys made of two. */
export function countTopicPairs(graph: MemoryGraph, { filter, minCount }: TopicPairsQuestion): TopicPairs {
  const size = graph.topics.nodes.length;
  const idOf = (ordinal: number): NodeId<'TOPIC'> => nodeAt(graph.topics, ordinal).id;
  const counts = new Int32Array(size);
  const together = size <= MOST_TOPICS_WITH_CELLS ? countInCells(size) : countInMap();
  for (const resource of ordinalsOf(matchResources(graph, filter))) {
    const topics = neighbours(graph.relations.topics.forward, resource).toSorted();
    for (let index = 0; index < topics.length; index += 1) {
      const topic = topics[index] ?? 0;
      counts[topic] = (counts[topic] ?? 0) + 1;
      for (let other = index + 1; other < topics.length; other += 1) together.add(topic * size + (topics[other] ?? 0));
    }
  }
  const pairs = together.atLeast(minCount).map(([key, count]): TopicPair => {
    return { first: idOf(Math.floor(key / size)), second: idOf(key % size), count };
  });
  const counted = Array.from(counts, (count, topic) => [topic, count] as const).filter(([, count]) => count > 0);
  return { counts: new Map(counted.map(([topic, count]) => [idOf(topic), count])), pairs };
}
