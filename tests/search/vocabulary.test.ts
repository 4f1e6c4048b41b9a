import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/search/edit-distance.ts';
import { buildVocabulary, countTerms } from '../../src/search/vocabulary.ts';

const vocabulary = buildVocabulary(
  countTerms([
    ['data', 'validation', 'data'],
    ['data', 'validating', '検証'],
    ['testing', 'tests', 'data'],
    ['tasting', 'testing'],
  ]),
);

describe('the vocabulary', () => {
  it('counts documents, not occurrences', () => {
    expect(vocabulary.documentCount).toBe(4);
    expect(['data', 'testing', 'none'].map((term) => vocabulary.documentFrequency(term))).toEqual([3, 2, 0]);
  });

  it('finds the forms of a word, known or not', () => {
    expect(vocabulary.sameStem('tested')).toEqual(['testing', 'tests']);
    expect(vocabulary.sameStem('validation')).toEqual(['validating', 'validation']);
  });

  it('finds what begins like a text, the most frequent first', () => {
    expect(vocabulary.beginningWith('te', 2)).toEqual(['testing', 'tests']);
    expect(vocabulary.beginningWith('x', 2)).toEqual([]);
  });

  it('finds near words, the nearest first, never the word itself', () => {
    expect(vocabulary.near('testing', 1, 5)).toEqual([{ term: 'tasting', distance: 1 }]);
    expect(vocabulary.near('validaton', 2, 5)[0]).toEqual({ term: 'validation', distance: 1 });
    expect(vocabulary.near('tsets', 1, 5)).toEqual([{ term: 'tests', distance: 1 }]);
  });
});

describe('the distance of two words', () => {
  it.each<[string, string, number]>([
    ['data', 'data', 0],
    ['data', 'dtaa', 1],
    ['data', 'dat', 1],
    ['data', 'daata', 1],
    ['data', 'dada', 1],
    ['', 'ab', 2],
  ])('of %j and %j', (left, right, distance) => {
    expect(editDistance(left, right, 2)).toBe(distance);
    expect(editDistance(right, left, 2)).toBe(distance);
  });

  it('is only known to be above the limit beyond it', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBeGreaterThan(2);
    expect(editDistance('a', 'abcdef', 2)).toBeGreaterThan(2);
  });
});
