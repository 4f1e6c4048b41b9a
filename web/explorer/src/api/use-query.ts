/** A question of a view: asked when it changes, given up when nobody looks any more. */
import { useEffect, useState } from 'preact/hooks';
import { ask, type Query } from './client.ts';

export type Asked<Data> =
  | { readonly state: 'loading'; readonly data: Data | null }
  | { readonly state: 'done'; readonly data: Data }
  | { readonly state: 'failed'; readonly data: Data | null; readonly error: Error };

/** The answer; while a new one is on its way, the last one stays visible. `variables` null asks nothing. */
export function useQuery<Data, Variables>(query: Query<Data, Variables>, variables: Variables | null): Asked<Data> {
  const [asked, setAsked] = useState<Asked<Data>>({ state: 'loading', data: null });
  const key = variables === null ? null : JSON.stringify(variables);
  useEffect(() => {
    if (key === null) return undefined;
    const leaving = new AbortController();
    setAsked(({ data }) => ({ state: 'loading', data }));
    ask(query, JSON.parse(key) as Variables, leaving.signal).then(
      (data) => setAsked({ state: 'done', data }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const cause = error instanceof Error ? error : new Error(String(error));
        setAsked(({ data }) => ({ state: 'failed', data, error: cause }));
      },
    );
    return () => leaving.abort();
  }, [query, key]);
  return asked;
}
