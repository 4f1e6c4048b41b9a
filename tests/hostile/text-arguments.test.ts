/** Every argument that takes text, with texts that would be syntax somewhere: taken as text or refused, never run. */
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { at, smallEngine, type Ask } from '../graphql/small-engine.ts';
import { HOSTILE_GRAPH } from './hostile-graph.ts';
import { HALF_PAIR, HUGE, NUL } from './injections.ts';
import { attempts, formed, textCases } from './text-cases.ts';
import { textArguments } from './text-places.ts';

const CASES = textCases(textArguments(createSchema('schema.graphql')));

function changedSchema(from: string, to: string): GraphQLSchema {
  return buildSchema(readFileSync('schema.graphql', 'utf8').replace(from, to));
}

describe('every argument that takes text', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await smallEngine(() => createMemoryStore(HOSTILE_GRAPH));
  });

  it('has a case, and a new one without a case is noticed (check 20)', () => {
    const query = changedSchema('dataset: Dataset!', 'dataset(name: String): Dataset!');
    expect(() => textCases(textArguments(query))).toThrow('no case for Query.dataset.name');
    const filter = changedSchema('label: String\n  "Widens', 'label: String words: [ID!]\n  "Widens');
    expect(() => textCases(textArguments(filter))).toThrow('no case for TopicFilter.words');
  });

  it.each(CASES)('$name takes a hostile text as text, or refuses it (check 20)', async (one) => {
    for (const { text, code } of attempts(one)) {
      const { errors, calls } = await ask(one.document, { v: one.variableOf(text) });
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(code === null ? [] : [code]);
      expect(code === null || calls.length === 0).toBe(true);
    }
  });

  it.each(CASES)(
    '$name refuses 64,000 characters, half of a surrogate pair and NUL (check 20) (check 23)',
    async (one) => {
      for (const text of [HUGE, HALF_PAIR, NUL]) {
        const { errors, calls, data } = await ask(one.document, {
          v: one.variableOf(formed(one.taking, text) ?? text),
        });
        const faults = one.taking === 'lookup' ? [at(data, 'lookup.0.problem.code')] : errors;
        expect(faults).toHaveLength(1);
        expect(JSON.stringify(errors).length).toBeLessThan(1_000);
        expect(calls).toEqual([]);
      }
    },
  );
});
