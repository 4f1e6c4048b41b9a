/** Asks without HTTP: the same schema, limits and masking. */
import { randomUUID } from 'node:crypto';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphStore } from '../store/graph-store.ts';
import { createApollo } from './apollo.ts';
import { createContext } from './context.ts';

export interface Question {
  readonly store: GraphStore;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly deadlineMs: number;
}

/** The answer as it would come over HTTP. */
export async function ask({
  store,
  document,
  variables = {},
  deadlineMs,
}: Question): Promise<FormattedExecutionResult> {
  const apollo = createApollo({ store, introspection: true });
  await apollo.start();
  try {
    const signal = AbortSignal.timeout(deadlineMs);
    const contextValue = createContext({ store, requestId: randomUUID(), signal, deadlineMs });
    const { body } = await apollo.executeOperation({ query: document, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new Error('An answer in parts');
    return body.singleResult;
  } finally {
    await apollo.stop();
  }
}
