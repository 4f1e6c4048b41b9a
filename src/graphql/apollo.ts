/** The engine: our schema, limits and errors in an Apollo server. Nothing here depends on NODE_ENV. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { failureFacts } from '../observability/failure.ts';
import type { Log } from '../observability/log.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { GraphStore } from '../store/graph-store.ts';
import type { Context } from './context.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { codeOf, formatError, formatErrorOfClosedSchema, MAX_ERRORS } from './errors.ts';
import { limitsPlugin, MAX_TOKENS } from './limits.ts';
import { createSchema } from './schema.ts';
import { tracingPlugin } from './trace-operations.ts';

export interface ApolloDependencies {
  readonly store: GraphStore;
  /** Where failures of our own are written, with the id the client was given. */
  readonly log?: Pick<Log, 'error'>;
  /** Null where nobody wants spans. */
  readonly tracing?: Tracing | null;
  /** On unless switched off: the schema is public. */
  readonly introspection?: boolean;
  /** Where documents are kept that were validated before. */
  readonly documentStore?: DocumentStore | null;
  /** The clock, for answers that name a moment. */
  readonly now?: () => Date;
}

/** Kept documents may have so many together: five hundred as long as question 01. */
const DOCUMENT_TOKENS = 100_000;
const SCHEMA_FILE = new URL('../../schema.graphql', import.meta.url);

/** Gives every error the id of its request, and writes down those that are our fault. */
function errorsPlugin(log: ApolloDependencies['log']): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async ({ contextValue: { requestId } }) => ({
      didEncounterErrors: async ({ errors }) => {
        for (const error of errors.filter((each) => codeOf(each) === 'INTERNAL')) {
          const failure = failureFacts(error.originalError ?? error);
          log?.error({ requestId, path: error.path?.join('.'), failure }, 'request failed');
        }
      },
      willSendResponse: async ({ response }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (result.errors === undefined) return;
        result.errors = result.errors
          .slice(0, MAX_ERRORS)
          .map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
      },
    }),
  };
}

/** An engine that is not started yet. @throws Error when schema, resolvers, prices and port disagree. */
export function createApollo({
  store,
  log,
  tracing = null,
  introspection = true,
  documentStore = createDocumentStore(DOCUMENT_TOKENS),
  now = () => new Date(),
}: ApolloDependencies): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: createSchema(SCHEMA_FILE),
    introspection,
    documentStore,
    formatError: introspection ? formatError : formatErrorOfClosedSchema,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    maxRecursiveSelections: MAX_TOKENS,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      limitsPlugin(store, now),
      errorsPlugin(log),
      ...(tracing === null ? [] : [tracingPlugin(tracing)]),
    ],
  });
}
