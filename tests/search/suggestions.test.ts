import { describe, expect, it } from 'vitest';
import { MAX_SUGGESTIONS, suggestQueries } from '../../src/search/suggestions.ts';
import { buildVocabulary } from '../../src/search/vocabulary.ts';

const vocabulary = buildVocabulary({
  documentCount: 1_000,
  frequencies: new Map([
    ['data', 300],
    ['validation', 120],
    ['validator', 3],
    ['tracking', 40],
    ['tracing', 60],
    ['learning', 400],
    ['causal', 200],
    ['casual', 2],
    ['zaharia', 5],
    ['pipeline', 30],
    ['検証', 10],
  ]),
});
const suggest = (text: string): string[] => suggestQueries(text, vocabulary);

describe('suggestions', () => {
  it('are the whole query with its misspelt words corrected', () => {
    expect(suggest('Data  Validaton')[0]).toBe('data validation');
    expect(suggest('"lerning", with dta?')).toEqual(['"learning", with dta?']);
    expect(suggest('zahria の検証')[0]).toBe('zaharia の検証');
  });

  it('prefer letters in another order to a frequent word', () => {
    expect(suggest('trakcing')).toEqual(['tracking', 'tracing']);
  });

  it('doubt a rare word that is all but a very frequent one', () => {
    expect(suggest('casual inference')[0]).toBe('causal inference');
  });

  it.each([
    'data validation',
    'validator',
    'pipelines',
    'pipelining',
    'dat',
    '2024',
    '検証',
    '検正',
    '',
    '?!',
    'tensorboard',
  ])('leave %j alone', (query) => {
    expect(suggest(query)).toEqual([]);
  });

  it('are few, and different', () => {
    const found = suggest('tracning');
    expect(found.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    expect(new Set(found).size).toBe(found.length);
  });
});
