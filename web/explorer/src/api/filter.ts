/** The filters of a view as the API's ResourceFilter. */
import type { Filters } from '../routing/place.ts';

export type ResourceFilter = Readonly<Record<string, unknown>>;

/** Years as the API compares them; null where both ends are open. */
function yearFilter({ fromYear, toYear }: Filters): ResourceFilter | null {
  if (fromYear === null && toYear === null) return null;
  return { ...(fromYear === null ? {} : { gte: fromYear }), ...(toYear === null ? {} : { lte: toYear }) };
}

/** An absent filter is an absent field, so that equal views ask equal questions. */
export function resourceFilter(filters: Filters): ResourceFilter {
  const { venues, types, organizations, topics } = filters;
  const year = yearFilter(filters);
  return {
    ...(types.length === 0 ? {} : { type: { in: types } }),
    ...(venues.length === 0 ? {} : { venue: { slug: { in: venues } } }),
    ...(organizations.length === 0 ? {} : { organizations: { some: { slug: { in: organizations } } } }),
    ...(topics.length === 0 ? {} : { topics: { some: { slug: { in: topics }, includeNarrower: true } } }),
    ...(year === null ? {} : { year }),
  };
}
