/** Further pages of the list under a node or of the whole graph. */
import type { NodeRouteKind } from '../routing/place.ts';
import { query, type Query } from './client.ts';
import type { ResourceFilter } from './filter.ts';
import { RESOURCE_FIELDS, type ResourcePage } from './shapes.ts';

export interface MoreAnswer {
  readonly node: { readonly resources: ResourcePage } | null;
}
export interface MoreVariables {
  readonly id: string;
  readonly filter: ResourceFilter;
  readonly lang: 'EN' | 'JA';
  readonly after: string;
}

const PAGE = `resources(filter: $filter, first: 20, after: $after, orderBy: [{ field: YEAR }, { field: TITLE, direction: ASC }]) {
  nodes { ${RESOURCE_FIELDS} } pageInfo { hasNextPage endCursor }
}`;
const TYPES: Readonly<Record<Exclude<NodeRouteKind, 'resource'>, string>> = {
  topic: 'Topic',
  author: 'Author',
  organization: 'Organization',
  venue: 'Venue',
  edition: 'VenueEdition',
  source: 'Source',
};
const VARIABLES = '$filter: ResourceFilter, $lang: Language, $after: String';

/** One text for each kind, so that the API sees few documents. */
export function moreResourcesQuery(kind: Exclude<NodeRouteKind, 'resource'>): Query<MoreAnswer, MoreVariables> {
  return query(`query ExploreMore($id: ID!, ${VARIABLES}) { node(id: $id) { ... on ${TYPES[kind]} { ${PAGE} } } }`);
}

export interface MoreOfAllAnswer {
  readonly resources: ResourcePage;
}
export const MORE_OF_ALL_QUERY = query<MoreOfAllAnswer, Omit<MoreVariables, 'id'>>(
  `query ExploreMoreOfAll(${VARIABLES}) { ${PAGE} }`,
);
