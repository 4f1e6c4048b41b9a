/** All stored edges between all nodes, seen from both ends: what paths and neighbourhoods walk along. */
import { affiliations } from '../../domain/affiliations.ts';
import { EDGE_KIND_RANK, storedEdges, type StoredEdge } from '../../domain/edges.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { Entity } from '../../domain/model.ts';
import type { MemoryGraph } from './graph.ts';
import { nodesInOrder } from './node-table.ts';

/** The half-edges of node i are those from `offsets[i]` to `offsets[i + 1]`, by the ordinal of the other end. */
export interface EdgeIndex {
  /** Sorted by id over all kinds; a node's index is its ordinal here. */
  readonly nodes: readonly Entity[];
  readonly ordinals: ReadonlyMap<NodeId, number>;
  readonly edges: readonly StoredEdge[];
  readonly offsets: Int32Array;
  /** By half-edge, the ordinal of the other end. */
  readonly others: Int32Array;
  /** By half-edge, the place in `edges`. */
  readonly places: Int32Array;
  /** By half-edge, the rank of its kind. */
  readonly kinds: Uint8Array;
}

/** Orders `items` by their keys, which are below `size`, and leaves equal ones as they stand. */
function byKey(items: Int32Array, keys: Int32Array, size: number): { sorted: Int32Array; offsets: Int32Array } {
  const offsets = new Int32Array(size + 1);
  for (const item of items) {
    const key = keys[item] ?? 0;
    offsets[key + 1] = (offsets[key + 1] ?? 0) + 1;
  }
  for (let key = 0; key < size; key += 1) offsets[key + 1] = (offsets[key + 1] ?? 0) + (offsets[key] ?? 0);
  const next = offsets.slice();
  const sorted = new Int32Array(items.length);
  for (const item of items) {
    const key = keys[item] ?? 0;
    const at = next[key] ?? 0;
    next[key] = at + 1;
    sorted[at] = item;
  }
  return { sorted, offsets };
}

function buildEdgeIndex(graph: MemoryGraph): EdgeIndex {
  const nodes = nodesInOrder(graph);
  const ordinals = new Map(nodes.map(({ id }, ordinal) => [id, ordinal]));
  const ordinalOf = (id: NodeId): number => {
    const ordinal = ordinals.get(id);
    if (ordinal === undefined) throw new Error(`An edge ends at ${id}, which is none of the nodes`);
    return ordinal;
  };
  // Ordinals are numbers of nodes: both are in the order of the ids.
  const pairs = affiliations(graph.records, { ids: nodes.map(({ id }) => id), of: ordinalOf });
  const edges = [...storedEdges(graph.records, pairs)];
  // Half-edge 2 i is seen from the source of edge i, 2 i + 1 from its target.
  const from = new Int32Array(edges.length * 2);
  edges.forEach(({ source, target }, edge) => {
    from[edge * 2] = ordinalOf(source);
    from[edge * 2 + 1] = ordinalOf(target);
  });
  const to = from.map((_, half) => from[half ^ 1] ?? 0);
  const all = from.map((_, half) => half);
  const { sorted, offsets } = byKey(byKey(all, to, nodes.length).sorted, from, nodes.length);
  return {
    nodes,
    ordinals,
    edges,
    offsets,
    others: sorted.map((half) => to[half] ?? 0),
    places: sorted.map((half) => half >> 1),
    kinds: Uint8Array.from(sorted, (half) => EDGE_KIND_RANK[edges[half >> 1]?.kind ?? 'ABOUT']),
  };
}

const indexes = new WeakMap<MemoryGraph, EdgeIndex>();

/** Made when it is first asked for. @throws Error when an edge names a node that is not there. */
export function edgeIndex(graph: MemoryGraph): EdgeIndex {
  let index = indexes.get(graph);
  if (index === undefined) indexes.set(graph, (index = buildEdgeIndex(graph)));
  return index;
}
