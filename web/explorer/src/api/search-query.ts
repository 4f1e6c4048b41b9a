import { query } from './client.ts';
import type { Named } from './shapes.ts';

export interface Suggested {
  readonly kind: string;
  readonly label: string;
  readonly hint: string | null;
  readonly node: { readonly id: string };
}
/** As one types. */
export const SUGGEST_QUERY = query<
  { readonly suggest: readonly Suggested[] },
  { readonly prefix: string; readonly kinds: readonly string[] | null }
>(`query ExploreSuggest($prefix: String!, $kinds: [NodeKind!]) {
  suggest(prefix: $prefix, kinds: $kinds, first: 8) { kind label hint node { id } }
}`);

export interface SearchAnswer {
  readonly search: {
    readonly totalCount: number;
    readonly suggestions: readonly string[];
    readonly kindCounts: readonly { readonly kind: string; readonly count: number }[];
    readonly edges: readonly {
      readonly matchedFields: readonly string[];
      readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
      readonly node: Named & { readonly __typename: string; readonly year?: number | null; readonly type?: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
export const SEARCH_QUERY = query<
  SearchAnswer,
  { readonly text: string; readonly after: string | null; readonly lang: 'EN' | 'JA' }
>(`query ExploreSearch($text: String!, $after: String, $lang: Language) {
  search(query: $text, first: 20, after: $after) {
    totalCount
    suggestions
    kindCounts { kind count }
    edges { matchedFields highlights { field fragment } node { __typename id name(lang: $lang) ... on Resource { year type } } }
    pageInfo { hasNextPage endCursor }
  }
}`);
