/**
 * What a query may ask, judged before anything is read: depth, planned store calls, and cost by the published formula (README),
 * over coerced arguments, so that every spelling of a query has one price.
 */
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DomainError } from '../domain/errors.ts';
import { checkText } from '../domain/text.ts';
import { pageSize } from '../domain/page.ts';
import type { LongestLists } from '../store/graph-store.ts';
import { checkArguments } from './check-arguments.ts';
import { MAX_LIST_LENGTH, MAX_TEXT_CHARACTERS } from './parse-filter.ts';
import { listSize, type Arguments } from './price.ts';

export const MAX_DEPTH = 15;
export const MAX_PLANNED_CALLS = 50;
export const MAX_COST = 20_000;
const MAX_COERCION_ERRORS = 50;

/** Fields of nodes that ask the store for something else than a connection. */
const ASKING = new Set([
  'Query.node',
  'Query.nodes',
  'Query.resource',
  'Query.author',
  'Query.organization',
  'Query.venue',
  'Query.topic',
  'Query.source',
  'Query.venues',
  'Query.topics',
  'Query.sources',
  'Query.dataset',
  'Dataset.sources',
  'Resource.venue',
  'Resource.edition',
  'VenueEdition.venue',
  'Provenance.source',
  'Venue.editions',
  'Topic.broader',
  'Topic.narrower',
  'Topic.ancestors',
  'Topic.related',
]);
const AGGREGATES = new Set(['totalCount', 'facets', 'trend', 'cross', 'groups']);

export interface Price {
  readonly cost: number;
  readonly plannedCalls: number;
  readonly depth: number;
  /** The root field that costs most. */
  readonly dearest: string;
}

export interface PricedDocument {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly longest: LongestLists;
}

/** One field of a flattened selection. */
interface Selected {
  readonly node: FieldNode;
  readonly type: GraphQLCompositeType;
}

class Walk {
  plannedCalls = 0;
  depth = 0;
  private readonly document: PricedDocument;
  private readonly coerced: Record<string, unknown>;

  constructor(document: PricedDocument, coerced: Record<string, unknown>) {
    this.document = document;
    this.coerced = coerced;
  }

  /** Fields of a selection set with fragments opened, without those that @skip or @include leave out. */
  *fields(set: SelectionSetNode, type: GraphQLCompositeType): Generator<Selected> {
    for (const node of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, node, this.coerced)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, this.coerced)?.['if'] === false) continue;
      if (node.kind === Kind.FIELD) {
        if (!node.name.value.startsWith('__')) yield { node, type };
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.document.fragments.get(node.name.value) : node;
      if (fragment === undefined) continue;
      const condition =
        fragment.typeCondition === undefined ? type : this.document.schema.getType(fragment.typeCondition.name.value);
      if (isCompositeType(condition)) yield* this.fields(fragment.selectionSet, condition);
    }
  }

  cost(set: SelectionSetNode | undefined, type: GraphQLCompositeType, above: Arguments, depth: number): number {
    if (set === undefined) return 0;
    if (type.name.endsWith('Connection')) return this.connectionCost(set, type, above, depth);
    let sum = 0;
    for (const selected of this.fields(set, type)) sum += this.fieldCost(selected, above, depth + 1);
    return sum;
  }

  fieldCost({ node, type }: Selected, above: Arguments, depth: number): number {
    this.deepen(depth);
    const field =
      isObjectType(type) || !isAbstractType(type) || 'getFields' in type
        ? 'getFields' in type
          ? type.getFields()[node.name.value]
          : undefined
        : undefined;
    if (field === undefined) return 0;
    const args = getArgumentValues(field, node, this.coerced);
    const coordinate = `${type.name}.${field.name}`;
    checkValues(args);
    checkArguments(coordinate, args);
    if (ASKING.has(coordinate)) this.plannedCalls += 1;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return 0;
    const inner = this.cost(node.selectionSet, named, { ...args, fieldCoordinate: coordinate }, depth);
    if (named.name.endsWith('Connection')) return inner;
    if (named.name === 'PageInfo') return 0;
    const outer = isNonNullType(field.type) ? field.type.ofType : field.type;
    return (isListType(outer) ? listSize(coordinate, args, above, this.document.longest) : 1) * (1 + inner);
  }

  /** 1 + k(1 + nodes) + k(1 + edges with their node) + what is asked of the whole set. */
  connectionCost(set: SelectionSetNode, type: GraphQLCompositeType, args: Arguments, depth: number): number {
    const size = pageSize(args, args['fieldCoordinate'] === 'ResourceGroup.resources' ? 5 : undefined);
    let sum = 1;
    let readsPage = false;
    const aggregates = type.name === 'ResourceConnection';
    for (const selected of this.fields(set, type)) {
      const name = selected.node.name.value;
      this.deepen(depth + 1);
      if (name === 'nodes' || name === 'edges' || name === 'pageInfo') readsPage = true;
      if (aggregates && AGGREGATES.has(name)) this.plannedCalls += 1;
      if (name === 'nodes' || name === 'edges') {
        const field = 'getFields' in type ? type.getFields()[name] : undefined;
        const named = field === undefined ? undefined : getNamedType(field.type);
        if (!isCompositeType(named)) continue;
        const each =
          name === 'nodes'
            ? this.cost(selected.node.selectionSet, named, {}, depth + 1)
            : this.edgeCost(selected.node.selectionSet, named, depth + 1);
        sum += size * (1 + each);
      } else if (aggregates && name !== 'pageInfo' && name !== 'totalCount') {
        sum += this.fieldCost(selected, {}, depth + 1);
      }
    }
    if (readsPage) this.plannedCalls += 1;
    return sum;
  }

  /** An edge and its node count as one. */
  edgeCost(set: SelectionSetNode | undefined, type: GraphQLCompositeType, depth: number): number {
    let sum = 0;
    for (const selected of set === undefined ? [] : this.fields(set, type)) {
      const cost = this.fieldCost(selected, {}, depth + 1);
      sum += selected.node.name.value === 'node' ? cost - 1 : cost;
    }
    return sum;
  }

  private deepen(depth: number): void {
    this.depth = Math.max(this.depth, depth);
    if (depth > MAX_DEPTH) {
      throw new DomainError('QUERY_TOO_DEEP', `Fields may be nested ${MAX_DEPTH} deep.`, { limit: MAX_DEPTH });
    }
  }
}

/** Lengths of texts and lists among arguments; filters check their own. */
function checkValues(args: Arguments): void {
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'string' && name !== 'after' && name !== 'before') checkText(name, value, MAX_TEXT_CHARACTERS);
    if (!Array.isArray(value)) continue;
    if (value.length > MAX_LIST_LENGTH) {
      throw new DomainError('BAD_USER_INPUT', `${name} may have ${MAX_LIST_LENGTH} items; it has ${value.length}.`, {
        limit: MAX_LIST_LENGTH,
      });
    }
    for (const item of value as unknown[]) if (typeof item === 'string') checkText(name, item, MAX_TEXT_CHARACTERS);
  }
}

/**
 * Prices an operation. @returns null when its variables cannot be coerced: execution refuses it anyway.
 * @throws DomainError QUERY_TOO_DEEP, QUERY_TOO_WIDE, QUERY_TOO_COSTLY, or what its arguments break.
 */
export function priceOf(document: PricedDocument): Price | null {
  const { schema, operation, variables } = document;
  const coercion = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    { ...variables },
    { maxErrors: MAX_COERCION_ERRORS },
  );
  const root = schema.getRootType(operation.operation);
  if (coercion.errors !== undefined || root == null) return null;
  const walk = new Walk(document, coercion.coerced);
  let cost = 0;
  let dearest = { name: '', cost: -1 };
  for (const selected of walk.fields(operation.selectionSet, root)) {
    const own = walk.fieldCost(selected, {}, 1);
    cost += own;
    if (own > dearest.cost) dearest = { name: selected.node.alias?.value ?? selected.node.name.value, cost: own };
  }
  const price = { cost: Math.max(1, cost), plannedCalls: walk.plannedCalls, depth: walk.depth, dearest: dearest.name };
  if (price.plannedCalls > MAX_PLANNED_CALLS) {
    throw new DomainError(
      'QUERY_TOO_WIDE',
      `The query plans ${price.plannedCalls} store calls; ${MAX_PLANNED_CALLS} are allowed. Ask in several requests.`,
      { plannedCalls: price.plannedCalls, limit: MAX_PLANNED_CALLS },
    );
  }
  if (price.cost > MAX_COST) {
    throw new DomainError(
      'QUERY_TOO_COSTLY',
      `The query may return ${price.cost} nodes; ${MAX_COST} are allowed. Most of it is under ${price.dearest}: ask for smaller pages.`,
      { cost: price.cost, limit: MAX_COST },
    );
  }
  return price;
}
