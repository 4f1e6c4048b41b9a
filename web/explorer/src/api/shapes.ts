/** Shapes of answers that several views share, with the text that asks for them. */

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Bucket {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

export interface Facet {
  readonly field: string;
  readonly otherCount: number;
  readonly missingCount: number;
  readonly buckets: readonly (Bucket & { readonly node: { readonly id: string } | null })[];
}
export const FACET_FIELDS = 'field otherCount missingCount buckets { key label(lang: $lang) count node { id } }';

/** The choices of the filters: each counted as if nothing of its own field were chosen, so that one can choose another. */
export const FILTER_FACETS = `facets(by: [TYPE, TOPIC, VENUE, ORGANIZATION], first: 10, disjunctive: true) { ${FACET_FIELDS} }
    yearFacet: facets(by: [YEAR], first: 100, disjunctive: true) { field otherCount missingCount buckets { key label count node { id } } }`;

export interface GraphAnswer {
  readonly truncated: boolean;
  readonly omittedNodeCount: number;
  readonly nodes: readonly {
    readonly degree: number;
    readonly community: number | null;
    readonly node: Named & { readonly __typename: string };
  }[];
  readonly edges: readonly EdgeAnswer[];
}
export interface EdgeAnswer {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly weight: number | null;
}
export const GRAPH_FIELDS = `truncated omittedNodeCount
  nodes { degree community node { __typename id name(lang: $lang) } }
  edges { kind source target weight }`;

export interface ResourceItem {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly year: number | null;
  readonly url: string | null;
  readonly venue: Named | null;
  readonly authors: { readonly totalCount: number; readonly nodes: readonly Named[] };
  readonly topics: {
    readonly edges: readonly { readonly matched: string | null; readonly score: number; readonly node: Named }[];
  };
  readonly sources: {
    readonly edges: readonly {
      readonly section: string | null;
      readonly node: Named & { readonly url: string | null };
    }[];
  };
}
/** `title` keeps the language it was written in. */
export const RESOURCE_FIELDS = `id title type year url venue { id name(lang: $lang) }
  authors(first: 4) { totalCount nodes { id name(lang: $lang) } }
  topics(first: 8) { edges { matched score node { id name(lang: $lang) } } }
  sources(first: 3) { edges { section node { id name(lang: $lang) url } } }`;

export interface ResourcePage {
  readonly nodes: readonly ResourceItem[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface TrendAnswer {
  readonly years: readonly number[];
  readonly undatedCount: number;
  readonly series: readonly { readonly bucket: Bucket; readonly counts: readonly number[] }[];
}
export const TREND_FIELDS = 'years undatedCount series { bucket { key label(lang: $lang) count } counts }';

export interface CrossAnswer {
  readonly rows: readonly (Bucket & { readonly node: { readonly id: string } | null })[];
  readonly columns: readonly Bucket[];
  readonly counts: readonly (readonly number[])[];
}
export const CROSS_FIELDS =
  'rows { key label(lang: $lang) count node { id } } columns { key label(lang: $lang) count } counts';

export interface TopicWeight {
  readonly count: number;
  readonly share: number;
  readonly lift: number;
  readonly topic: Named;
}
export const WEIGHT_FIELDS = 'count share lift topic { id name(lang: $lang) }';
