/** Paths and neighbourhoods: the searches of src/exploration over this store's edges. */
import { EDGE_KIND_RANK } from '../../domain/edges.ts';
import type { Graph, GraphEdge, PathResult } from '../../domain/graph-view.ts';
import { STORED_EDGE_KINDS, type StoredEdgeKind } from '../../domain/model.ts';
import { findNeighborhood } from '../../exploration/find-neighborhood.ts';
import { findPaths } from '../../exploration/find-paths.ts';
import type { GraphReader } from '../../exploration/graph-reader.ts';
import { createPacer, type Pacer } from '../../exploration/pacer.ts';
import type { NeighborhoodQuestion, PathsQuestion, ReadOptions } from '../graph-store.ts';
import { edgeIndex, type EdgeIndex } from './edge-index.ts';
import type { MemoryGraph } from './graph.ts';

type Visit = (other: number, half: number) => void;

/** Calls `visit` with the other end of each half-edge of a node that is of an allowed kind. */
function createWalker({ offsets, others, kinds }: EdgeIndex, allowed: readonly StoredEdgeKind[]) {
  const isAllowed = new Uint8Array(STORED_EDGE_KINDS.length);
  for (const kind of allowed) isAllowed[EDGE_KIND_RANK[kind]] = 1;
  return (node: number, visit: Visit): void => {
    const end = offsets[node + 1] ?? 0;
    for (let half = offsets[node] ?? 0; half < end; half += 1) {
      if (isAllowed[kinds[half] ?? 0] === 1) visit(others[half] ?? 0, half);
    }
  };
}

/** Keys are ordinals of the index. */
function createReader(index: EdgeIndex, allowed: readonly StoredEdgeKind[], pacer: Pacer): GraphReader<number> {
  const { nodes, edges, offsets, places } = index;
  const eachNeighbour = createWalker(index, allowed);
  const degree = (ordinal: number): number => (offsets[ordinal + 1] ?? 0) - (offsets[ordinal] ?? 0);
  const idOf = (ordinal: number) => {
    const node = nodes[ordinal];
    if (node === undefined) throw new Error(`There is no node ${ordinal}`);
    return node.id;
  };
  function neighboursOf(ordinal: number): number[] {
    const found: number[] = [];
    eachNeighbour(ordinal, (other) => found.push(other));
    return found;
  }
  async function neighboursOfAll(ordinals: readonly number[]): Promise<number[][]> {
    const rows: number[][] = [];
    for (const ordinal of ordinals) {
      if (pacer.spend(degree(ordinal))) await pacer.rest();
      rows.push(neighboursOf(ordinal));
    }
    return rows;
  }
  async function reachedFrom(ordinals: readonly number[]): Promise<number[]> {
    const seen = new Uint8Array(nodes.length);
    const found: number[] = [];
    for (const ordinal of ordinals) {
      if (pacer.spend(degree(ordinal))) await pacer.rest();
      eachNeighbour(ordinal, (other) => {
        if (seen[other] === 0) found.push(other);
        seen[other] = 1;
      });
    }
    return found;
  }
  function edgesWithin(ordinals: readonly number[]): GraphEdge[] {
    const shown = new Set(ordinals);
    const found: GraphEdge[] = [];
    for (const ordinal of ordinals) {
      eachNeighbour(ordinal, (other, half) => {
        const edge = edges[places[half] ?? 0];
        // Each edge is met at both ends, and shown from its source.
        if (edge !== undefined && shown.has(other) && edge.source === idOf(ordinal))
          found.push({ ...edge, weight: null });
      });
    }
    return found;
  }
  return {
    keyOf: (id) => index.ordinals.get(id),
    idOf,
    compare: (a, b) => a - b,
    degree,
    neighbours: neighboursOfAll,
    reached: reachedFrom,
    entities: async (ordinals) => ordinals.map((ordinal) => nodes[ordinal] ?? null),
    edgesAmong: async (ordinals) => edgesWithin(ordinals),
  };
}

/** The first search of a large graph makes its index, for seconds; that time is not taken from what it may search. */
function begun(graph: MemoryGraph, options: ReadOptions): { readonly index: EdgeIndex; readonly pacer: Pacer } {
  const index = edgeIndex(graph);
  return { index, pacer: createPacer(options) };
}

export function pathsBetween(graph: MemoryGraph, question: PathsQuestion, options: ReadOptions): Promise<PathResult> {
  const { index, pacer } = begun(graph, options);
  return findPaths(question, createReader(index, question.kinds, pacer), pacer);
}

export function neighborhoodOf(
  graph: MemoryGraph,
  question: NeighborhoodQuestion,
  options: ReadOptions,
): Promise<Graph> {
  const { index, pacer } = begun(graph, options);
  return findNeighborhood(question, createReader(index, question.kinds, pacer), pacer);
}
