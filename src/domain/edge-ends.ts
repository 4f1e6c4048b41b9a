/** Which nodes the edges of a graph join, as numbers, so that whoever goes through the edges looks up no id. */
import type { Affiliation } from './affiliations.ts';
import { storedEdgesOf } from './edges.ts';
import type { NodeId } from './ids.ts';
import { STORED_EDGE_KINDS, type GraphRows, type StoredEdgeKind } from './model.ts';
import type { NodeNumbers } from './node-numbers.ts';
import type { Rows } from './rows.ts';
import type { StoredNumbers } from './stored-numbers.ts';
import { createWordList } from './word-list.ts';

/** Edges that a load writes: the stored ones, and the list of the organizations of each resource. */
export const WRITTEN_EDGES = [...STORED_EDGE_KINDS, 'HAS_ORGANIZATION'] as const;
export type WrittenEdge = (typeof WRITTEN_EDGES)[number];

/** Numbers of nodes, by the place of the edge: the node where it begins, and the one where it ends. */
export interface Ends<Numbers extends StoredNumbers = StoredNumbers> {
  readonly from: Numbers;
  readonly to: Numbers;
}

function endsOf(pairs: Iterable<readonly [from: NodeId, to: NodeId]>, { of }: NodeNumbers): Ends<Uint32Array> {
  const [from, to] = [createWordList(), createWordList()];
  for (const [source, target] of pairs) {
    from.push(of(source));
    to.push(of(target));
  }
  return { from: from.all().slice(), to: to.all().slice() };
}

function* pairsOf(
  graph: GraphRows,
  kind: StoredEdgeKind,
  affiliated: Rows<Affiliation>,
): Generator<readonly [NodeId, NodeId]> {
  for (const { source, target } of storedEdgesOf(graph, kind, affiliated)) yield [source, target];
}

function* organizationPairs({ resourceOrganizations }: GraphRows): Generator<readonly [NodeId, NodeId]> {
  for (const { resourceId, organizationId } of resourceOrganizations) yield [resourceId, organizationId];
}

/**
 * The ends of all edges: those of a kind in the order of `storedEdgesOf`, those of organizations in that of their rows.
 * @param affiliated the affiliations of this graph.
 */
export function edgeEnds(
  graph: GraphRows,
  numbers: NodeNumbers,
  affiliated: Rows<Affiliation>,
): Readonly<Record<WrittenEdge, Ends<Uint32Array>>> {
  const stored = STORED_EDGE_KINDS.map((kind) => [kind, endsOf(pairsOf(graph, kind, affiliated), numbers)] as const);
  return {
    ...(Object.fromEntries(stored) as Record<StoredEdgeKind, Ends<Uint32Array>>),
    HAS_ORGANIZATION: endsOf(organizationPairs(graph), numbers),
  };
}
