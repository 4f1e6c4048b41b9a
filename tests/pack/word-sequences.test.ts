import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordSequences } from '../../src/pack/word-sequences.ts';
import { createSpill } from '../../src/spill/spill.ts';
import { runs } from '../property/replay.ts';

const word = fc.oneof(fc.nat(3), fc.nat(2 ** 32 - 1));
const sequence = fc.oneof({ weight: 9, arbitrary: fc.array(word, { maxLength: 4 }) }, fc.array(word));
const given = fc.array(sequence, { maxLength: 3_000, size: 'max' });

it('numbers different sequences in the order in which they come, and equal ones alike', () => {
  const property = fc.property(given, fc.nat(5), (sequences, before) => {
    const numbers = new Map<string, number>();
    const kept = createWordSequences(createSpill(null));
    for (const words of sequences) {
      const key = words.join();
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      expect(kept.of(Uint32Array.from(words))).toBe(numbers.get(key));
      const among = Uint32Array.from([...words.slice(0, before), ...words, 7]);
      const start = Math.min(before, words.length);
      expect(kept.of(among, start, start + words.length)).toBe(numbers.get(key));
    }
    const different = [...numbers.keys()].map((key) => (key === '' ? [] : key.split(',').map(Number)));
    expect([...kept.words.subarray(0, kept.words.length)]).toEqual(different.flat());
    let end = 0;
    const ends = different.map(({ length }) => (end += length));
    expect([...kept.starts.subarray(0, kept.starts.length)]).toEqual([0, ...ends]);
  });
  fc.assert(property, runs(20));
});

it('finds again what was given long ago', () => {
  const kept = createWordSequences(createSpill(null));
  const sequences = Array.from({ length: 100_000 }, (_, number) => Uint32Array.of(0, number, number % 3));
  for (const _ of [1, 2]) expect(sequences.filter((one, number) => kept.of(one) !== number)).toEqual([]);
  expect(kept.starts.length).toBe(100_001);
});
