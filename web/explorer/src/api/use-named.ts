/** The names of nodes that an address names by their ids. */
import { useWords } from '../language/language.ts';
import { query } from './client.ts';
import { useQuery } from './use-query.ts';

export interface NamedNode {
  readonly id: string;
  readonly name: string;
  readonly __typename: string;
}

const NAMES_QUERY = query<
  { readonly nodes: readonly (NamedNode | null)[] },
  { readonly ids: readonly string[]; readonly lang: 'EN' | 'JA' }
>(`query ExploreNames($ids: [ID!]!, $lang: Language) {
  nodes(ids: $ids) { __typename id ... on Entity { name(lang: $lang) } }
}`);

/** For each id its node; null for null, for an unknown id, and while the names are on their way. */
export function useNamed(ids: readonly (string | null)[]): (id: string | null) => NamedNode | null {
  const { apiLanguage } = useWords();
  const wanted = ids.filter((id) => id !== null);
  const { data } = useQuery(NAMES_QUERY, wanted.length === 0 ? null : { ids: wanted, lang: apiLanguage });
  return (id) => {
    const node = data?.nodes.find((known) => known?.id === id) ?? null;
    // An id that is not (yet) known is shown as it is, so that it can be changed.
    return node ?? (id === null ? null : { id, name: id, __typename: id.slice(0, id.indexOf(':')) });
  };
}
