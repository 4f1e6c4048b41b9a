/** What topics weigh in a set of resources: how many of the set have them, and how much more often than all resources do. */
import { compareText } from './ids.ts';
import type { TopicWeight } from './graph-view.ts';
import type { Topic } from './model.ts';
import type { WeightOrder } from './order.ts';

/** A topic, how many resources of the set are tagged with it, and how many resources of the whole graph are. */
export interface TopicCount {
  readonly topic: Topic;
  readonly count: number;
  readonly graphCount: number;
}

const SMALL_SET = 50;

/**
 * The fewest resources a topic must have in a set of `setSize` to be ordered by lift. One shared resource with a rare topic
 * has the highest lift there can be and says nothing, so it takes 3, or 2 in a set of fewer than 50.
 */
export function leastSupport(setSize: number): number {
  return setSize < SMALL_SET ? 2 : 3;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/**
 * The `first` weightiest topics: by count or lift descending, then slug. share = count / `setSize`; lift = share / (graphCount /
 * `graphSize`), the ratio of the topic's frequency in the set to that in the graph (Brin, Motwani, Ullman and Tsur, 1997); a division
 * by zero gives 0. Topics the set does not have are left out, by LIFT also those below `leastSupport`.
 */
export function rankTopicWeights(
  counts: readonly TopicCount[],
  setSize: number,
  graphSize: number,
  order: WeightOrder,
  first: number,
): TopicWeight[] {
  const fewest = order === 'LIFT' ? leastSupport(setSize) : 1;
  const weights = counts
    .filter(({ count }) => count >= fewest)
    .map(({ topic, count, graphCount }): TopicWeight => {
      // One division of whole numbers, so that equal lifts are equal numbers and the slug decides.
      const lift = ratio(count * graphSize, setSize * graphCount);
      return { topic, count, share: ratio(count, setSize), lift };
    });
  const measure = order === 'LIFT' ? 'lift' : 'count';
  return weights.toSorted((a, b) => b[measure] - a[measure] || compareText(a.topic.slug, b.topic.slug)).slice(0, first);
}
