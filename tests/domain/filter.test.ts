import { expect, it } from 'vitest';
import { both, EVERYTHING, withoutKey, type ResourceFilter } from '../../src/domain/filter.ts';

const year: ResourceFilter = { op: 'value', field: 'year', test: { is: 'gt', value: 2018 } };
const venue: ResourceFilter = { op: 'one', relation: 'venue', where: { op: 'and', of: [] } };
const nested: ResourceFilter = { op: 'or', of: [year, venue] };

it('sets aside the top-level conditions on a key and leaves what stands inside and, or and not', () => {
  const negated: ResourceFilter = { op: 'not', of: year };
  const filter: ResourceFilter = { op: 'and', of: [year, venue, nested, negated, { op: 'and', of: [year] }] };
  expect(withoutKey(filter, 'year')).toEqual({
    op: 'and',
    of: [venue, nested, negated, { op: 'and', of: [year] }],
  });
});

it('accepts everything without the only condition', () => {
  expect(withoutKey(year, 'year')).toEqual(EVERYTHING);
  expect(withoutKey(year, 'venue')).toEqual(year);
});

it('keeps the left side of two filters at the top level', () => {
  const joined = both({ op: 'and', of: [year] }, { op: 'and', of: [venue] });
  expect(withoutKey(joined, 'year')).toEqual({ op: 'and', of: [{ op: 'and', of: [venue] }] });
  expect(withoutKey(joined, 'venue')).toEqual(joined);
});
