/** The questions over the seed from memory: answers in NAME.json, calls of the port in NAME.calls. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { answerOf, golden, firstQuestion, QUESTIONS } from './golden-questions.ts';
import { changedFrom, changedWork, type Work } from './work.ts';

const counter = await vi.hoisted(async () => (await import('./count-operations.ts')).startCounting());

/** Objects of an answer, the outermost too; an edge and its node are one. */
function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  const inside = Object.entries(value).map(([key, item]) => (key === 'pageInfo' ? 0 : objectsIn(item)));
  return inside.reduce((sum, objects) => sum + objects, 'node' in value ? 0 : 1);
}

describe('the questions over the seed', () => {
  let store: GraphStore;
  beforeAll(async () => {
    // Kept filters would hide the work of filtering from the count.
    store = createMemoryStore(await seedGraph(), { keptFilterBytes: 0 });
  });
  afterAll(() => counter.stop());

  it.each(QUESTIONS.map(({ name, document }) => [name, document] as const))(
    '%s answers and asks as it did',
    async (name, document) => {
      const { answer, calls, cost } = await answerOf(store, document);
      expect(answer).toBe(golden(`${name}.json`, answer));
      expect(cost).toBeGreaterThanOrEqual(objectsIn(JSON.parse(answer)) - 1);
      expect(calls).toBe(golden(`${name}.calls`, calls));
    },
  );

  it('cost the store as much work as they did, in blocks of its code that are run', async () => {
    const work: Record<string, Work> = {};
    for (const { name, document } of QUESTIONS) {
      // Once for what is built at the first need only.
      await answerOf(store, document);
      await counter.take();
      await answerOf(store, document);
      work[name] = { operations: await counter.take() };
    }
    expect(changedFrom('work.memory.json', work)).toEqual([]);
  });

  it('looks up the identifiers of the survey', async () => {
    const identifiers = [
      '10.1145/3292500.3330701',
      'https://research.google/pubs/pub46555',
      '機械学習のテスト',
      'https://nope.example/x',
    ];
    const document = `query ($identifiers: [String!]!) {
      lookup(identifiers: $identifiers) { node { name } problem { code } }
    }`;
    const { answer } = await answerOf(store, document, { identifiers });
    expect(JSON.parse(answer)).toEqual({
      lookup: [
        { node: { name: 'Optuna: A Next-generation Hyperparameter Optimization Framework' }, problem: null },
        {
          node: { name: 'The ML Test Score: A Rubric for ML Production Readiness and Technical Debt Reduction' },
          problem: null,
        },
        { node: { name: 'ML testing' }, problem: null },
        { node: null, problem: { code: 'NOT_FOUND' } },
      ],
    });
  });

  it.each([5, 50])('01 makes five calls of the port for pages of %i', async (size) => {
    const { calls } = await answerOf(store, firstQuestion(size));
    expect(calls.trimEnd().split('\n')).toHaveLength(5);
  });
});

describe('the gate of work', () => {
  const before = { '01': { statements: 5, hits: 100 }, '02': { statements: 1, hits: 1_000 } };

  it('lets a tenth pass, in both directions', () => {
    expect(changedWork(before, { '01': { statements: 5, hits: 110 }, '02': { statements: 1, hits: 900 } })).toEqual([]);
  });

  it('says of everything else what it was and what it is', () => {
    const now = { '01': { statements: 6, hits: 111 }, '02': { statements: 1 }, '03': { statements: 2 } };
    expect(changedWork(before, now)).toEqual([
      '01, statements: 5 -> 6 (+20 %)',
      '01, hits: 100 -> 111 (+11 %)',
      '02, hits: 1000 -> 0 (-100 %)',
      '03, statements: 0 -> 2 (new)',
    ]);
  });
});
