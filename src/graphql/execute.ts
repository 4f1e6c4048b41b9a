/** Asking without HTTP: the same schema, limits and errors. */
import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphStore } from '../store/graph-store.ts';
import { createApollo } from './apollo.ts';
import { createContext, type Context } from './context.ts';

export interface AskDependencies {
  readonly store: GraphStore;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 5_000;

/** Asks an engine that is there already. */
export async function execute(
  apollo: ApolloServer<Context>,
  { store, document, variables = {}, deadlineMs = DEADLINE_MS }: AskDependencies,
): Promise<FormattedExecutionResult> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), deadlineMs);
  try {
    const contextValue = createContext({ store, signal: ended.signal, requestId: randomUUID(), deadlineMs });
    const { body } = await apollo.executeOperation({ query: document, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new Error('An answer in parts was not asked for');
    return body.singleResult;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks once: one document of one operation. Failures are part of the answer. */
export async function ask(dependencies: AskDependencies): Promise<FormattedExecutionResult> {
  const apollo = createApollo({ store: dependencies.store });
  await apollo.start();
  try {
    return await execute(apollo, dependencies);
  } finally {
    await apollo.stop();
  }
}
