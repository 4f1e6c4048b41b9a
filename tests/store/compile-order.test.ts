import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reversedText } from '../../src/store/neo4j/compile-order.ts';
import { runs } from '../property/replay.ts';

/** As the database compares texts without characters beyond the basic plane. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

describe('reversed texts', () => {
  it('sort the other way round, whatever stands in them', () => {
    const near = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '~', '\u007f', '\u0080', 'é', '学', '\uffff') });
    const text = fc.oneof(near, fc.string(), fc.string({ unit: 'binary' }));
    const property = fc.property(text, text, (a, b) => {
      expect(compare(reversedText(a), reversedText(b))).toBe(-compare(a, b) + 0);
    });
    fc.assert(property, runs(500));
  });

  it('are no longer than their texts of plain letters, but for their end', () => {
    expect(reversedText('towards accountability, 2019')).toHaveLength(29);
    expect(reversedText('学習')).toHaveLength(9);
  });
});
