import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { measureRelated, relatedJudgements } from './related.ts';

describe('related resources of the seed', () => {
  it('are those that were judged related: nDCG@10 of at least 0.6, also where nothing was tuned', async () => {
    const graph = await seedGraph();
    const slugs = new Set(graph.resources.map(({ slug }) => slug));
    const judged = relatedJudgements().flatMap(({ resource, grades }) => [resource, ...Object.keys(grades)]);
    expect(judged.filter((slug) => !slugs.has(slug))).toEqual([]);
    const { tuning, heldOut } = await measureRelated(createMemoryStore(graph));
    expect(tuning).toBeGreaterThan(0.7);
    expect(heldOut).toBeGreaterThan(0.6);
  });
});
