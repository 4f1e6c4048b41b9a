/** What README shows of the questions is what the command prints today. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findQuestion, listQuestions } from '../../src/cli/questions.ts';
import { answerLines } from '../../src/cli/render/answer.ts';
import type { JsonObject } from '../../src/cli/render/json.ts';
import { ask } from '../../src/graphql/execute.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { ROOT, run } from '../http/product.ts';

const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
/** README says it where it shows the first answer. */
const WIDTH = /npm run query -- 01 --width (\d+)/.exec(README)?.[1] ?? '';
/** A busy machine is no wrong answer. */
const DEADLINE_MS = 50_000;
const PATIENT = { REQUEST_DEADLINE_MS: String(DEADLINE_MS), SHUTDOWN_GRACE_MS: '55000' };
const LEFT_OUT = '…';

/** Blocks of no language that follow the command, or that are followed by it. */
function pastedAnswers(): (readonly [number: string, lines: readonly string[]])[] {
  const blocks = README.matchAll(/([^\n]*)\n\n```\n([^`]*)\n```(?=\n\n([^\n]*))/g);
  return [...blocks].flatMap(([, before = '', text = '', after = '']) => {
    const number = [before, after].flatMap((line) => /npm run query -- (\d\d)/.exec(line)?.[1] ?? [])[0];
    return number === undefined ? [] : [[number, text.split('\n')] as const];
  });
}

/** The pieces between the lines that stand for others. */
function pieces(lines: readonly string[]): string[][] {
  return lines.reduce<string[][]>(
    (found, line) => {
      if (line.trim() === LEFT_OUT) return [...found, []];
      found.at(-1)?.push(line);
      return found;
    },
    [[]],
  );
}

/** The first pasted line that the output does not go on with, from the start to the end; null where there is none. */
function firstDifference(pasted: readonly string[], output: readonly string[]): string | null {
  let rest = output;
  for (const [index, piece] of pieces(pasted).entries()) {
    const fits = (at: number): boolean => piece.every((line, offset) => rest[at + offset] === line);
    const at = index === 0 ? 0 : rest.findIndex((_, place) => fits(place));
    if (piece.length > 0 && (at < 0 || !fits(at))) {
      return piece.find((line, offset) => rest[Math.max(at, 0) + offset] !== line) ?? null;
    }
    rest = rest.slice(Math.max(at, 0) + piece.length);
  }
  const isWhole = pasted.at(-1)?.trim() === LEFT_OUT || rest.length === 0;
  return isWhole ? null : `nothing, where the output goes on with ${rest[0]}`;
}

describe('an answer in README', () => {
  const answers = pastedAnswers();

  it('is there for lists, facets, routes, search and groups', () => {
    expect(answers.map(([number]) => number).toSorted()).toEqual(['01', '03', '05', '06', '07', '08', '10']);
  });

  // Where this fails, paste anew what the command prints.
  it('is what the command prints', async () => {
    const [number = '', pasted = []] = answers[0] ?? [];
    const { stdout, stderr, code } = await run('cli/query.js', [number, '--width', WIDTH], PATIENT);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(firstDifference(pasted, stdout.trimEnd().split('\n'))).toBeNull();
  });

  describe('like all others', () => {
    let store: GraphStore;
    beforeAll(async () => {
      store = createMemoryStore(await seedGraph());
    });

    it.each(answers)('to question %s is the text of its answer', async (number, pasted) => {
      const document = findQuestion(number, listQuestions())?.document ?? '';
      const { data, errors } = await ask({ store, document, variables: {}, deadlineMs: DEADLINE_MS });
      expect(errors).toBeUndefined();
      const lines = answerLines(data as JsonObject, Number(WIDTH));
      expect(firstDifference(pasted, lines.join('\n').trimEnd().split('\n'))).toBeNull();
    });
  });
});

describe('the comparison', () => {
  const OUTPUT = ['a', 'b', 'c', 'd'];

  it.each([
    [['a', 'b', 'c', 'd'], null],
    [['a', '…', 'c', 'd'], null],
    [['a', '  …'], null],
    [['a', '…', 'd', '…'], null],
    [['a', 'c', '…'], 'c'],
    [['b', '…'], 'b'],
    [['a', '…', 'c', 'b', '…'], 'c'],
    [['a', '…', 'x'], 'x'],
    [['a', 'b', 'c'], 'nothing, where the output goes on with d'],
  ])('of %j tells what differs', (pasted, difference) => {
    expect(firstDifference(pasted, OUTPUT)).toBe(difference);
  });
});
