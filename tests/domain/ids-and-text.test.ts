import { expect, it } from 'vitest';
import { expectNodeId, isSlug, nodeId, parseNodeId } from '../../src/domain/ids.ts';
import { checkText, fold, slugify, sortKey } from '../../src/domain/text.ts';

it('takes ids apart as they were made', () => {
  const id = nodeId('VENUE_EDITION', 'kdd-2019');
  expect(id).toBe('VenueEdition:kdd-2019');
  expect(parseNodeId(id)).toEqual({ id, kind: 'VENUE_EDITION', slug: 'kdd-2019' });
});

it.each(['', ':', 'Topic', 'Topic:', 'topic:a', 'Topic:-a', 'Topic:a--b', 'Topic:a b', 'Nothing:a', 'Topic:🚀'])(
  'refuses the id %j',
  (text) => {
    expect(parseNodeId(text)).toBeNull();
    expect(() => expectNodeId(text)).toThrow(/Kind:slug/);
  },
);

it('refuses an id of another kind', () => {
  expect(() => expectNodeId('Topic:a', 'VENUE')).toThrow(/is of a Topic; an id of a Venue/);
});

it.each([
  ['Éclair', 'eclair'],
  ['ＭＬ', 'ml'],
  ['ﬁne', 'fine'],
  ['がく', 'がく'],
  ['ｶﾞ', 'ガ'],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(fold(folded)).toBe(folded);
});

it('tells voiced from unvoiced kana', () => {
  expect(fold('が')).not.toBe(fold('か'));
});

it('makes slugs that are slugs, cut at words', () => {
  expect(slugify('  The ML-Test Score: Éclair! 🚀')).toBe('the-ml-test-score-eclair');
  expect(slugify('one two three', 9)).toBe('one-two');
  expect(isSlug(slugify('機械学習 の テスト'))).toBe(true);
  expect(slugify('🚀 !')).toBe('');
});

it('orders characters beyond the first plane as one', () => {
  expect(sortKey('🚀')).toBe(sortKey('😀'));
});

it.each(['a\u0000b', '\ud800', '\udc00a'])('refuses text that databases would change: %j', (text) => {
  expect(() => checkText('title', text, 10)).toThrow(/title holds/);
});
