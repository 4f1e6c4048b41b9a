import { describe, expect, it } from 'vitest';
import { leastSupport, rankTopicWeights } from '../../src/domain/topic-weight.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const [common, rare, other] = SMALL_GRAPH.topics;
if (common === undefined || rare === undefined || other === undefined) throw new Error('The small graph has topics');

describe('topics by lift', () => {
  it('do not begin with one seen once or twice in a large set, however rare it is elsewhere', () => {
    const counts = [
      { topic: common, count: 30, graphCount: 300 },
      { topic: rare, count: 2, graphCount: 2 },
      { topic: other, count: 3, graphCount: 60 },
    ];
    const ranked = rankTopicWeights(counts, 100, 10_000, 'LIFT', 10);
    expect(ranked.map(({ topic, lift }) => [topic.slug, Number(lift.toFixed(3))])).toEqual([
      [common.slug, 10],
      [other.slug, 5],
    ]);
  });

  it('stand by slug where they are equal, whatever the numbers they come from', () => {
    // 7/21 and 3/9 of the topic's resources are in the set; divided in steps the two lifts differ in the last digit.
    const counts = [
      { topic: rare, count: 7, graphCount: 21 },
      { topic: common, count: 3, graphCount: 9 },
    ];
    const ranked = rankTopicWeights(counts, 49, 8_966, 'LIFT', 10);
    expect(new Set(ranked.map(({ lift }) => lift)).size).toBe(1);
    expect(ranked.map(({ topic }) => topic.slug)).toEqual([common.slug, rare.slug].toSorted());
  });

  it('need two resources where the set has fewer than fifty, else three', () => {
    expect([0, 49, 50, 9_000].map(leastSupport)).toEqual([2, 2, 3, 3]);
  });

  it('are zero, never infinite, where nothing is to be divided by', () => {
    const ranked = rankTopicWeights([{ topic: common, count: 2, graphCount: 0 }], 0, 0, 'COUNT', 10);
    expect(ranked.map(({ share, lift }) => [share, lift])).toEqual([[0, 0]]);
  });
});
