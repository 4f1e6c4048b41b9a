import { describe, expect, it } from 'vitest';
import { queryWords, tokens } from '../../src/search/tokens.ts';

const words = (text: string): string[] => queryWords(text).map((run) => run.text);

describe('terms', () => {
  it.each<[string, string, string[]]>([
    ['folds case, width and accents', 'ＭＬ Éclair Größe', ['ml', 'eclair', 'große']],
    ['cuts at every sign', 'CI/CD, A/B-testing (v2.0)', ['ci', 'cd', 'a', 'b', 'testing', 'v2', '0']],
    ['keeps an apostrophe within its word', "Google's O’Reilly", ['googles', 'oreilly']],
    ['makes pairs of Japanese', '機械学習', ['機械', '械学', '学習']],
    ['keeps a character that stands alone', 'ML の', ['ml', 'の']],
    ['parts Latin from Japanese', 'MLOpsのテスト', ['mlops', 'のテ', 'テス', 'スト']],
    ['keeps voiced marks', 'が', ['が']],
    ['joins half-width kana', 'ﾊﾞｯﾁ', ['バッ', 'ッチ']],
    ['reads on over a dot or space within Japanese', 'バッチ・処 理', ['バッ', 'ッチ', 'チ処', '処理']],
    ['leaves the long mark at the end of katakana out', 'サーバー', ['サー', 'ーバ']],
    ['finds none in punctuation', '!? -- * [] "', []],
    ['leaves characters beyond U+FFFF out', '😀 x', ['x']],
  ])('%s', (_, text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it('are of words that read the same in any composition', () => {
    expect(tokens('café'.normalize('NFD'))).toEqual(tokens('café'.normalize('NFC')));
  });
});

describe('the words of a query', () => {
  it('are cut where Japanese changes its script, and at spaces', () => {
    expect(words('機械学習のテスト')).toEqual(['機械学習', 'の', 'テスト']);
    expect(words('データ 検証 for ML')).toEqual(['データ', '検証', 'for', 'ml']);
  });
});
