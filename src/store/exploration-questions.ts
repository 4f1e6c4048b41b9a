/** The part of the port about how nodes hang together: pairs of topics, paths, neighbourhoods, related works. */
import type { ResourceFilter } from '../domain/filter.ts';
import type { Graph, PathResult, RelatedResource, TopicPairs } from '../domain/graph-view.ts';
import type { NodeId } from '../domain/ids.ts';
import type { StoredEdgeKind } from '../domain/model.ts';
import type { ReadOptions } from './read-options.ts';

/** Topics that travel together in a filtered set: every topic with its count, pairs with at least `minCount` in common. */
export interface TopicPairsQuestion {
  readonly filter: ResourceFilter;
  readonly minCount: number;
}

/** The `first` shortest simple paths of at most `maxHops` edges of these kinds, directions ignored. Empty where an end is missing. */
export interface PathsQuestion {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kinds: readonly StoredEdgeKind[];
  readonly maxHops: number;
  readonly first: number;
}

/** Nodes at most `depth` edges of these kinds away, directions ignored, the node itself first; at most `first` of them. */
export interface NeighborhoodQuestion {
  readonly id: NodeId;
  readonly depth: number;
  readonly kinds: readonly StoredEdgeKind[];
  readonly first: number;
}

/** For each resource, the `first` others that share most with it (see domain/related.ts): by score descending, then id. */
export interface RelatedQuestion {
  readonly parents: readonly NodeId<'RESOURCE'>[];
  readonly first: number;
}

/** Which topics travel together. */
export interface TopicQuestions {
  topicPairs(question: TopicPairsQuestion, options: ReadOptions): Promise<TopicPairs>;
}

/** What lies between and around nodes. */
export interface PathQuestions {
  paths(question: PathsQuestion, options: ReadOptions): Promise<PathResult>;
  /** Without nodes where the node is missing. */
  neighborhood(question: NeighborhoodQuestion, options: ReadOptions): Promise<Graph>;
}

/** Works that stand near others. */
export interface RelatedQuestions {
  /** An entry for every parent. */
  related(
    question: RelatedQuestion,
    options: ReadOptions,
  ): Promise<ReadonlyMap<NodeId<'RESOURCE'>, readonly RelatedResource[]>>;
}

/** How nodes hang together beyond one edge. */
export interface ExplorationQuestions extends TopicQuestions, PathQuestions, RelatedQuestions {}
