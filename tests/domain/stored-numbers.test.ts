import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inPieces, listsAt, numbersAt } from '../../src/domain/stored-numbers.ts';
import { runs } from '../property/replay.ts';

/** More than are taken together. */
const MANY = Uint32Array.from({ length: 150_000 }, (_, place) => place * 7);

it('numbers are there at their places, wherever the next one is', () => {
  const at = numbersAt(MANY);
  const property = fc.property(fc.nat(MANY.length - 1), (place) => {
    expect(at(place)).toBe(place * 7);
  });
  fc.assert(property, runs(200));
  for (const place of [MANY.length, -1]) expect(() => at(place)).toThrow(RangeError);
  expect(() => numbersAt(new Uint32Array())(0)).toThrow('There is no number 0 of 0');
});

it('lists are what lies between two of their bounds', () => {
  const lists = [[3, 1], [], [2], []];
  const offsets = Uint32Array.of(0, 2, 2, 3, 3);
  const at = listsAt({ offsets, members: Uint32Array.from(lists.flat()) });
  expect(lists.map((_, place) => [...at(place)])).toEqual(lists);
  expect(() => at(lists.length)).toThrow(RangeError);
});

it('pieces are all numbers, in their order', () => {
  const seen: number[] = [];
  inPieces(MANY, (some, start) => {
    expect(some[0]).toBe(start * 7);
    for (const one of some) seen.push(one);
  });
  expect(seen).toEqual([...MANY]);
});
