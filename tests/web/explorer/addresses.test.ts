import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resourceFilter } from '../../../web/explorer/src/api/filter.ts';
import {
  idOf,
  NO_FILTERS,
  readPlace,
  routeOfId,
  START,
  writePlace,
  type Place,
  type Route,
} from '../../../web/explorer/src/routing/place.ts';
import { runs } from '../../property/replay.ts';

const slug = fc.constantFrom('kdd', 'ml-testing', '機械学習', 'a-2019-1f2e3d');
const id = fc.constantFrom('Topic:ml-testing', 'Author:michiaki-ariga', 'VenueEdition:kdd-2019');
const year = fc.option(fc.integer({ min: 1950, max: 2030 }));
const slugs = fc.uniqueArray(slug, { maxLength: 3 });
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant({ view: 'start' } as const),
  fc.record({ view: fc.constant('search' as const), query: fc.string({ minLength: 1 }) }),
  fc.record({
    view: fc.constant('node' as const),
    kind: fc.constantFrom('topic' as const, 'author' as const, 'edition' as const, 'resource' as const),
    slug,
  }),
  fc.record({ view: fc.constant('path' as const), from: fc.option(id), to: fc.option(id) }),
  fc.record({ view: fc.constant('compare' as const), a: fc.option(id), b: fc.option(id) }),
);
const place: fc.Arbitrary<Place> = fc.record({
  route,
  filters: fc.record({
    venues: slugs,
    types: fc.uniqueArray(fc.constantFrom('PAPER', 'TALK')),
    organizations: slugs,
    topics: slugs,
    fromYear: year,
    toYear: year,
  }),
  expanded: fc.uniqueArray(fc.constantFrom('Topic:a', 'Author:b~AUTHORED_BY')),
  embed: fc.boolean(),
  language: fc.constantFrom('en' as const, 'ja' as const, null),
});

describe('addresses of the explorer', () => {
  it('give the same view again', () => {
    fc.assert(
      fc.property(place, (from) => {
        expect(readPlace(writePlace(from))).toEqual(from);
      }),
      runs(300),
    );
  });

  it.each([
    ['/explore', START],
    ['/explore/topic/feature-store', { ...START, route: { view: 'node', kind: 'topic', slug: 'feature-store' } }],
    [
      '/explore/path?from=Topic:feature-store&to=Topic:data-validation',
      { ...START, route: { view: 'path', from: 'Topic:feature-store', to: 'Topic:data-validation' } },
    ],
    [
      '/explore/compare?a=Venue:kdd&b=Venue:opml',
      { ...START, route: { view: 'compare', a: 'Venue:kdd', b: 'Venue:opml' } },
    ],
    ['/explore?years=2019-2022', { ...START, filters: { ...NO_FILTERS, fromYear: 2019, toYear: 2022 } }],
  ])('%s is written as it is read', (address, expected) => {
    expect(readPlace(address)).toEqual(expected);
    expect(writePlace(readPlace(address))).toBe(address);
  });

  it.each(['/explore/topic', '/explore/nothing/here', '/explore/topic/%E0%A4%A', '/explore?years=now'])(
    '%s shows the start instead of failing',
    (address) => {
      expect(readPlace(address)).toEqual(START);
    },
  );

  it('leads from an id to the view of its node', () => {
    expect(routeOfId('VenueEdition:kdd-2019')).toEqual({ view: 'node', kind: 'edition', slug: 'kdd-2019' });
    expect(idOf('edition', 'kdd-2019')).toBe('VenueEdition:kdd-2019');
    expect(routeOfId('Nothing:x')).toEqual({ view: 'start' });
  });
});

describe('filters of the explorer', () => {
  it('say nothing where nothing is chosen', () => {
    expect(resourceFilter(NO_FILTERS)).toEqual({});
  });

  it('become the filter of the API', () => {
    expect(resourceFilter({ ...NO_FILTERS, venues: ['kdd'], topics: ['ml-testing'], toYear: 2022 })).toEqual({
      venue: { slug: { in: ['kdd'] } },
      topics: { some: { slug: { in: ['ml-testing'] }, includeNarrower: true } },
      year: { lte: 2022 },
    });
  });
});
