/** The engine: Apollo Server with every default decided, and the limits judged before execution. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import type { GraphStore, LongestLists } from '../store/graph-store.ts';
import type { Context } from './context.ts';
import { formatErrorWith, toGraphQLError } from './errors.ts';
import { MAX_COST, priceOf, type Price } from './limits.ts';
import { checkListSizes, SHORT_LISTS } from './price.ts';
import { createSchema } from './schema.ts';

/** The part of a log that the engine writes to. */
export interface EngineLog {
  error(facts: object, message: string): void;
}

export interface ApolloDependencies {
  readonly store: GraphStore;
  readonly introspection: boolean;
  readonly log?: EngineLog;
}

const MAX_TOKENS = 2_000;
const MAX_EXPANDED_SELECTIONS = 2_000;
const STATUS_AGE_MS = 1_000;
const STATUS_DEADLINE_MS = 3_000;
const SCHEMA_FILE = new URL(
  import.meta.url.includes('/dist/') ? '../../../schema.graphql' : '../../schema.graphql',
  import.meta.url,
);

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** Asks the store at most once a second whether it is ready and how long its lists are. */
function readiness(store: GraphStore): () => Promise<LongestLists> {
  let kept: { at: number; longest: Promise<LongestLists> } | null = null;
  const ask = async (): Promise<LongestLists> => {
    const status = await store.status({
      signal: AbortSignal.timeout(STATUS_DEADLINE_MS),
      deadlineMs: STATUS_DEADLINE_MS,
    });
    if (status.state !== 'ready')
      throw new DomainError('STORE_UNAVAILABLE', `The graph is ${status.state}. Try again later, or see /readyz.`);
    return status.longestLists;
  };
  return () => {
    if (kept === null || performance.now() - kept.at > STATUS_AGE_MS) {
      kept = { at: performance.now(), longest: ask() };
      // Whoever awaits it hears of a failure; nobody may be there when it comes.
      kept.longest.catch(() => {});
    }
    return kept.longest;
  };
}

/** Whether an operation asks the graph at all, and not only the schema. */
function asksGraph(price: Price): boolean {
  return price.dearest !== '';
}

function limitsPlugin(schema: GraphQLSchema, store: GraphStore): ApolloServerPlugin<Context> {
  const longestLists = readiness(store);
  return {
    async requestDidStart() {
      let price: Price | null = null;
      return {
        async didResolveOperation({ document, operation, request }) {
          if (operation === undefined) return;
          try {
            const facts = { schema, operation, fragments: fragmentsOf(document), variables: request.variables ?? {} };
            // Refused by form before the store is asked anything, then priced by the lists of the graph.
            price = priceOf({ ...facts, longest: SHORT_LISTS });
            if (price !== null && asksGraph(price)) price = priceOf({ ...facts, longest: await longestLists() });
          } catch (error) {
            throw error instanceof DomainError ? toGraphQLError(error) : error;
          }
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          for (const error of singleResult.errors ?? []) {
            if (error.extensions !== undefined) error.extensions['requestId'] = contextValue.requestId;
          }
          if (price !== null && singleResult.data != null) {
            singleResult.extensions = { ...singleResult.extensions, cost: { cost: price.cost, limit: MAX_COST } };
          }
        },
      };
    },
  };
}

/** @throws Error (a bug) when schema, resolvers, port or prices disagree. */
export function createApollo({ store, introspection, log }: ApolloDependencies): ApolloServer<Context> {
  const schema = createSchema(SCHEMA_FILE);
  checkListSizes(schema);
  return new ApolloServer<Context>({
    schema,
    introspection,
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    // http/security.ts refuses cross-site requests; Apollo's own check would refuse plain GET.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    maxRecursiveSelections: MAX_EXPANDED_SELECTIONS,
    formatError: formatErrorWith(log),
    plugins: [
      limitsPlugin(schema, store),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
