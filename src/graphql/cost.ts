/**
 * The price of a query before it runs: nodes it may return, store calls it plans, how deep it nests. Computed on coerced
 * arguments, so that literals, variables and defaults cost the same. Work is linear in the expanded document, whose size
 * was limited before.
 *
 *     object field      1 + its selections
 *     list of k         k * (1 + its selections)
 *     connection of k   1 + k * (1 + nodes' selections) + k * (1 + edges' other fields + node's selections)
 *                         + facets, trend, cross, groups as objects and lists
 *     everything else   0
 *
 * Beside the cost, which counts every object of an answer, the same walk counts the nodes of the graph among them.
 */
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { LongestLists } from '../domain/figures.ts';
import { judgeArguments, type JudgedPage } from './judge-arguments.ts';
import { listSize } from './list-sizes.ts';

/** What a document with its variables is priced from. */
export interface PricedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Lengths of lists that have no page arguments; throws when the store cannot tell. */
  readonly longest: () => LongestLists;
}

export interface Price {
  readonly cost: number;
  /** The part of the cost that is nodes of the graph: no edges alone, buckets, tables or other objects. */
  readonly nodes: number;
  readonly calls: number;
  readonly depth: number;
  /** Response names from the root to the dearest field. */
  readonly dearest: readonly string[];
  /** Whether the operation asks for its price only. */
  readonly isDryRun: boolean;
}

/** The field whose selections are priced. */
interface Parent {
  readonly typeName: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly judged: JudgedPage | null;
  /** The field above, for lists whose size or scope was said there. */
  readonly above: Parent | null;
  /** Whether the page of this connection is among the planned calls already. */
  pageIsPlanned: boolean;
}

const NOTHING: Price = { cost: 0, nodes: 0, calls: 0, depth: 0, dearest: [], isDryRun: false };

/** Fields beside connections that ask the store when selected. */
const ASKING = new Set([
  'Query.node',
  'Query.nodes',
  'Query.resource',
  'Query.author',
  'Query.organization',
  'Query.venue',
  'Query.venues',
  'Query.topic',
  'Query.topics',
  'Query.source',
  'Query.sources',
  'Query.dataset',
  'Dataset.sources',
  'Resource.venue',
  'Resource.edition',
  'VenueEdition.venue',
  'Venue.editions',
  'Topic.broader',
  'Topic.narrower',
  'Topic.ancestors',
  'Topic.related',
  'Provenance.source',
  'Resource.related',
  'RelationReason.text',
  'Author.topTopics',
  'Author.coAuthors',
  'Organization.topTopics',
  'Venue.topTopics',
  'Topic.coOccurring',
  'Query.topicGraph',
  'Query.path',
  'Query.neighborhood',
]);
/**
 * Fields that ask more than once: lookup by id and by what else nodes are known by; search for the words there are, then for what
 * matches; suggest for all of these and the nodes found.
 */
const ASKING_OFTEN: ReadonlyMap<string, number> = new Map([
  ['Query.lookup', 2],
  ['Query.search', 2],
  ['Query.suggest', 5],
]);
const PAGE_FIELDS = new Set(['nodes', 'edges', 'pageInfo']);

function isConnection(typeName: string): boolean {
  return typeName.endsWith('Connection');
}

function isSelected(selection: SelectionNode, variables: PricedOperation['variables']): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false
  );
}

function sum(prices: readonly Price[]): Price {
  return {
    cost: prices.reduce((total, { cost }) => total + cost, 0),
    nodes: prices.reduce((total, { nodes }) => total + nodes, 0),
    calls: prices.reduce((total, { calls }) => total + calls, 0),
    depth: prices.reduce((most, { depth }) => Math.max(most, depth), 0),
    dearest: prices.reduce((most, price) => (price.cost > most.cost ? price : most), NOTHING).dearest,
    isDryRun: prices.some(({ isDryRun }) => isDryRun),
  };
}

function plannedCalls(coordinate: string, field: string, parent: Parent): number {
  if (!isConnection(parent.typeName)) return ASKING_OFTEN.get(coordinate) ?? (ASKING.has(coordinate) ? 1 : 0);
  // A search has found everything when one of its fields is asked; only its page reads nodes.
  if (!PAGE_FIELDS.has(field)) return parent.typeName === 'SearchConnection' ? 0 : 1;
  const calls = parent.pageIsPlanned ? 0 : 1;
  parent.pageIsPlanned = true;
  return calls;
}

/** How often the selections of an object or list of objects are answered. */
function sizeOf(field: GraphQLField<unknown, unknown>, parent: Parent, own: Parent, priced: PricedOperation): number {
  if (!isListType(getNullableType(field.type))) return 1;
  if (isConnection(parent.typeName) && PAGE_FIELDS.has(field.name)) return parent.judged?.size ?? 0;
  const nesting = [own.args, parent.args, parent.above?.args ?? {}] as const;
  return listSize(`${parent.typeName}.${field.name}`, nesting, priced.longest);
}

function isNode(typeName: string, { schema }: PricedOperation): boolean {
  const type = schema.getType(typeName);
  return (
    (isObjectType(type) || isInterfaceType(type)) &&
    (type.name === 'Node' || type.getInterfaces().some(({ name }) => name === 'Node'))
  );
}

/** What the objects of one field add to those inside them. */
function amounts(
  field: GraphQLField<unknown, unknown>,
  inside: Price,
  parent: Parent,
  own: Parent,
  priced: PricedOperation,
): Pick<Price, 'cost' | 'nodes'> {
  if (!isCompositeType(getNamedType(field.type)) || field.name === 'pageInfo') return { cost: 0, nodes: 0 };
  const size = sizeOf(field, parent, own, priced);
  // An edge and its node count as one.
  const isCounted = !(parent.typeName.endsWith('Edge') && field.name === 'node');
  return {
    cost: size * ((isCounted ? 1 : 0) + inside.cost),
    nodes: size * ((isNode(own.typeName, priced) ? 1 : 0) + inside.nodes),
  };
}

function priceField(node: FieldNode, parent: Parent, priced: PricedOperation): Price {
  const type = priced.schema.getType(parent.typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  // Introspection has its own bounds.
  if (field === undefined) return NOTHING;
  const coordinate = `${parent.typeName}.${field.name}`;
  const args = getArgumentValues(field, node, priced.variables);
  const judged = judgeArguments(coordinate, args, parent.above?.judged ?? null, parent.args);
  const own: Parent = {
    typeName: getNamedType(field.type).name,
    args,
    judged: judged ?? null,
    above: parent,
    pageIsPlanned: false,
  };
  const inside = node.selectionSet === undefined ? NOTHING : priceSelections(node.selectionSet, own, priced);
  return {
    ...amounts(field, inside, parent, own, priced),
    calls: plannedCalls(coordinate, field.name, parent) + inside.calls,
    depth: 1 + inside.depth,
    dearest: [node.alias?.value ?? node.name.value, ...inside.dearest],
    isDryRun: coordinate === 'Query.rateLimit' && args['dryRun'] === true,
  };
}

function priceSelections(set: SelectionSetNode, parent: Parent, priced: PricedOperation): Price {
  const selections = set.selections.filter((selection) => isSelected(selection, priced.variables));
  return sum(
    selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return priceField(selection, parent, priced);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : priced.fragments.get(selection.name.value);
      if (fragment === undefined) return NOTHING;
      const typeName = fragment.typeCondition?.name.value ?? parent.typeName;
      return priceFragment(fragment.selectionSet, typeName, parent, priced);
    }),
  );
}

/** A fragment adds the price of its selections; what was planned in it is planned for the field it stands in. */
function priceFragment(set: SelectionSetNode, typeName: string, parent: Parent, priced: PricedOperation): Price {
  const within: Parent = { ...parent, typeName };
  const price = priceSelections(set, within, priced);
  parent.pageIsPlanned = within.pageIsPlanned;
  return price;
}

/** @throws DomainError when an argument breaks a rule that can be judged without data. */
export function priceOperation(priced: PricedOperation): Price {
  const root = priced.schema.getRootType(priced.operation.operation)?.name ?? 'Query';
  const parent: Parent = { typeName: root, args: {}, judged: null, above: null, pageIsPlanned: false };
  const price = priceSelections(priced.operation.selectionSet, parent, priced);
  return { ...price, cost: Math.max(1, price.cost) };
}
