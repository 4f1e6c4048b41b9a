/**
 * The questions over the real seed: answers in NAME.json, calls of the port in NAME.calls. `UPDATE_GOLDEN=1` writes them anew;
 * look at what changed before you keep it.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import { ask } from '../../src/graphql/execute.ts';
import { buildGraph } from '../../src/ingest/build-graph.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { recordingStore } from '../graphql/recording-store.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const QUESTIONS = readdirSync(path.join(ROOT, 'questions')).filter((name) => name.endsWith('.graphql'));
const DEADLINE_MS = 30_000;

/** The kept text, or after an update the new one. */
function golden(file: string, text: string): string {
  const place = path.join(import.meta.dirname, file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(place, text);
  return readFileSync(place, 'utf8');
}

/** Objects of an answer, the outermost too; an edge and its node are one. */
function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  const inside = Object.entries(value).map(([key, item]) => (key === 'pageInfo' ? 0 : objectsIn(item)));
  return inside.reduce((sum, objects) => sum + objects, 'node' in value ? 0 : 1);
}

describe('the questions over the seed', () => {
  let graph: GraphRecords;
  beforeAll(async () => {
    ({ graph } = await buildGraph({ seedDir: path.join(ROOT, 'seed'), dataDir: null }));
  });

  async function answer(document: string, variables: Record<string, unknown> = {}) {
    const { store, calls } = recordingStore(createMemoryStore(graph));
    const { data, errors, extensions } = await ask({ store, document, variables, deadlineMs: DEADLINE_MS });
    return { data, errors, calls, extensions };
  }

  it.each(QUESTIONS)('%s answers and asks as it did', async (file) => {
    const { data, errors, calls, extensions } = await answer(readFileSync(path.join(ROOT, 'questions', file), 'utf8'));
    const name = path.basename(file, '.graphql');
    expect(errors).toBeUndefined();
    const { cost } = (extensions?.['cost'] ?? { cost: 0 }) as { readonly cost: number };
    expect(cost).toBeGreaterThanOrEqual(objectsIn(data) - 1);
    expect(`${JSON.stringify(data, null, 1)}\n`).toBe(golden(`${name}.json`, `${JSON.stringify(data, null, 1)}\n`));
    expect(`${calls.join('\n')}\n`).toBe(golden(`${name}.calls`, `${calls.join('\n')}\n`));
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
    const { data, errors } = await answer(document, { identifiers });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({
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
    const text = readFileSync(path.join(ROOT, 'questions', QUESTIONS[0] ?? ''), 'utf8');
    const { errors, calls } = await answer(
      text.replace('first: 25', `first: ${size}`).replace('first: 5,', `first: ${size},`),
    );
    expect(errors).toBeUndefined();
    expect(calls).toHaveLength(5);
  });
});
