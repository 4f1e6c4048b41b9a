/** From found nodes to what is shown of them: which edges, in which order. */
import { EDGE_KIND_RANK } from '../domain/edges.ts';
import { DomainError } from '../domain/errors.ts';
import type { GraphEdge, GraphPath } from '../domain/graph-view.ts';
import { compareText, type NodeId } from '../domain/ids.ts';
import type { Entity } from '../domain/model.ts';

/** Edges that one drawn part of the graph may have. */
export const MAX_GRAPH_EDGES = 2_000;

/** Computed kinds come last. */
function rankOf({ kind }: GraphEdge): number {
  return kind === 'CO_OCCURS' ? Infinity : EDGE_KIND_RANK[kind];
}

/** Of parallel edges the first kind comes first, then the smaller source. */
export function compareEdges(a: GraphEdge, b: GraphEdge): number {
  return rankOf(a) - rankOf(b) || compareText(a.source, b.source) || compareText(a.target, b.target);
}

/** @throws DomainError STORE_UNAVAILABLE when a node or edge is gone that was there a moment ago. */
export function present<T>(found: T | null | undefined): T {
  if (found != null) return found;
  throw new DomainError('STORE_UNAVAILABLE', 'The graph changed while it was read; ask again.');
}

function edgeBetween(a: NodeId, b: NodeId, edges: readonly GraphEdge[]): GraphEdge {
  const joining = edges.filter(
    ({ source, target }) => (source === a && target === b) || (source === b && target === a),
  );
  return present(joining.toSorted(compareEdges)[0]);
}

/** A path along these nodes, each pair joined by one edge: of parallel edges the first. */
export function pathBetween(nodes: readonly (Entity | null)[], edges: readonly GraphEdge[]): GraphPath {
  const along = nodes.map(present);
  return {
    nodes: along,
    edges: along.slice(1).map((node, index) => edgeBetween(present(along[index]).id, node.id, edges)),
  };
}

/**
 * Edges in the order of the nodes they join: first those between nodes that come early.
 * @returns at most `limit`.
 */
export function edgesInOrder(ids: readonly NodeId[], edges: readonly GraphEdge[], limit: number): GraphEdge[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const ends = edges.map((edge) => {
    const [a, b] = [places.get(edge.source) ?? Infinity, places.get(edge.target) ?? Infinity];
    return { edge, later: Math.max(a, b), earlier: Math.min(a, b) };
  });
  const inOrder = ends.toSorted((a, b) => a.later - b.later || a.earlier - b.earlier || compareEdges(a.edge, b.edge));
  return inOrder.slice(0, limit).map(({ edge }) => edge);
}
