/** Parts of the graph as answers: subgraphs to draw, routes between nodes, and works that stand near another one. */
import type { NodeId } from './ids.ts';
import type { EdgeKind, Entity, Provenance, Resource, Topic } from './model.ts';

export interface GraphNode {
  readonly node: Entity;
  /** Edges of this answer that end here. */
  readonly degree: number;
  /** Topics of one number travel together; null where communities are not computed. */
  readonly community: number | null;
}

/** `source` and `target` in the direction the edge is stored in; the smaller id first where it has none (RELATED, CO_OCCURS). */
export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly source: NodeId;
  readonly target: NodeId;
  /** CO_OCCURS: resources with both topics. Null for stored edges. */
  readonly weight: number | null;
  /** Null for computed edges. */
  readonly provenance: Provenance | null;
}

/** Both ends of every edge are among the nodes. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Whether nodes or edges that belong here were left out. */
  readonly truncated: boolean;
  /** How many nodes were left out. */
  readonly omittedNodeCount: number;
}

/** `edges[i]` joins `nodes[i]` and `nodes[i + 1]`, in either direction. Its length is the number of edges. */
export interface GraphPath {
  readonly nodes: readonly Entity[];
  readonly edges: readonly GraphEdge[];
}

/** Paths by length, then fewer hubs, then the ids along them. */
export interface PathResult {
  readonly paths: readonly GraphPath[];
  /** Whether the search stopped at its limit before it had seen everything. */
  readonly truncated: boolean;
  readonly exploredNodeCount: number;
}

/** `share` = count / resources of the node (or filter); `lift` = share / (resources with the topic / all resources). */
export interface TopicWeight {
  readonly topic: Topic;
  readonly count: number;
  readonly share: number;
  readonly lift: number;
}

/** A neighbour that two resources share, or several of one kind under the strongest of them. */
export interface RelationReason {
  readonly kind: EdgeKind;
  /** The shared topic, author, organization, edition, source or linked resource; the related resource itself where a link joins the two. */
  readonly via: Entity;
  /** How many neighbours stand together here. */
  readonly count: number;
  /** What the reason adds to the score. */
  readonly weight: number;
  /** Where a link joins the two: its direction as seen from the resource that was asked about. */
  readonly link: 'OUTGOING' | 'INCOMING' | null;
}

export interface RelatedResource {
  readonly resource: Resource;
  readonly score: number;
  readonly reasons: readonly RelationReason[];
}

/** A pair of topics, the smaller id first, and how many resources of a set have both. */
export interface TopicPair {
  readonly first: NodeId<'TOPIC'>;
  readonly second: NodeId<'TOPIC'>;
  readonly count: number;
}

/** Which topics a set of resources has (direct tags only), and which of them together. */
export interface TopicPairs {
  /** Every topic of the set with the number of its resources. */
  readonly counts: ReadonlyMap<NodeId<'TOPIC'>, number>;
  /** By the ids. */
  readonly pairs: readonly TopicPair[];
}
