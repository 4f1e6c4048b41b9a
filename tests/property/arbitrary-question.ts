/** Questions about a graph that is known: scopes over its own nodes, cursors from its items and from items that went away. */
import * as fc from 'fast-check';
import { FACET_FIELDS } from '../../src/domain/facet.ts';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
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

const field = fc.constantFrom(...FACET_FIELDS);
const first = fc.integer({ min: 0, max: 4 });
const rollUpTopics = fc.boolean();
const yearOrNone = fc.option(fc.integer({ min: 2016, max: 2022 }), { nil: null });

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
  return fc.record({ within: inner, filter: arbitraryFilter, by: field, rollUpTopics }).map((group) => {
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

/** Where items stand in this order, and where items stood that are gone: beside a real one, with another id. */
function arbitraryPosition(graph: GraphRecords, order: ResourceOrder): fc.Arbitrary<Position | null> {
  const all: PageRequest = { size: graph.resources.length, from: 'start', after: null, before: null };
  const scope: Scope = { relation: 'Query.resources' };
  const items = naivePage(graph, { scope, filter: { op: 'and', of: [] }, order, page: all }).get(WHOLE_GRAPH)?.items;
  const positions = (items ?? []).map(({ node, keys }): Position => ({ keys, id: node.id }));
  const gone = positions.map(({ keys }, index): Position => ({
    keys: keys.map((key) => (typeof key === 'number' ? key - (index % 2) : key)),
    id: nodeId('RESOURCE', `r${index % 9}-gone`),
  }));
  return fc.option(fc.constantFrom(...positions, ...gone), { nil: null, freq: 2 });
}

export function arbitraryPageQuestion(graph: GraphRecords): fc.Arbitrary<PageQuestion> {
  return fc.tuple(arbitraryScope(graph), arbitraryFilter, arbitraryOrder).chain(([scope, filter, order]) => {
    const position = arbitraryPosition(graph, order);
    const page = fc.record({
      size: fc.integer({ min: 0, max: 6 }),
      from: fc.constantFrom('start' as const, 'end' as const),
      after: position,
      before: position,
    });
    return fc.record({
      scope: fc.constant(scope),
      filter: fc.constant(filter),
      order: fc.constant(order),
      page,
    });
  });
}

export function arbitraryAggregateQuestion(graph: GraphRecords): fc.Arbitrary<AggregateQuestion> {
  return fc.record({
    scope: arbitraryScope(graph),
    filter: arbitraryFilter,
    asks: fc.array(arbitraryAsk, { minLength: 1, maxLength: 4 }),
  });
}

export const arbitraryTopicPairsQuestion: fc.Arbitrary<TopicPairsQuestion> = fc.record({
  filter: arbitraryFilter,
  minCount: fc.integer({ min: 1, max: 4 }),
});
