import { describe, expect, it } from 'vitest';
import { buildCorpus } from './corpus.ts';

const { plan } = buildCorpus({
  a: { fields: { title: ['Data validation in pipelines'], titleTranslated: ['データ検証の基盤'] } },
  b: { fields: { title: ['Validating the data of a pipeline'] } },
  c: { fields: { title: ['TensorFlow on Kubernetes'] } },
  d: { fields: { title: ['Tensor algebra for feature stores'], titleTranslated: ['特徴量の管理'] } },
  e: { fields: { title: ['Tensor flow of control'] } },
});

/** `word: quality term+term, …` for each group. */
function sketch(text: string, mode: 'search' | 'suggest' | 'filter' = 'search'): string[] {
  return plan(text, mode).groups.map(
    ({ word, alternatives }) =>
      `${word}: ${alternatives.map(({ terms, quality }) => `${quality} ${terms.join('+')}`).join(', ')}`,
  );
}

describe('a plan', () => {
  it('takes a known word and its other forms, and no guesses', () => {
    expect(sketch('validation')).toEqual(['validation: exact validation, stem validating']);
    expect(sketch('pipelined')).toEqual(['pipelined: stem pipeline, stem pipelines']);
  });

  it('takes an unknown word for the beginning of others, else for a misspelt one', () => {
    expect(sketch('kuber')).toEqual(['kuber: prefix kubernetes']);
    expect(sketch('kubernets')).toEqual(['kubernets: typo kubernetes']);
    expect(sketch('kbrntes')).toEqual(['kbrntes: ']);
  });

  it('finds two words written as one, and one written as two', () => {
    expect(sketch('datavalidation')).toEqual(['datavalidation: typo data+validation']);
    expect(sketch('tensor flow')).toEqual([
      'tensor: exact tensor, stem tensorflow',
      'flow: exact flow, stem tensorflow',
    ]);
    expect(sketch('tensor of flow')).toEqual(['tensor: exact tensor', 'flow: exact flow']);
  });

  it('leaves stop words out unless there is nothing else', () => {
    expect(sketch('the data')).toEqual(['data: exact data']);
    expect(sketch('the').map((line) => line.split(':')[0])).toEqual(['the']);
  });

  it('cuts Japanese into words, leaves particles out, and parts words at pairs that nobody has', () => {
    expect(sketch('データの検証')).toEqual(['データ: exact デー+ータ', '検証: exact 検証']);
    expect(sketch('特徴量検証')).toEqual(['特徴量: exact 特徴+徴量', '検証: exact 検証']);
    expect(sketch('検証済')).toEqual(['検証: exact 検証']);
    expect(sketch('基')).toEqual(['基: prefix 基盤']);
  });

  it('takes the last word for a beginning while it is typed', () => {
    expect(sketch('data val', 'suggest')).toEqual(['data: exact data', 'val: prefix validating, prefix validation']);
    expect(sketch('data', 'suggest')).toEqual(['data: exact data']);
    expect(sketch('the', 'suggest').map((line) => line.split(':')[0])).toEqual(['the']);
  });

  it('says each word once', () => {
    expect(sketch('data DATA Data')).toEqual(['data: exact data']);
  });

  it.each<[string, 'search' | 'suggest' | 'filter', number]>([
    ['data validation', 'search', 1],
    ['data validation kubernetes stores', 'search', 2],
    ['data zzzzzz', 'search', 1],
    ['data zzzzzz', 'filter', 2],
    ['data val', 'suggest', 2],
  ])('for %j in mode %s asks for %i words', (text, mode, minimum) => {
    expect(plan(text, mode).minimumGroups).toBe(minimum);
  });

  it.each(['', ' ', '?!', '* ~ ^ "', '\\', '[* ]', '😀', '・'])('of %j has nothing to look for', (text) => {
    expect(plan(text).groups).toEqual([]);
  });

  it.each(['data*', '"data"', 'data~2', 'data^9', '?data', '(data', 'data\\', '+data', '-data'])(
    'takes the signs of %j for no syntax',
    (text) => {
      expect(plan(text).groups.map(({ word }) => word)).toContain('data');
    },
  );

  it('stays small for many words', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' ');
    expect(plan(many).groups).toHaveLength(2_000);
    expect(plan(many).groups.every(({ alternatives }) => alternatives.length === 0)).toBe(true);
  });
});
