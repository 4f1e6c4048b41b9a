/** The only text code of the project: folding, slugs, sort keys, and what untrusted text must satisfy. */
import { DomainError } from './errors.ts';

/** Marks that carry no meaning of their own. Japanese voiced marks (U+3099, U+309A) are not among them: が is not か. */
const DIACRITICS = /[\u0300-\u036f]/g;
// oxlint-disable-next-line no-control-regex -- NUL is what we look for
const REFUSED = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;
const JAPANESE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]/;

/** NFC, white space collapsed to single spaces, ends trimmed. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** The folding of `contains`, `startsWith`, slugs, names and TITLE order: NFKD, diacritics dropped, lower case, NFC again. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(DIACRITICS, '').toLowerCase().normalize('NFC');
}

/** A cursor holds the key of its row, and must fit into an address. */
const MAX_SORT_CHARACTERS = 300;

/**
 * What texts are ordered by: the beginning of the folded text, with characters beyond U+FFFF made one, because the stores
 * would order them apart.
 */
export function sortKey(text: string): string {
  return fold(text).replace(ASTRAL, '\ufffd').slice(0, MAX_SORT_CHARACTERS);
}

/** Folded words of letters and digits joined by `-`; `''` when the text has none. At most `maxCharacters`, cut at a word. */
export function slugify(text: string, maxCharacters = 200): string {
  const words = fold(text)
    .replace(ASTRAL, ' ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  let slug = words[0]?.slice(0, maxCharacters) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > maxCharacters) break;
    slug += `-${word}`;
  }
  return slug;
}

/** Whether the text holds kana or kanji. */
export function isJapanese(text: string): boolean {
  return JAPANESE.test(text);
}

/** Whether the text can be stored as it is: no NUL, no lone surrogate. */
export function isWellFormed(text: string): boolean {
  return !REFUSED.test(text);
}

/**
 * Checks untrusted text. Lone surrogates and NUL are refused because databases store something else in their place.
 * @throws DomainError BAD_USER_INPUT naming `argument` and the rule, never the value.
 */
export function checkText(argument: string, text: string, maxCharacters: number): void {
  if (text.length > maxCharacters) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `${argument} may have ${maxCharacters} characters; it has ${text.length}.`,
      {
        limit: maxCharacters,
      },
    );
  }
  if (!isWellFormed(text)) {
    throw new DomainError(
      'BAD_USER_INPUT',
      `${argument} holds a NUL or half of a surrogate pair; send well-formed text.`,
    );
  }
}
