import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordSequences } from '../../src/ingest/word-sequences.ts';
import { runs } from '../property/replay.ts';

const word = fc.oneof(fc.nat(3), fc.nat(2 ** 32 - 1));
const given = fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 3_000, size: 'max' });

it('numbers different sequences in the order in which they come, and equal ones alike', () => {
  const property = fc.property(given, (sequences) => {
    const numbers = new Map<string, number>();
    const kept = createWordSequences();
    for (const sequence of sequences) {
      const key = sequence.join();
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      expect(kept.of(sequence)).toBe(numbers.get(key));
    }
    const words = [...numbers.keys()].flatMap((key) => (key === '' ? [] : key.split(',').map(Number)));
    expect([...kept.all()]).toEqual(words);
  });
  fc.assert(property, runs(20));
});
