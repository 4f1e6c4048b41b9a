/** What a view of one node asks, by the kind of the node: its own facts, and the same list of resources with its counts. */
import type { NodeRouteKind } from '../routing/place.ts';
import { query, type Query } from './client.ts';
import type { ResourceFilter } from './filter.ts';
import {
  CROSS_FIELDS,
  FACET_FIELDS,
  FILTER_FACETS,
  RESOURCE_FIELDS,
  TREND_FIELDS,
  WEIGHT_FIELDS,
  type CrossAnswer,
  type Facet,
  type Named,
  type ResourceItem,
  type ResourcePage,
  type TopicWeight,
  type TrendAnswer,
} from './shapes.ts';

export interface NodeResources extends ResourcePage {
  readonly totalCount: number;
  readonly trend: TrendAnswer;
  readonly cross: CrossAnswer;
  readonly top: readonly Facet[];
  readonly facets: readonly Facet[];
  readonly yearFacet: readonly Facet[];
}

export interface RelatedWork {
  readonly score: number;
  readonly resource: Named & { readonly title: string; readonly year: number | null; readonly url: string | null };
  readonly reasons: readonly { readonly kind: string; readonly text: string; readonly via: Named }[];
}

export interface LinkedWork {
  readonly kind: string;
  readonly direction: string;
  readonly node: ResourceItem;
}

/** Fields beyond the first three are there for some kinds only. */
export interface NodeDetails extends Named {
  readonly __typename: string;
  readonly url: string | null;
  readonly otherName?: string;
  readonly resources?: NodeResources;
  readonly altLabels?: readonly string[];
  readonly definition?: string | null;
  readonly broader?: readonly { readonly id: string }[];
  readonly ancestors?: readonly (Named & { readonly broader: readonly { readonly id: string }[] })[];
  /** Every topic below. */
  readonly below?: readonly { readonly id: string }[];
  readonly narrower?: readonly Named[];
  readonly relatedTopics?: readonly Named[];
  readonly travelsWith?: readonly TopicWeight[];
  readonly memberOf?: { readonly nodes: readonly Named[] };
  readonly members?: { readonly totalCount: number; readonly nodes: readonly Named[] };
  readonly coAuthors?: readonly { readonly count: number; readonly author: Named }[];
  readonly fullName?: string | null;
  readonly editions?: readonly (Named & { readonly year: number; readonly complete: boolean })[];
  readonly year?: number | null;
  readonly complete?: boolean;
  readonly venue?: Named | null;
  readonly edition?: Named | null;
  readonly licence?: string | null;
  readonly title?: string;
  readonly type?: string;
  readonly doi?: string | null;
  readonly arxivId?: string | null;
  readonly abstract?: string | null;
  readonly authors?: ResourceItem['authors'];
  readonly topics?: ResourceItem['topics'];
  readonly sources?: ResourceItem['sources'];
  readonly organizations?: { readonly nodes: readonly Named[] };
  readonly links?: { readonly edges: readonly LinkedWork[] };
  readonly related?: readonly RelatedWork[];
}

export interface NodeAnswer {
  readonly node: NodeDetails | null;
}
export interface NodeVariables {
  /** The id, for an edition. */
  readonly slug: string;
  /** Not for a resource, which has no list of resources. */
  readonly filter?: ResourceFilter;
  readonly lang: 'EN' | 'JA';
  readonly otherLang: 'EN' | 'JA';
}

const NAMED = 'id name(lang: $lang)';
const NEWEST = 'orderBy: [{ field: YEAR }, { field: TITLE, direction: ASC }]';

function resourcesWith(rows: 'VENUE' | 'TOPIC', top: string): string {
  return `resources(filter: $filter, first: 20, ${NEWEST}) {
    totalCount
    trend(groupBy: TYPE, first: 6) { ${TREND_FIELDS} }
    cross(rows: ${rows}, columns: YEAR, firstRows: 12, firstColumns: 40) { ${CROSS_FIELDS} }
    top: facets(by: [${top}], first: 10) { ${FACET_FIELDS} }
    ${FILTER_FACETS}
    nodes { ${RESOURCE_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }`;
}

const COMMON = '__typename id name(lang: $lang) otherName: name(lang: $otherLang) url';

/** For each kind, the field that finds it and what is asked of it. */
const PARTS: Readonly<Record<NodeRouteKind, readonly [root: string, fields: string]>> = {
  topic: [
    'topic(slug: $slug)',
    `altLabels(lang: $lang) definition(lang: $lang)
    broader { id } ancestors { ${NAMED} broader { id } } below: narrower(depth: 10) { id } narrower { ${NAMED} } relatedTopics: related { ${NAMED} }
    travelsWith: coOccurring(first: 12, orderBy: LIFT, filter: $filter) { ${WEIGHT_FIELDS} }
    ${resourcesWith('VENUE', 'AUTHOR, ORGANIZATION')}`,
  ],
  author: [
    'author(slug: $slug)',
    `memberOf: organizations(first: 10) { nodes { ${NAMED} } }
    coAuthors(first: 12) { count author { ${NAMED} } }
    travelsWith: topTopics(first: 12, orderBy: COUNT) { ${WEIGHT_FIELDS} }
    ${resourcesWith('TOPIC', 'VENUE, ORGANIZATION')}`,
  ],
  organization: [
    'organization(slug: $slug)',
    `members: authors(first: 12) { totalCount nodes { ${NAMED} } }
    travelsWith: topTopics(first: 12, orderBy: LIFT) { ${WEIGHT_FIELDS} }
    ${resourcesWith('TOPIC', 'VENUE, AUTHOR')}`,
  ],
  venue: [
    'venue(slug: $slug)',
    `fullName editions { ${NAMED} year complete }
    travelsWith: topTopics(first: 12, orderBy: LIFT) { ${WEIGHT_FIELDS} }
    ${resourcesWith('TOPIC', 'AUTHOR, ORGANIZATION')}`,
  ],
  edition: [
    'node(id: $slug)',
    `... on VenueEdition { ${COMMON} year complete venue { ${NAMED} } ${resourcesWith('TOPIC', 'AUTHOR, ORGANIZATION')} }`,
  ],
  source: ['source(slug: $slug)', `licence ${resourcesWith('TOPIC', 'AUTHOR, ORGANIZATION')}`],
  resource: [
    'resource(slug: $slug)',
    `${RESOURCE_FIELDS} doi arxivId abstract edition { ${NAMED} }
    organizations(first: 10) { nodes { ${NAMED} } }
    links(first: 20) { edges { kind direction node { ${RESOURCE_FIELDS} } } }
    related(first: 8) { score resource { id name title year url } reasons { kind text via { ${NAMED} } } }`,
  ],
};

function nodeQuery(kind: NodeRouteKind): Query<NodeAnswer, NodeVariables> {
  const [root, fields] = PARTS[kind];
  // A variable that nothing uses is an error of the document.
  const variables = [
    `$slug: ${kind === 'edition' ? 'ID' : 'String'}!`,
    '$lang: Language',
    '$otherLang: Language!',
    ...(kind === 'resource' ? [] : ['$filter: ResourceFilter']),
  ];
  const common = kind === 'edition' ? '__typename' : COMMON;
  return query(`query Explore_${kind}(${variables.join(', ')}) {\n  node: ${root} { ${common} ${fields} }\n}`);
}

export const NODE_QUERIES = {
  topic: nodeQuery('topic'),
  author: nodeQuery('author'),
  organization: nodeQuery('organization'),
  venue: nodeQuery('venue'),
  edition: nodeQuery('edition'),
  source: nodeQuery('source'),
  resource: nodeQuery('resource'),
} as const satisfies Record<NodeRouteKind, Query<NodeAnswer, NodeVariables>>;
