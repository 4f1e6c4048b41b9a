/** Communities of a weighted graph, the same every time. */
import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { compareText } from '../domain/ids.ts';

// The package declares a default export; what Node imports as the default is the function itself.
const louvain = louvainModule as unknown as typeof louvainModule.default;

export interface WeightedEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
}

const SEED = 20_261_124;

/** Numbers from 0 up to 1, always the same (mulberry32): the method visits nodes in an order drawn from these. */
function fixedNumbers(): () => number {
  let state = SEED;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The community of each node, by the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre, 2008): the modularity of the
 * weights is raised move by move. Numbered from 0, the largest first, then by the smallest id in it. The order of the arguments says
 * nothing. A node without edges is a community of its own.
 */
export function communitiesOf(ids: readonly string[], edges: readonly WeightedEdge[]): Map<string, number> {
  const graph = new UndirectedGraph();
  for (const id of ids.toSorted(compareText)) graph.addNode(id);
  const inOrder = edges.toSorted((a, b) => compareText(a.source, b.source) || compareText(a.target, b.target));
  for (const { source, target, weight } of inOrder) graph.addEdge(source, target, { weight });
  const found = inOrder.length === 0 ? {} : louvain(graph, { getEdgeWeight: 'weight', rng: fixedNumbers() });
  const members = new Map<number | string, string[]>();
  graph.forEachNode((id) => {
    const key = found[id] ?? id;
    members.set(key, [...(members.get(key) ?? []), id]);
  });
  const ranked = [...members.values()].toSorted((a, b) => b.length - a.length || compareText(a[0] ?? '', b[0] ?? ''));
  return new Map(ranked.flatMap((nodes, number) => nodes.map((id) => [id, number] as const)));
}
