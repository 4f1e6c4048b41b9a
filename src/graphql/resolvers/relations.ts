/** How nodes stand to topics and people: topics by weight, co-authors. Each is one more ask of the node's own resources. */
import { DomainError } from '../../domain/errors.ts';
import type { Graph, TopicWeight } from '../../domain/graph-view.ts';
import type { Author, Entity } from '../../domain/model.ts';
import type { WeightOrder } from '../../domain/order.ts';
import { TAXONOMY } from '../../domain/topic-edges.ts';
import { topicGraph } from '../../exploration/topic-graph.ts';
import { bucketLimit } from '../connection.ts';
import type { Context } from '../context.ts';
import { graphSize, MAX_GRAPH_EDGES } from '../graph-size.ts';
import { parseResourceFilter, type ResourceFilterInput } from '../parse-filter.ts';
import { resourceList, type NodeRelation } from '../resource-list.ts';

const DEFAULT_WEIGHTS = 10;

export interface WeightArguments {
  readonly first?: number | null;
  readonly orderBy?: WeightOrder | null;
  readonly filter?: ResourceFilterInput | null;
}

/**
 * The set of resources that topics are weighed in, and the ask. Around a topic its direct tags count, without narrower topics.
 * @throws DomainError when `first` or the filter break a rule.
 */
export function topicWeights(relation: NodeRelation, { first, orderBy, filter }: WeightArguments) {
  const list = resourceList(relation, { filter: filter ?? null, includeNarrower: false });
  const order = orderBy ?? 'COUNT';
  return {
    list,
    ask: { ask: 'topicWeights', order, first: bucketLimit('first', first ?? null, DEFAULT_WEIGHTS) } as const,
  };
}

/** `first` of co-authors. @throws DomainError BAD_USER_INPUT */
export function coAuthorLimit(first: number | null | undefined): number {
  return bucketLimit('first', first ?? null, DEFAULT_WEIGHTS);
}

function weighed(relation: NodeRelation) {
  return async ({ id }: Entity, args: WeightArguments, { loaders }: Context): Promise<readonly TopicWeight[]> => {
    const { list, ask } = topicWeights(relation, args);
    return (await loaders.aggregate(list, id, ask)).weights;
  };
}

async function coAuthors({ id }: Author, args: { readonly first: number | null }, { loaders }: Context) {
  const limit = coAuthorLimit(args.first);
  const list = resourceList('Author.resources', {});
  // One more, for the author is among those who wrote the resources.
  const facet = { ask: 'facet', field: 'AUTHOR', first: limit + 1, disjunctive: false, rollUpTopics: false } as const;
  const { buckets } = (await loaders.aggregate(list, id, facet)).facet;
  const others = buckets.filter(({ node }) => node?.id !== id).slice(0, limit);
  return others.map(({ node, count }) => ({ author: node, count }));
}

const DEFAULT_MIN_COUNT = 2;

export interface TopicGraphArguments {
  readonly filter?: ResourceFilterInput | null;
  readonly minCount?: number | null;
  readonly first?: number | null;
}

/** The question behind a topic graph, and how many nodes it may have. @throws DomainError when an argument breaks a rule. */
export function topicGraphQuestion(args: TopicGraphArguments) {
  const minCount = args.minCount ?? DEFAULT_MIN_COUNT;
  if (minCount < 1) throw new DomainError('BAD_USER_INPUT', 'minCount must be at least 1.', { limit: 1 });
  return { filter: parseResourceFilter(args.filter), minCount, first: graphSize(args.first) };
}

async function drawTopics(_: unknown, args: TopicGraphArguments, { store, loaders, read }: Context): Promise<Graph> {
  const { first, ...question } = topicGraphQuestion(args);
  const options = read('Query.topicGraph');
  const [pairs, tree, taxonomy] = await Promise.all([
    store.topicPairs(question, options),
    store.topics(options),
    loaders.byId('Query.topicGraph', TAXONOMY),
  ]);
  const source = taxonomy?.kind === 'SOURCE' ? taxonomy : null;
  return topicGraph(pairs, tree, source, { first, edges: MAX_GRAPH_EDGES });
}

export const relationResolvers = {
  Query: { topicGraph: drawTopics },
  Author: { topTopics: weighed('Author.resources'), coAuthors },
  Organization: { topTopics: weighed('Organization.resources') },
  Venue: { topTopics: weighed('Venue.resources') },
  Topic: { coOccurring: weighed('Topic.resources') },
};
