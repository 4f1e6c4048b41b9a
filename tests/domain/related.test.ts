import { describe, expect, it } from 'vitest';
import { MAX_REASONS, reasonsOf, sharedWeight, type Bond } from '../../src/domain/related.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';

describe('what a shared neighbour weighs', () => {
  it('falls with its degree, and is nothing for one that joins none or too many', () => {
    expect([0, 1, 2, 20, 2_000, 2_001].map((degree) => sharedWeight('ABOUT', degree))).toEqual([
      0, 0, 1_442_695, 333_808, 131_563, 0,
    ]);
    expect(sharedWeight('AUTHORED_BY', 20)).toBe(100_142);
  });
});

describe('reasons', () => {
  const { topics } = buildGraphRecords({
    topics: Object.fromEntries(Array.from({ length: MAX_REASONS + 1 }, (_, index) => [`topic-${index}`, {}])),
    resources: {},
  });
  const about = topics.map((via, index): Bond => ({ kind: 'ABOUT', via, weight: 1_000 + index, link: null }));
  const by = SMALL_GRAPH.authors
    .slice(0, 2)
    .map((via): Bond => ({ kind: 'AUTHORED_BY', via, weight: 600, link: null }));

  it('name each topic, and authors together', () => {
    expect(reasonsOf([...by, ...about.slice(0, 2)]).map(({ kind, count, weight }) => [kind, count, weight])).toEqual([
      ['AUTHORED_BY', 2, 0.0012],
      ['ABOUT', 1, 0.001001],
      ['ABOUT', 1, 0.001],
    ]);
  });

  it('are one of each kind where there would be too many, and still add up', () => {
    const reasons = reasonsOf([...about, ...by]);
    expect(reasons.map(({ kind, count }) => [kind, count])).toEqual([
      ['ABOUT', MAX_REASONS + 1],
      ['AUTHORED_BY', 2],
    ]);
    expect(reasons[0]?.via.slug).toBe(about.at(-1)?.via.slug);
    const sum = [...about, ...by].reduce((total, { weight }) => total + weight, 0);
    expect(reasons.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(sum / 1_000_000, 9);
  });
});
