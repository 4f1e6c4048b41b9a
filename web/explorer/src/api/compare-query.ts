/** Two nodes side by side: both lists of resources, and what they have in common. */
import { query } from './client.ts';
import type { ResourceFilter } from './filter.ts';
import { FACET_FIELDS, TREND_FIELDS, type Facet, type Named, type TrendAnswer } from './shapes.ts';

export interface Compared extends Named {
  readonly __typename: string;
  readonly resources?: { readonly totalCount: number; readonly trend: TrendAnswer; readonly facets: readonly Facet[] };
}
export interface CompareAnswer {
  readonly a: Compared | null;
  readonly b: Compared | null;
  readonly both: { readonly totalCount: number };
}
export interface CompareVariables {
  readonly a: string;
  readonly b: string;
  /** What has to do with both. */
  readonly both: ResourceFilter;
  readonly lang: 'EN' | 'JA';
}

const SIDE = `resources {
  totalCount
  trend(groupBy: TYPE, first: 20) { ${TREND_FIELDS} }
  facets(by: [TYPE, TOPIC, VENUE, ORGANIZATION, AUTHOR], first: 8) { ${FACET_FIELDS} }
}`;
const FIELDS = `__typename id
  ... on Entity { name(lang: $lang) }
  ... on Topic { ${SIDE} }
  ... on Venue { ${SIDE} }
  ... on Organization { ${SIDE} }
  ... on Author { ${SIDE} }`;

export const COMPARE_QUERY = query<CompareAnswer, CompareVariables>(`
query ExploreCompare($a: ID!, $b: ID!, $both: ResourceFilter, $lang: Language) {
  a: node(id: $a) { ${FIELDS} }
  b: node(id: $b) { ${FIELDS} }
  both: resources(filter: $both, first: 0) { totalCount }
}`);

/** Resources that have to do with both nodes. */
export function bothFilter(a: string, b: string): ResourceFilter {
  const about = (id: string): ResourceFilter => {
    const at = id.indexOf(':');
    const [type, slug] = [id.slice(0, at), id.slice(at + 1)];
    const bySlug = { slug: { eq: slug } };
    if (type === 'Venue') return { venue: bySlug };
    if (type === 'Organization') return { organizations: { some: bySlug } };
    if (type === 'Author') return { authors: { some: bySlug } };
    return { topics: { some: { ...bySlug, includeNarrower: true } } };
  };
  return { and: [about(a), about(b)] };
}
