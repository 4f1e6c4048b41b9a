/** What a client may still ask, and a dry run: an operation answered with its price alone. */
import { HeaderMap, type GraphQLResponse } from '@apollo/server';
import {
  execute,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { rateLimited, REFUSAL_POINTS, type Budget } from '../domain/budget.ts';
import { ERRORS } from '../domain/errors.ts';
import type { Context, RateLimit } from './context.ts';
import type { Price } from './cost.ts';
import { codeOf, formatError } from './errors.ts';

/** No client has a budget of its own: each operation may cost `limit`, and what one took is not missing to the next. */
export function withoutBudget({ cost, nodes }: Price, limit: number, now: Date): RateLimit {
  return { cost, nodeCount: nodes, limit, remaining: cost > limit ? 0 : limit, resetAt: now.toISOString() };
}

/**
 * Takes the price of an operation, at least one point, from what its client has; a dry run takes one.
 * @throws DomainError RATE_LIMITED when less is left; the refusal is then paid for.
 */
export function charge(budget: Budget, { cost, nodes, isDryRun }: Price): RateLimit {
  const points = isDryRun ? 1 : Math.max(1, cost);
  if (!budget.spend(points)) {
    budget.forfeit(REFUSAL_POINTS);
    throw rateLimited(budget, points);
  }
  const { limit } = budget;
  return {
    cost,
    nodeCount: nodes,
    limit,
    remaining: budget.remaining(),
    resetAt: budget.resetAt().toISOString(),
  };
}

/** Takes what a refusal costs where the client could have known better; a failure of ours is free. */
export function chargeRefusal(budget: Budget, errors: readonly GraphQLError[]): void {
  if (errors.every((error) => ERRORS[codeOf(error)].httpStatus < 500)) budget.forfeit(REFUSAL_POINTS);
}

export interface DryRun {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** As they came: execution coerces them again. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: Context;
}

/** Spreads become inline fragments, so that what they hold can be left out too. */
function onlyRateLimit(set: SelectionSetNode, fragments: DryRun['fragments']): SelectionSetNode {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value === 'rateLimit' ? [selection] : [];
    const { directives = [] } = selection;
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (inner === undefined) return [];
    const { typeCondition } = inner;
    const selectionSet = onlyRateLimit(inner.selectionSet, fragments);
    return [{ kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }), directives, selectionSet }];
  });
  return { ...set, selections };
}

/** Executes the `rateLimit` fields of an operation, under their aliases and conditions, and nothing else. */
export async function dryRun({
  schema,
  operation,
  fragments,
  variables,
  contextValue,
}: DryRun): Promise<GraphQLResponse> {
  const selectionSet = onlyRateLimit(operation.selectionSet, fragments);
  const definitions: DocumentNode['definitions'] = [{ ...operation, selectionSet }, ...fragments.values()];
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const { data = null, errors } = await execute({ schema, document, variableValues: variables, contextValue });
  const failed = errors === undefined ? {} : { errors: errors.map((error) => formatError(error.toJSON(), error)) };
  return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data, ...failed } } };
}
