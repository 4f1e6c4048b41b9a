import type { ApolloServerPlugin } from '@apollo/server';
import type { Tracing } from '../observability/tracing.ts';
import type { Context } from './context.ts';

/** Tells when the engine begins with a request and when it has its answer. */
export function tracingPlugin(tracing: Pick<Tracing, 'beginOperation'>): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async ({ contextValue: { requestId, record } }) => {
      const end = tracing.beginOperation(requestId);
      return { willSendResponse: async () => end(record) };
    },
  };
}
