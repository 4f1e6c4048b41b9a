import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWorkIndex } from '../../src/ingest/work-index.ts';
import { runs } from '../property/replay.ts';

const key = fc.oneof(fc.constantFrom('drift', 'testing', ''), fc.string({ maxLength: 3 }));
const entries = fc.array(fc.tuple(key, fc.nat(50)), { maxLength: 3_000 });

it('an index finds the works of each key, ascending and each once', () => {
  const property = fc.property(entries, fc.array(key), (given, others) => {
    const index = createWorkIndex();
    for (const [text, work] of given) index.add(text, work);
    for (const text of [...given.map(([held]) => held), ...others]) {
      const works = given.filter(([held]) => held === text).map(([, work]) => work);
      expect(index.find(text)).toEqual([...new Set(works)].toSorted((a, b) => a - b));
    }
  });
  fc.assert(property, runs(20));
});

it('takes further entries after it was asked', () => {
  const index = createWorkIndex();
  index.add('drift', 3);
  expect(index.find('drift')).toEqual([3]);
  index.add('drift', 1);
  expect(index.find('drift')).toEqual([1, 3]);
});
