import { describe, expect, it } from 'vitest';
import { createHighlighter, FRAGMENT_CHARACTERS, MAX_HIGHLIGHTS } from '../../src/search/highlight.ts';
import { SEARCH_FIELDS, type SearchDocument } from '../../src/search/search-document.ts';
import { buildCorpus } from './corpus.ts';

function fragments(fields: SearchDocument['fields'], query: string): string[] {
  const { documents, plan, vocabulary } = buildCorpus({ a: { fields } });
  const [document] = documents;
  if (document === undefined) throw new Error('one document');
  const highlight = createHighlighter(plan(query), vocabulary);
  return highlight(document, SEARCH_FIELDS).map(({ field, fragment }) => `${field}: ${fragment}`);
}

describe('highlights', () => {
  it.each<[string, string, string, string]>([
    ['whole words', 'Data validation, and more data', 'data', '**Data** validation, and more **data**'],
    ['other forms', 'Validating the data', 'validate', '**Validating** the data'],
    ['accents as they stand', 'An éclair', 'eclair', 'An **éclair**'],
    ['Japanese within a sentence', '仕事ではじめる機械学習 第2版', '機械学習', '仕事ではじめる**機械学習** 第2版'],
    ['words with an apostrophe', "Google's rules", 'googles', "**Google's** rules"],
    ['tags as text', '<b>Data</b> & co', 'data', '<b>**Data**</b> & co'],
    ['asterisks as another sign', 'Data **bold** 2*3', 'data', '**Data** ∗∗bold∗∗ 2∗3'],
  ])('mark %s', (_, title, query, fragment) => {
    expect(fragments({ title: [title] }, query)).toEqual([`title: ${fragment}`]);
  });

  it('show the part of a long text that matched', () => {
    const text = `${'many words before it '.repeat(20)}then drift itself ${'and more behind '.repeat(20)}`;
    const [line = ''] = fragments({ abstract: [text] }, 'drift');
    const fragment = line.slice('abstract: '.length);
    expect(fragment).toMatch(/^….*\*\*drift\*\*.*…$/);
    expect(fragment.replaceAll(/[*…]/g, '').length).toBeLessThanOrEqual(FRAGMENT_CHARACTERS);
  });

  it('cut a long text without spaces too', () => {
    const [line = ''] = fragments({ abstract: [`${'あ'.repeat(300)}検証${'い'.repeat(300)}`] }, '検証');
    expect(line).toContain('**検証**');
    expect(line.replaceAll(/[*…]/g, '').length).toBeLessThanOrEqual(FRAGMENT_CHARACTERS + 'abstract: '.length);
  });

  it('take the text of a field in which most matched', () => {
    expect(fragments({ topics: ['Data', 'Data validation', 'Other'] }, 'data validation')).toEqual([
      'topics: **Data** **validation**',
    ]);
  });

  it(`are at most ${MAX_HIGHLIGHTS}`, () => {
    const fields = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, ['data']]));
    expect(fragments(fields, 'data')).toHaveLength(MAX_HIGHLIGHTS);
  });

  it('have pairs of marks, whatever the text is', () => {
    const [line = ''] = fragments({ title: ['*data** *data ***data* data'] }, 'data');
    expect(line.split('**').length % 2).toBe(1);
    expect(line.split('**').filter((_, index) => index % 2 === 1)).toEqual(['data', 'data', 'data', 'data']);
  });
});
