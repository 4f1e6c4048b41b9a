import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBytes } from '../../src/spill/bytes.ts';
import { PAGE_BYTES } from '../../src/spill/pages.ts';
import { runs } from '../property/replay.ts';
import { scratchOfTests, withPages } from './scratch-folder.ts';

/** Longer than two pages. */
const LONG = 2 * PAGE_BYTES + 1_000;

/** Bytes of which neighbours differ, and others begin otherwise. */
function madeOf(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) + seed) % 256);
}

const length = fc.oneof(fc.nat(20), fc.nat(LONG), fc.constantFrom(PAGE_BYTES - 1, PAGE_BYTES, PAGE_BYTES + 1));
const steps = fc.array(
  fc.oneof(
    fc.record({ append: length, seed: fc.nat(255) }),
    fc.record({ look: length, part: fc.double({ min: 0, max: 1, noNaN: true }) }),
  ),
  { maxLength: 25, size: 'max' },
);

describe('bytes', () => {
  const scratch = scratchOfTests();

  it('are those that were appended, wherever they are looked at', () => {
    const property = fc.property(fc.boolean(), fc.integer({ min: 1, max: 3 }), steps, (inFile, heldPages, all) => {
      withPages(inFile ? scratch.path : null, heldPages, (pages) => {
        const bytes = createBytes(pages);
        let expected = Buffer.alloc(0);
        for (const step of all) {
          const more = 'append' in step ? madeOf(step.append, step.seed) : Buffer.alloc(0);
          bytes.append(more);
          expected = Buffer.concat([expected, more]);
          const [start, size] = 'look' in step ? [Math.floor(step.part * expected.length), step.look] : [0, 100];
          const end = Math.min(expected.length, start + size);
          expect(bytes.look(start, end).equals(expected.subarray(start, end))).toBe(true);
          expect(bytes.length).toBe(expected.length);
        }
        expect(bytes.look(0, expected.length).equals(expected)).toBe(true);
      });
    });
    fc.assert(property, runs(60));
  });

  it.each([
    [-1, 2],
    [0, 4],
    [3, 2],
    [4, 4],
  ])('have none from %d to %d of three', (start, end) => {
    withPages(null, 1, (pages) => {
      const bytes = createBytes(pages);
      bytes.append(Uint8Array.of(1, 2, 3));
      expect(() => bytes.look(start, end)).toThrow(RangeError);
      expect([...bytes.look(3, 3)]).toEqual([]);
      expect([...bytes.look(0, 3)]).toEqual([1, 2, 3]);
    });
  });
});
