import { query } from './client.ts';
import type { ResourceFilter } from './filter.ts';
import {
  FACET_FIELDS,
  FILTER_FACETS,
  GRAPH_FIELDS,
  RESOURCE_FIELDS,
  type Facet,
  type GraphAnswer,
  type ResourcePage,
} from './shapes.ts';

export interface StartAnswer {
  readonly topicGraph: GraphAnswer;
  readonly resources: ResourcePage & {
    readonly totalCount: number;
    readonly topics: readonly Facet[];
    readonly facets: readonly Facet[];
    readonly yearFacet: readonly Facet[];
  };
}
export interface StartVariables {
  readonly filter: ResourceFilter;
  readonly lang: 'EN' | 'JA';
}

/** The topic map, the counts behind it, and the newest resources. */
export const START_QUERY = query<StartAnswer, StartVariables>(`
query ExploreStart($filter: ResourceFilter, $lang: Language) {
  topicGraph(filter: $filter, minCount: 2, first: 90) { ${GRAPH_FIELDS} }
  resources(filter: $filter, first: 10, orderBy: [{ field: YEAR }, { field: TITLE, direction: ASC }]) {
    totalCount
    topics: facets(by: [TOPIC], first: 100) { ${FACET_FIELDS} }
    ${FILTER_FACETS}
    nodes { ${RESOURCE_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`);
