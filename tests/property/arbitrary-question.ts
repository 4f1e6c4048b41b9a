/** Questions about a graph that is known: scopes over its own nodes, cursors from its items and from items that went away. */
import * as fc from 'fast-check';
import { FACET_FIELDS } from '../../src/domain/facet.ts';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { RESOURCE_ORDER_FIELDS, type ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest, Position } from '../../src/domain/page.ts';
import {
  WHOLE_GRAPH,
  type AggregateAsk,
  type AggregateQuestion,
  type PageQuestion,
  type Scope,
  type TopicPairsQuestion,
} from '../../src/store/graph-store.ts';
import { arbitraryFilter } from './arbitrary-filter.ts';
import { naivePage, naiveAggregate } from './naive-store.ts';
import { revalued, sequenceOf } from './revalue.ts';

const field = fc.constantFrom(...FACET_FIELDS);
const first = fc.integer({ min: 0, max: 4 });
const rollUpTopics = fc.boolean();
const yearOrNone = fc.option(fc.integer({ min: 2016, max: 2022 }), { nil: null });

/** Filters whose values mostly are the graph's own. */
export function arbitraryFilterOf(graph: GraphRecords): fc.Arbitrary<ResourceFilter> {
  return fc.tuple(arbitraryFilter, fc.nat()).map(([filter, seed]) => revalued(graph, filter, sequenceOf(seed)));
}

export const arbitraryOrder: fc.Arbitrary<ResourceOrder> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom(...RESOURCE_ORDER_FIELDS.filter((one) => one !== 'RELEVANCE')),
    direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  }),
  { maxLength: 3, selector: (term) => term.field },
);

const arbitraryAsk: fc.Arbitrary<AggregateAsk> = fc.oneof(
  fc.record({ ask: fc.constant('count' as const) }),
  fc.record({ ask: fc.constant('facet' as const), field, first, disjunctive: fc.boolean(), rollUpTopics }),
  fc.record({
    ask: fc.constant('trend' as const),
    groupBy: field,
    first,
    from: yearOrNone,
    to: yearOrNone,
    rollUpTopics,
  }),
  fc.record({
    ask: fc.constant('cross' as const),
    rows: field,
    columns: field,
    firstRows: first,
    firstColumns: first,
    rollUpTopics,
  }),
  fc.record({
    ask: fc.constant('topicWeights' as const),
    order: fc.constantFrom('COUNT' as const, 'LIFT' as const),
    first,
  }),
);

const someOf = <K extends Parameters<typeof nodeId>[0]>(
  nodes: readonly { readonly id: NodeId<K> }[],
  absent: NodeId<K>,
) => fc.uniqueArray(fc.constantFrom(...nodes.map(({ id }) => id), absent), { minLength: 1, maxLength: 3 });

function flatScope(graph: GraphRecords): fc.Arbitrary<Scope> {
  const scope = <R extends string, P>(relation: R, parents: fc.Arbitrary<P>) =>
    fc.record({ relation: fc.constant(relation), parents });
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant<Scope>({ relation: 'Query.resources' }) },
    scope('Author.resources', someOf(graph.authors, nodeId('AUTHOR', 'gone'))),
    scope('Organization.resources', someOf(graph.organizations, nodeId('ORGANIZATION', 'gone'))),
    scope('Venue.resources', someOf(graph.venues, nodeId('VENUE', 'gone'))),
    scope('VenueEdition.resources', someOf(graph.editions, nodeId('VENUE_EDITION', 'gone'))),
    scope('Source.resources', someOf(graph.sources, nodeId('SOURCE', 'gone'))),
    fc.record({
      relation: fc.constant('Topic.resources' as const),
      parents: someOf(graph.topics, nodeId('TOPIC', 'gone')),
      includeNarrower: fc.boolean(),
    }),
  );
}

/** Groups of a scope by its real buckets, so that they hold something; may be nested once more. */
function groupScope(graph: GraphRecords, inner: fc.Arbitrary<Scope>): fc.Arbitrary<Scope> {
  return fc.record({ within: inner, filter: arbitraryFilterOf(graph), by: field, rollUpTopics }).map((group) => {
    const asks: AggregateAsk[] = [
      { ask: 'facet', field: group.by, first: 3, disjunctive: false, rollUpTopics: group.rollUpTopics },
    ];
    const answers = naiveAggregate(graph, { scope: group.within, filter: group.filter, asks });
    const groups = [...answers].flatMap(([parent, [answer]]) =>
      answer?.ask === 'facet' ? answer.facet.buckets.map(({ key }) => ({ parent, key })) : [],
    );
    return groups.length === 0 ? group.within : { relation: 'ResourceGroup.resources' as const, ...group, groups };
  });
}

export function arbitraryScope(graph: GraphRecords): fc.Arbitrary<Scope> {
  const flat = flatScope(graph);
  const groups = groupScope(graph, flat);
  return fc.oneof(
    { weight: 5, arbitrary: flat },
    { weight: 2, arbitrary: groups },
    { weight: 1, arbitrary: groupScope(graph, groups) },
  );
}

/**
 * Pages that begin after or end before one of some positions of a list, or where an item stood that is gone. Mostly one end
 * is open, so that most pages hold something.
 */
export function arbitraryPage(positions: readonly Position[]): fc.Arbitrary<PageRequest> {
  const none = fc.constant<Position | null>(null);
  const gone = positions.map(({ keys, id }, index): Position => ({
    keys: keys.map((key) => (typeof key === 'number' ? key - (index % 2) : key)),
    id: `${id}-gone` as NodeId,
  }));
  const some = positions.length === 0 ? none : fc.constantFrom<(Position | null)[]>(...positions, ...gone);
  const bounds = fc.oneof(
    { weight: 6, arbitrary: fc.record({ after: none, before: none }) },
    { weight: 2, arbitrary: fc.record({ after: some, before: none }) },
    { weight: 2, arbitrary: fc.record({ after: none, before: some }) },
    fc.record({ after: some, before: some }),
  );
  const size = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.constant(0));
  const from = fc.constantFrom('start' as const, 'end' as const);
  return fc.tuple(bounds, size, from).map(([ends, limit, end]) => ({ ...ends, size: limit, from: end }));
}

/** Where resources stand in this order. */
function positionsIn(graph: GraphRecords, order: ResourceOrder): Position[] {
  const all: PageRequest = { size: graph.resources.length, from: 'start', after: null, before: null };
  const scope: Scope = { relation: 'Query.resources' };
  const found = naivePage(graph, { scope, filter: EVERYTHING, order, page: all }).get(WHOLE_GRAPH);
  return (found?.items ?? []).map(({ node, keys }) => ({ keys, id: node.id }));
}

export function arbitraryPageQuestion(graph: GraphRecords): fc.Arbitrary<PageQuestion> {
  return fc
    .record({ scope: arbitraryScope(graph), filter: arbitraryFilterOf(graph), order: arbitraryOrder })
    .chain((list) => arbitraryPage(positionsIn(graph, list.order)).map((page) => ({ ...list, page })));
}

export function arbitraryAggregateQuestion(graph: GraphRecords): fc.Arbitrary<AggregateQuestion> {
  return fc.record({
    scope: arbitraryScope(graph),
    filter: arbitraryFilterOf(graph),
    asks: fc.array(arbitraryAsk, { minLength: 1, maxLength: 4 }),
  });
}

export function arbitraryTopicPairsQuestion(graph: GraphRecords): fc.Arbitrary<TopicPairsQuestion> {
  return fc.record({ filter: arbitraryFilterOf(graph), minCount: fc.integer({ min: 1, max: 4 }) });
}

/** A question, and the same question with other values in its filter: on Neo4j all have one plan. */
export function variationsOf<Q extends { readonly filter: ResourceFilter }>(
  graph: GraphRecords,
  questions: fc.Arbitrary<Q>,
  count: number,
): fc.Arbitrary<readonly [Q, ...Q[]]> {
  return fc.tuple(questions, fc.nat()).map(([question, seed]) => {
    const next = sequenceOf(seed);
    const others = Array.from({ length: count - 1 }, () => revalued(graph, question.filter, next));
    return [question, ...others.map((filter) => ({ ...question, filter }))];
  });
}
