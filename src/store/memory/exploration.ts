/** Paths and neighbourhoods: the searches of src/exploration over this store's edges. */
import type { Graph, GraphEdge, PathResult } from '../../domain/graph-view.ts';
import { findNeighborhood } from '../../exploration/find-neighborhood.ts';
import { findPaths } from '../../exploration/find-paths.ts';
import type { GraphReader } from '../../exploration/graph-reader.ts';
import { createPacer } from '../../exploration/pacer.ts';
import type { StoredEdge } from '../../domain/edges.ts';
import type { StoredEdgeKind } from '../../domain/model.ts';
import type { NeighborhoodQuestion, PathsQuestion, ReadOptions } from '../graph-store.ts';
import { edgeIndex, type EdgeIndex } from './edge-index.ts';
import type { MemoryGraph } from './graph.ts';

function* halfEdges({ offsets, others, places, edges }: EdgeIndex, node: number): Iterable<[number, StoredEdge]> {
  const end = offsets[node + 1] ?? 0;
  for (let half = offsets[node] ?? 0; half < end; half += 1) {
    const edge = edges[places[half] ?? 0];
    if (edge !== undefined) yield [others[half] ?? 0, edge];
  }
}

/** Keys are ordinals of the index. */
function createReader(index: EdgeIndex, allowed: readonly StoredEdgeKind[]): GraphReader<number> {
  const kinds = new Set(allowed);
  const idOf = (ordinal: number) => {
    const node = index.nodes[ordinal];
    if (node === undefined) throw new Error(`There is no node ${ordinal}`);
    return node.id;
  };
  function neighboursOf(ordinal: number): number[] {
    const found: number[] = [];
    for (const [other, { kind }] of halfEdges(index, ordinal)) if (kinds.has(kind)) found.push(other);
    return found;
  }
  function edgesWithin(ordinals: readonly number[]): GraphEdge[] {
    const shown = new Set(ordinals);
    return ordinals.flatMap((ordinal) =>
      [...halfEdges(index, ordinal)]
        .filter(([other, { kind, source }]) => kinds.has(kind) && shown.has(other) && source === idOf(ordinal))
        .map(([, edge]): GraphEdge => ({ ...edge, weight: null })),
    );
  }
  return {
    keyOf: (id) => index.ordinals.get(id),
    idOf,
    compare: (a, b) => a - b,
    degree: (ordinal) => (index.offsets[ordinal + 1] ?? 0) - (index.offsets[ordinal] ?? 0),
    neighbours: async (ordinals) => ordinals.map(neighboursOf),
    reached: async (ordinals) => ordinals.flatMap(neighboursOf),
    entities: async (ordinals) => ordinals.map((ordinal) => index.nodes[ordinal] ?? null),
    edgesAmong: async (ordinals) => edgesWithin(ordinals),
  };
}

export function pathsBetween(graph: MemoryGraph, question: PathsQuestion, options: ReadOptions): Promise<PathResult> {
  return findPaths(question, createReader(edgeIndex(graph), question.kinds), createPacer(options));
}

export function neighborhoodOf(
  graph: MemoryGraph,
  question: NeighborhoodQuestion,
  options: ReadOptions,
): Promise<Graph> {
  return findNeighborhood(question, createReader(edgeIndex(graph), question.kinds), createPacer(options));
}
