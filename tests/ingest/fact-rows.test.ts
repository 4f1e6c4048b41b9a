import { describe, expect, it } from 'vitest';
import { linkRowOf, personRowOf, workRowOf } from '../../src/ingest/fact-rows.ts';

const PAPER = { title: 'T', kind: 'paper' };

describe('a work of the raw facts', () => {
  it('keeps apart how its authors and its edition were inferred, and leaves out what else a note says', () => {
    const note =
      'author names as in Semantic Scholar; some initials expanded from other rows; edition from the position in the list';
    expect(workRowOf({ ...PAPER, note })).toEqual({
      ...PAPER,
      inferred: {
        authors: 'some initials expanded from other rows',
        edition: 'edition from the position in the list',
      },
    });
    expect(workRowOf({ ...PAPER, note: 'some given names are initials, as in the source' })).toEqual(PAPER);
  });

  it('gives the only known affiliation to the paper, not to the author it stands beside', () => {
    const authors = [{ name: 'Ada Lovelace', affiliation: 'Example University' }];
    expect(workRowOf({ ...PAPER, authors, seen_in: 'x (affiliation: the only one Crossref gives)' })).toMatchObject({
      authors: ['Ada Lovelace'],
      organizations: ['Example University'],
    });
    expect(workRowOf({ ...PAPER, authors, seen_in: 'x' })).toMatchObject({ authors });
  });

  it('has the company that published it among its organizations, and no site or series', () => {
    const item = { ...PAPER, kind: 'book', organizations: ['Example'] };
    expect(workRowOf({ ...item, 'publisher/venue': '日経BP社' }).organizations).toEqual(['Example', '日経BP社']);
    expect(workRowOf({ ...item, 'publisher/venue': 'SlideShare' }).organizations).toEqual(['Example']);
  });

  it('publishes nothing that is marked as unverified', () => {
    const row = workRowOf({ ...PAPER, authors_unverified: ['Somebody'], publisher_unverified: 'A press' });
    expect(row).toEqual(PAPER);
  });

  it('names its original, its venue as an event, and its sections as one path', () => {
    const event = { title: 'SREcon21 OpML Track', kind: 'track', section: ['Sources', 'Industrial'] };
    expect(workRowOf(event)).toEqual({ ...event, venue: 'SREcon', section: 'Sources / Industrial' });
    const original = { title: 'The Lean Startup', year: 2011, publisher: 'A press' };
    expect(workRowOf({ ...PAPER, original }).translates).toEqual({ title: 'The Lean Startup', year: 2011 });
  });
});

describe('other raw facts', () => {
  it('call a link code only where it is', () => {
    const link = { title: 'T', edition: 'KDD 2019', doi: null, url: 'https://github.com/a/b', label: 'a/b' };
    expect(linkRowOf({ ...link, kind: 'code' }).label).toBe('Code: a/b');
    expect(linkRowOf({ ...link, kind: 'dataset' }).label).toBe('dataset: a/b');
  });

  it('leave out handles and kanji that nobody verified', () => {
    const person = { name: 'Ada', name_ja: 'エイダ', handles: ['ada'], urls: [] };
    expect(personRowOf({ ...person, note: 'handle not verified' })).toEqual({
      kind: 'person',
      name: 'Ada',
      nameJa: 'エイダ',
    });
    expect(personRowOf({ ...person, note: 'kanji and employer not verified' })).toEqual({
      kind: 'person',
      name: 'Ada',
      handles: ['ada'],
    });
  });
});
