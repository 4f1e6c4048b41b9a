/** Links to a query: in the fragment, so that neither servers nor their logs ever see it. */

export interface SharedQuery {
  readonly query: string;
  readonly variables: string;
}

/** The address of `page` with a query in its fragment. */
export function linkTo(page: string, { query, variables }: SharedQuery): string {
  const fragment = new URLSearchParams({ query });
  if (variables.trim() !== '') fragment.set('variables', variables);
  const link = new URL(page);
  link.hash = fragment.toString();
  return link.href;
}

/** The query in a fragment (`location.hash`), or null when it holds none. */
export function readLink(hash: string): SharedQuery | null {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const query = fragment.get('query');
  return query === null ? null : { query, variables: fragment.get('variables') ?? '' };
}
