import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashOf } from '../../src/pack/hashed-numbers.ts';
import { NARROW, WORD_BYTES } from '../../src/pack/pack-format.ts';
import { createPackedTexts } from '../../src/pack/packed-texts.ts';
import { createSpill } from '../../src/spill/spill.ts';
import { runs } from '../property/replay.ts';

const character = fc.constantFrom('a', 'b', '\0', '\u00ff', '\u0100', '学', '\ud83d');
const text = fc.oneof(
  fc.string({ unit: character, maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 200, size: 'max' }),
  fc.nat(1_000).map((length) => 'a'.repeat(length)),
);

it('numbers different texts in the order in which they come, equal ones alike, and gives each', () => {
  const property = fc.property(fc.array(text, { maxLength: 1_000, size: 'max' }), (given) => {
    const numbers = new Map<string, number>();
    const kept = createPackedTexts(createSpill(null));
    for (const one of given) {
      if (!numbers.has(one)) numbers.set(one, numbers.size);
      expect(kept.of(one)).toBe(numbers.get(one));
    }
    for (const [one, number] of numbers) expect(kept.at(number)).toBe(one);
    expect(() => kept.at(numbers.size)).toThrow(RangeError);
    expect(kept.starts.at(numbers.size)).toBe(kept.bytes.length);
  });
  fc.assert(property, runs(30));
});

/** Of a text of narrow characters, as it is packed: how many bytes it has, then these. */
function hashOfText(one: string): number {
  const size = 1 + one.length;
  const words = new Uint32Array(1 + Math.ceil(size / WORD_BYTES));
  words[0] = size;
  Buffer.from(words.buffer).write(String.fromCharCode(NARROW) + one, WORD_BYTES, 'latin1');
  return hashOf(words, 0, words.length);
}

it('tells texts of the same hash apart, and finds again what was given long ago', () => {
  const texts = Array.from({ length: 300_000 }, (_, number) => String(number * number * 31));
  expect(new Set(texts.map(hashOfText)).size).toBeLessThan(texts.length);
  const kept = createPackedTexts(createSpill(null));
  for (const _ of [1, 2]) expect(texts.filter((one, number) => kept.of(one) !== number)).toEqual([]);
  for (const number of [0, 150_000, 299_999]) expect(kept.at(number)).toBe(texts[number]);
});
