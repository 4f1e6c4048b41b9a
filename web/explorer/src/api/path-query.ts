import { query } from './client.ts';
import type { EdgeAnswer, Named } from './shapes.ts';

export interface PathEdge extends EdgeAnswer {
  readonly provenance: {
    readonly confidence: number;
    readonly method: string;
    readonly source: Named & { readonly url: string | null };
  } | null;
}
export interface PathAnswer {
  readonly from: (Named & { readonly __typename: string }) | null;
  readonly to: (Named & { readonly __typename: string }) | null;
  readonly path: {
    readonly truncated: boolean;
    readonly exploredNodeCount: number;
    readonly paths: readonly {
      readonly length: number;
      readonly explanation: string;
      readonly nodes: readonly (Named & { readonly __typename: string })[];
      readonly edges: readonly PathEdge[];
    }[];
  };
}
export interface PathVariables {
  readonly from: string;
  readonly to: string;
  readonly via: readonly string[] | null;
  readonly lang: 'EN' | 'JA';
}

export const PATH_QUERY = query<PathAnswer, PathVariables>(`
query ExplorePath($from: ID!, $to: ID!, $via: [EdgeKind!], $lang: Language) {
  from: node(id: $from) { __typename id ... on Entity { name(lang: $lang) } }
  to: node(id: $to) { __typename id ... on Entity { name(lang: $lang) } }
  path(from: $from, to: $to, via: $via, maxHops: 4, first: 5) {
    truncated
    exploredNodeCount
    paths {
      length
      explanation(lang: $lang)
      nodes { __typename id name(lang: $lang) }
      edges { kind source target weight provenance { confidence method source { id name(lang: $lang) url } } }
    }
  }
}`);
