/**
 * The limits on a document with its variables, judged before anything is asked of the store: filter, ids, cursors, texts and
 * lists while the document is walked, then depth, planned calls and cost.
 */
import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { getVariableValues, GraphQLError, Kind, type FragmentDefinitionNode } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import type { LongestLists } from '../domain/figures.ts';
import type { GraphStore, StoreStatus } from '../store/graph-store.ts';
import { createStatusReader } from '../store/status-reader.ts';
import type { Context } from './context.ts';
import { priceOperation, type Price } from './cost.ts';
import { codeOf, MAX_ERRORS, toGraphqlError } from './errors.ts';
import { charge, chargeRefusal, dryRun, withoutBudget } from './rate-limit.ts';

export const MAX_DEPTH = 15;
export const MAX_STORE_CALLS = 50;
export const MAX_COST = 20_000;
/** Tokens of a document; also the selections it has once its fragments are expanded. */
export const MAX_TOKENS = 2_000;

/** Names of operations that logs and metrics repeat. */
const NAME = /^\w{1,80}$/;

function longestLists(status: StoreStatus): LongestLists {
  if (status.state === 'ready') return status.longestLists;
  throw new DomainError('STORE_UNAVAILABLE', status.advice);
}

/**
 * A dry run may cost more than the limit, for it is how a client learns the price.
 * @throws DomainError when the price is above a limit.
 */
export function checkPrice({ depth, calls, cost, dearest, isDryRun }: Price): void {
  if (depth > MAX_DEPTH) {
    const message = `Fields are nested ${depth} deep; ${MAX_DEPTH} is the limit. Ask for inner parts in a request of their own.`;
    throw new DomainError('QUERY_TOO_DEEP', message, { depth, limit: MAX_DEPTH });
  }
  if (calls > MAX_STORE_CALLS) {
    const message = `The query plans ${calls} store calls; ${MAX_STORE_CALLS} is the limit. Split it, or ask for fewer aliases.`;
    throw new DomainError('QUERY_TOO_WIDE', message, { calls, limit: MAX_STORE_CALLS });
  }
  if (cost > MAX_COST && !isDryRun) {
    const field = dearest.join('.');
    const message = `The query may return ${cost} nodes; ${MAX_COST} is the limit. Ask for smaller pages; the dearest field is ${field}.`;
    throw new DomainError('QUERY_TOO_COSTLY', message, { cost, limit: MAX_COST, dearest: field });
  }
}

type ResolvedRequest = GraphQLRequestContextDidResolveOperation<Context>;

function fragmentsOf({ document }: Pick<ResolvedRequest, 'document'>): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** The name of an operation, where it is one to tell of: short, and so a label rather than a message. */
function nameToTell(name: string | null | undefined): string | null {
  return typeof name === 'string' && NAME.test(name) ? name : null;
}

/**
 * @returns null when no operation is chosen or variables do not fit: execution says so.
 * @throws DomainError when the schema has no such operations, or an argument breaks a rule.
 */
function priceOf(request: ResolvedRequest, status: StoreStatus): Price | null {
  const { schema, operation } = request;
  if (operation === undefined) return null;
  if (schema.getRootType(operation.operation) === undefined) {
    throw new DomainError('GRAPHQL_VALIDATION_FAILED', `This API answers queries; it has no ${operation.operation}s.`);
  }
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, request.request.variables ?? {}, {
    maxErrors: MAX_ERRORS,
  });
  if (coerced === undefined) return null;
  const longest = (): LongestLists => longestLists(status);
  return priceOperation({ schema, operation, fragments: fragmentsOf(request), variables: coerced, longest });
}

function refusal(error: unknown): unknown {
  if (error instanceof DomainError) return toGraphqlError(error);
  // A variable that is null or absent where an argument needs a value.
  if (error instanceof GraphQLError) {
    return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
  }
  return error;
}

/**
 * Refuses what is above a limit, answers a dry run with its price, and says in `extensions.cost` what a query cost.
 * @param now the clock that `rateLimit` reads.
 */
export function limitsPlugin(store: GraphStore, now: () => Date): ApolloServerPlugin<Context> {
  const readStatus = createStatusReader(store);
  return {
    requestDidStart: async ({ request: { operationName }, contextValue: { record: begun } }) => {
      // What does not even parse is told by the name its client gave beside it.
      begun.operation = nameToTell(operationName);
      let price: Price | null = null;
      let isCharged = false;
      return {
        didResolveOperation: async (request) => {
          try {
            const { record } = request.contextValue;
            record.operation = nameToTell(request.operationName);
            price = priceOf(request, await readStatus());
            if (price === null) return;
            record.cost = price.cost;
            checkPrice(price);
            const { budget } = request.contextValue;
            isCharged = true;
            request.contextValue.rateLimit =
              budget === null ? withoutBudget(price, MAX_COST, now()) : charge(budget, price);
            record.hasRun = true;
          } catch (error) {
            throw refusal(error);
          }
        },
        responseForOperation: async (request) => {
          const { schema, operation, contextValue } = request;
          if (price?.isDryRun !== true || operation === undefined) return null;
          const variables = request.request.variables ?? {};
          return dryRun({ schema, operation, fragments: fragmentsOf(request), variables, contextValue });
        },
        didEncounterErrors: async ({ errors, contextValue: { budget, record } }) => {
          const [first] = errors;
          if (first !== undefined) record.code ??= codeOf(first);
          if (!isCharged && budget !== null) chargeRefusal(budget, errors);
          isCharged = true;
        },
        willSendResponse: async ({ response }) => {
          // An operation that asks nothing of the graph has nothing to say about its price.
          if (price === null || price.calls === 0) return;
          if (response.body.kind !== 'single' || response.body.singleResult.data == null) return;
          response.body.singleResult.extensions = { cost: { cost: price.cost, limit: MAX_COST } };
        },
      };
    },
  };
}
