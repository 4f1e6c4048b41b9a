/** Text to terms: the only tokeniser. Documents and queries are cut by it, for the indexes of both stores. */
import { fold } from '../domain/text.ts';

/**
 * What the indexes hold: a folded Latin word or number, or two neighbouring characters of Japanese text (one where it stands
 * alone). Only this file makes terms.
 */
export type Term = string;

/** Kana and kanji. Voiced marks that found no letter to join are left out. */
const JAPANESE =
  '\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff';
const KATAKANA = '\\u30a1-\\u30fa\\u30fc-\\u30ff';
const RUNS = new RegExp(`([${JAPANESE}]+)|((?:(?![${JAPANESE}])[\\p{L}\\p{M}\\p{N}])+)`, 'gu');
const IS_JAPANESE = new RegExp(`^[${JAPANESE}]`, 'u');
/** `Google's` and `O'Reilly` are one word each. */
const APOSTROPHE = /(?<=\p{L})['\u2019\u02bc](?=\p{L})/gu;
const BEYOND_U_FFFF = /[\u{10000}-\u{10ffff}]/gu;
/** サーバー and サーバ are one word: the mark at the end of a word of katakana is optional. */
const FINAL_LENGTH_MARK = new RegExp(`(?<=[${KATAKANA}]{2})\\u30fc(?![${KATAKANA}])`, 'gu');
/** バッチ・パターン and バッチパターン are one word. */
const INNER_DOT = new RegExp(`(?<=[${JAPANESE}])\\u30fb(?=[${JAPANESE}])`, 'gu');
/** ベスト プラクティス is found by ベストプラクティス. */
const INNER_SPACE = new RegExp(`(?<=[${JAPANESE}])\\s+(?=[${JAPANESE}])`, 'gu');
/** Where a word of Japanese may end: between kanji, katakana and hiragana. */
const SCRIPTS = new RegExp(
  `[${KATAKANA}]+|[\\u3041-\\u3096\\u309d-\\u309f]+|[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff]+`,
  'gu',
);

export interface Run {
  /** Folded. */
  readonly text: string;
  readonly japanese: boolean;
}

function prepared(text: string): string {
  return fold(text)
    .replace(BEYOND_U_FFFF, ' ')
    .replace(APOSTROPHE, '')
    .replace(FINAL_LENGTH_MARK, '')
    .replace(INNER_DOT, '');
}

function runsOf(text: string): Run[] {
  return Array.from(text.matchAll(RUNS), ([run, japanese]) => ({ text: run, japanese: japanese !== undefined }));
}

/** The terms of a run of Japanese: its pairs of neighbours, or the character where it is alone. */
export function pairsOf(run: string): Term[] {
  if (run.length < 2) return [run];
  return Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));
}

/** Whether a term or word is of Japanese characters. */
export function isJapaneseTerm(term: Term): boolean {
  return IS_JAPANESE.test(term);
}

/** The terms of a text in its order, repeated where they repeat. Empty for a text of punctuation. */
export function tokens(text: string): Term[] {
  return runsOf(prepared(text).replace(INNER_SPACE, '')).flatMap((run) =>
    run.japanese ? pairsOf(run.text) : [run.text],
  );
}

/**
 * The words of a query in their order: Latin words and numbers, and Japanese cut where its script changes, for it is typed
 * without spaces (機械学習のテスト is 機械学習, の, テスト).
 */
export function queryWords(text: string): Run[] {
  return runsOf(prepared(text)).flatMap((run) =>
    run.japanese ? Array.from(run.text.matchAll(SCRIPTS), ([word]) => ({ text: word, japanese: true })) : [run],
  );
}
