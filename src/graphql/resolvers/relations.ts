/** How nodes stand to topics and people: topics by weight, co-authors. Each is one more ask of the node's own resources. */
import type { GraphQLResolveInfo } from 'graphql';
import { DomainError } from '../../domain/errors.ts';
import type { Graph, RelationReason, TopicWeight } from '../../domain/graph-view.ts';
import type { Author, Entity, Resource } from '../../domain/model.ts';
import type { WeightOrder } from '../../domain/order.ts';
import { TAXONOMY } from '../../domain/topic-edges.ts';
import { topicGraph } from '../../exploration/topic-graph.ts';
import { bucketLimit } from '../connection.ts';
import type { Context } from '../context.ts';
import { graphSize, MAX_GRAPH_EDGES } from '../graph-size.ts';
import { oncePerField } from '../once-per-field.ts';
import { reasonText } from '../reason-text.ts';
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
  const weightsOf = oncePerField((args: WeightArguments) => topicWeights(relation, args));
  return async (
    { id }: Entity,
    args: WeightArguments,
    context: Context,
    info: GraphQLResolveInfo,
  ): Promise<readonly TopicWeight[]> => {
    const { list, ask } = weightsOf(args, context, info);
    return (await context.loaders.aggregate(list, id, ask)).weights;
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

const DEFAULT_RELATED = 10;
const MAX_RELATED = 50;

/** How many related resources. @throws DomainError BAD_USER_INPUT unless 0 to 50. */
export function relatedLimit(first: number | null | undefined): number {
  const limit = first ?? DEFAULT_RELATED;
  if (limit >= 0 && limit <= MAX_RELATED) return limit;
  throw new DomainError('BAD_USER_INPUT', `first must be between 0 and ${MAX_RELATED}.`, { limit: MAX_RELATED });
}

function related({ id }: Resource, args: { readonly first: number | null }, { loaders }: Context) {
  return loaders.related(relatedLimit(args.first), id);
}

/** The number in the text is the `totalCount` of the topic's own `resources`: one call for all topics of the answer. */
async function textOf(reason: RelationReason, _: unknown, { loaders }: Context): Promise<string> {
  if (reason.kind !== 'ABOUT' || reason.count > 1) return reasonText(reason, 0);
  const { count } = await loaders.aggregate(resourceList('Topic.resources', {}), reason.via.id, { ask: 'count' });
  return reasonText(reason, count);
}

export const relationResolvers = {
  Query: { topicGraph: drawTopics },
  Resource: { related },
  RelationReason: { via: ({ via }: RelationReason) => via, text: textOf },
  Author: { topTopics: weighed('Author.resources'), coAuthors },
  Organization: { topTopics: weighed('Organization.resources') },
  Venue: { topTopics: weighed('Venue.resources') },
  Topic: { coOccurring: weighed('Topic.resources') },
};
