import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentTerms } from '../../src/search/document-terms.ts';
import { packPostings, unpackPostings } from '../../src/search/packed-postings.ts';
import { runs } from '../property/replay.ts';

/** The terms `t0`, `t1` … with these documents. */
function termsOf(documentCount: number, lists: readonly (readonly number[])[]): DocumentTerms {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, term) => (offsets[term + 1] = (offsets[term] ?? 0) + list.length));
  const terms = lists.map((_, term) => ['t', String(term)].join(''));
  return { documentCount, terms, offsets, holders: Uint32Array.from(lists.flat()) };
}

function knownOf({ documentCount, terms, offsets }: DocumentTerms) {
  const sizes = terms.map((term, at) => [term, (offsets[at + 1] ?? 0) - (offsets[at] ?? 0)] as const);
  return { documentCount, frequencies: new Map(sizes) };
}

function packed(terms: DocumentTerms): Uint8Array[] {
  return Array.from(packPostings(terms), ({ bytes }) => bytes);
}

describe('postings as bytes', () => {
  it('come back as they were, whatever the gaps', () => {
    const documentCount = 2 ** 32 - 1;
    const list = fc.uniqueArray(fc.oneof(fc.nat(300), fc.nat(40_000), fc.integer({ min: 0, max: documentCount - 1 })), {
      minLength: 1,
      maxLength: 30,
    });
    const property = fc.property(fc.array(list), (lists) => {
      const terms = termsOf(
        documentCount,
        lists.map((numbers) => numbers.toSorted((a, b) => a - b)),
      );
      expect(unpackPostings(knownOf(terms), packed(terms))).toEqual(terms);
    });
    fc.assert(property, runs(200));
  });

  it('are cut between terms, and take a byte for each near neighbour', () => {
    const many = Array.from({ length: 300_000 }, (_, number) => number);
    const terms = termsOf(300_000, [many, [7], many, [299_999]]);
    const parts = [...packPostings(terms)];
    expect(packPostings(terms)).toHaveLength(parts.length);
    expect(parts.map(({ firstTerm, bytes }) => [firstTerm, bytes.length])).toEqual([
      [0, 300_001],
      [2, 300_003],
    ]);
    const { holders } = unpackPostings(knownOf(terms), packed(terms));
    expect(Buffer.from(holders.buffer).equals(Buffer.from(terms.holders.buffer))).toBe(true);
  });

  it('are refused where bytes are missing, left over, or lead out of the documents', () => {
    const terms = termsOf(1_000, [[1, 500], [999]]);
    const known = knownOf(terms);
    const [bytes = new Uint8Array()] = packed(terms);
    for (const damaged of [[], [bytes.subarray(1)], [bytes.subarray(0, -1)], [bytes, bytes]]) {
      expect(() => unpackPostings(known, damaged)).toThrow('damaged');
    }
    expect(() => unpackPostings({ ...known, documentCount: 999 }, [bytes])).toThrow('damaged');
  });
});
