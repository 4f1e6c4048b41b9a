/** The questions of the product and the kept files beside them. `UPDATE_GOLDEN=1` writes the files anew; look at what changed. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { ask } from '../../src/graphql/execute.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { recordingStore } from '../graphql/recording-store.ts';

const QUESTIONS_DIR = path.resolve(import.meta.dirname, '../../questions');
const DEADLINE_MS = 30_000;
/** Fields of the dataset that say where and when it is asked, not what it holds; their names stand in their place. */
const OF_THE_RUN = ['builtAt', 'store'];

export interface Question {
  readonly name: string;
  readonly document: string;
}

export const QUESTIONS: readonly Question[] = readdirSync(QUESTIONS_DIR)
  .filter((file) => file.endsWith('.graphql'))
  .toSorted()
  .map((file) => ({
    name: path.basename(file, '.graphql'),
    document: readFileSync(path.join(QUESTIONS_DIR, file), 'utf8'),
  }));

/** Question 01 with pages of this size for the list and for each of its groups. */
export function firstQuestion(size: number): string {
  const document = QUESTIONS[0]?.document ?? '';
  const sized = document.replace('first: 25', `first: ${size}`).replace('first: 5,', `first: ${size},`);
  expect(sized.split(`first: ${size}`).length - 1).toBeGreaterThanOrEqual(2);
  return sized;
}

/** The same store, whose calls may take as long as the test: a busy machine is no wrong answer. */
function patient(store: GraphStore): GraphStore {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (question: unknown, options: object): unknown =>
        member.call(target, question, { ...options, deadlineMs: DEADLINE_MS });
    },
  });
}

export interface GoldenAnswer {
  readonly answer: string;
  /** What the store was asked, a line each, sorted: fields side by side are asked at once and in no order. */
  readonly calls: string;
  readonly cost: number;
}

/** The answer as text, its price, and what the store was asked for it. A question that fails fails the test. */
export async function answerOf(
  inner: GraphStore,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GoldenAnswer> {
  const { store, calls } = recordingStore(patient(inner));
  const { data, errors, extensions } = await ask({ store, document, variables, deadlineMs: DEADLINE_MS });
  expect(errors).toBeUndefined();
  const { cost } = (extensions?.['cost'] ?? { cost: 0 }) as { readonly cost: number };
  const answer = JSON.stringify(data, (key, value: unknown) => (OF_THE_RUN.includes(key) ? key : value), 1);
  return { answer: `${answer}\n`, calls: `${calls.toSorted().join('\n')}\n`, cost };
}

/** The text that is kept. */
export function kept(file: string): string {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8');
}

/** The text that is kept; in an update this one. */
export function golden(file: string, text: string): string {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path.join(import.meta.dirname, file), text);
  return kept(file);
}
