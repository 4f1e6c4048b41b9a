/** What a search asks of a store: the edges of some kinds, without direction, a whole level of nodes at a time. */
import type { GraphEdge } from '../domain/graph-view.ts';
import type { NodeId } from '../domain/ids.ts';
import type { Entity } from '../domain/model.ts';

/** `Key` is what the store tells nodes apart by. A search may use only keys that the reader gave it. */
export interface GraphReader<Key> {
  /** Undefined where the reader knows that there is no such node; one that does not know finds no neighbours later. */
  keyOf(id: NodeId): Key | undefined;
  idOf(key: Key): NodeId;
  /** Order of the ids by code point. */
  compare(a: Key, b: Key): number;
  /** All stored edges at the node, whatever their kind. */
  degree(key: Key): number;
  /** For each node, the nodes an edge away; null where there is no such node. Repeats, and the node itself, may occur. */
  neighbours(nodes: readonly Key[]): Promise<readonly (readonly Key[] | null)[]>;
  /** All nodes an edge away from any of these. Repeats may occur. */
  reached(nodes: readonly Key[]): Promise<readonly Key[]>;
  /** Parallel to `nodes`; null where there is none. */
  entities(nodes: readonly Key[]): Promise<readonly (Entity | null)[]>;
  /** The edges whose ends are both among these, with their provenance. */
  edgesAmong(nodes: readonly Key[]): Promise<readonly GraphEdge[]>;
}

/** Edges that one search may read before it gives up and says so. */
export const MAX_EDGES_READ = 200_000;
