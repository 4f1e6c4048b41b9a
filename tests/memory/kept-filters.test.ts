import { expect, it } from 'vitest';
import type { ResourceFilter } from '../../src/domain/filter.ts';
import { noBits, type Bits } from '../../src/store/memory/bits.ts';
import { createKeptFilters } from '../../src/store/memory/kept-filters.ts';

const since = (year: number): ResourceFilter => ({ op: 'value', field: 'year', test: { is: 'gte', value: year } });

/** Says which filters were evaluated, each to a set of its own. */
function recorded(maxBytes: number, size = 320) {
  const evaluated: ResourceFilter[] = [];
  const kept = createKeptFilters(maxBytes);
  const ask = (filter: ResourceFilter): Bits =>
    kept.of(filter, (asked) => {
      evaluated.push(asked);
      return noBits(size);
    });
  return { ask, evaluated };
}

it('evaluates equal filters once, whoever made them', () => {
  const { ask, evaluated } = recorded(10_000);
  const first = ask(since(2020));
  expect(ask(since(2020))).toBe(first);
  expect(ask(since(2021))).not.toBe(first);
  expect(evaluated).toEqual([since(2020), since(2021)]);
});

it('holds no more bytes than it may, and lets the least recently asked for go', () => {
  const bytesOfOne = noBits(320).byteLength + JSON.stringify(since(2020)).length * 2;
  const { ask, evaluated } = recorded(bytesOfOne * 2);
  for (const year of [2020, 2021, 2020, 2022, 2020, 2021]) ask(since(year));
  expect(evaluated).toEqual([2020, 2021, 2022, 2021].map(since));
});

it('keeps none where it may hold nothing', () => {
  const { ask, evaluated } = recorded(0);
  ask(since(2020));
  ask(since(2020));
  expect(evaluated).toHaveLength(2);
});
