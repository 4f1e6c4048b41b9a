import { createApollo, type ApolloDependencies } from '../../src/graphql/apollo.ts';
import { execute } from '../../src/graphql/execute.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { recordingStore } from './recording-store.ts';

/** What a test reads of an answer: anything may be anywhere. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export interface Answer {
  readonly data: Json;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** Of the query, 0 where it was refused. */
  readonly cost: number;
  /** What the store was asked, in order. */
  readonly calls: readonly string[];
}
export type Ask = (document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** The real engine over the small graph, without HTTP. */
export async function smallEngine(
  change: (store: GraphStore) => GraphStore = (store) => store,
  settings: Pick<ApolloDependencies, 'now'> = {},
): Promise<Ask> {
  const { store, calls } = recordingStore(change(createMemoryStore(SMALL_GRAPH)));
  const apollo = createApollo({ store, ...settings });
  await apollo.start();
  return async (document, variables = {}) => {
    calls.length = 0;
    const result = await execute(apollo, { store, document, variables });
    const {
      data = null,
      errors = [],
      extensions,
    } = JSON.parse(JSON.stringify(result)) as {
      data?: Json;
      errors?: Answer['errors'];
      extensions?: { cost: { cost: number } };
    };
    return { data, errors, cost: extensions?.cost.cost ?? 0, calls: [...calls] };
  };
}

/** The value at a path like `resources.nodes.0.id`. */
export function at(json: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as { readonly [key: string]: Json })[key];
  }, json);
}
