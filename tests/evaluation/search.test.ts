/** The figures that search promises, on the queries that were not used to tune it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { openSeed } from '../graphs/seed-graph.ts';
import { evaluateSearch, TARGETS, type Figures } from './figures.ts';
import { readJudgedSet } from './judged-set.ts';

describe('search over the seed', () => {
  let figures: Figures | null = null;
  beforeAll(async () => {
    const { graph, terms } = await openSeed();
    figures = await evaluateSearch(createMemoryStore(graph, { terms }), graph);
  });

  it('is judged by enough queries, in both languages', () => {
    const { queries } = readJudgedSet();
    expect(queries.length).toBeGreaterThanOrEqual(60);
    expect(queries.filter(({ language }) => language === 'JA').length).toBeGreaterThanOrEqual(15);
  });

  it('ranks as well as it promises on the held-out half', () => {
    expect(figures?.ndcg.heldOut).toBeGreaterThanOrEqual(TARGETS.heldOut);
    expect(figures?.ndcg.heldOutJA).toBeGreaterThanOrEqual(TARGETS.heldOutJA);
  });

  it.each(['exactTitleFirst', 'typoInFive', 'suggestionRight', 'rightLeftAlone', 'suggestInFive'] as const)(
    'keeps what it promises of %s',
    (measure) => {
      expect(figures?.[measure]).toBeGreaterThanOrEqual(TARGETS[measure]);
    },
  );
});
