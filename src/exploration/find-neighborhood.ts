/** The nodes around one node, and how they hang together. */
import type { Graph } from '../domain/graph-view.ts';
import { kindOf, NODE_KINDS, type NodeId, type NodeKind } from '../domain/ids.ts';
import { edgesInOrder, MAX_GRAPH_EDGES, present } from './draw.ts';
import { MAX_EDGES_READ, type GraphReader } from './graph-reader.ts';
import { unlessLate, type Pacer } from './pacer.ts';

export interface NeighborhoodSearch {
  readonly id: NodeId;
  readonly depth: number;
  readonly first: number;
}

interface Levels<Key> {
  /** By distance; the node itself alone at 0. */
  readonly levels: readonly (readonly Key[])[];
  /** Whether the search ended at its limit. */
  readonly stopped: boolean;
}

async function levelsAround<Key>(
  start: Key,
  depth: number,
  reader: GraphReader<Key>,
  pacer: Pacer,
): Promise<Levels<Key>> {
  const seen = new Set([start]);
  const levels: (readonly Key[])[] = [[start]];
  let edgesRead = 0;
  for (let level: readonly Key[] = [start]; levels.length <= depth && level.length > 0;) {
    // The node's own edges are read however many they are; their number is known only afterwards.
    if (levels.length > 1) edgesRead += level.reduce((sum, key) => sum + reader.degree(key), 0);
    if (edgesRead > MAX_EDGES_READ || pacer.searchMs() <= 0) return { levels, stopped: true };
    const reached = await unlessLate(reader.reached(level), pacer);
    if (reached === null) return { levels, stopped: true };
    const next: Key[] = [];
    for (const key of reached) {
      if (pacer.spend(1)) await pacer.rest();
      if (seen.has(key)) continue;
      seen.add(key);
      next.push(key);
    }
    levels.push(next);
    level = next;
  }
  return { levels, stopped: false };
}

/** The kinds of a level take turns, each with the nodes of most edges first, then by id. */
function inTurns<Key>(level: readonly Key[], reader: GraphReader<Key>): Key[] {
  const queues = new Map<NodeKind, Key[]>(NODE_KINDS.map((kind) => [kind, []]));
  for (const key of level) queues.get(kindOf(reader.idOf(key)))?.push(key);
  const sorted = [...queues.values()].map((queue) =>
    queue.toSorted((a, b) => reader.degree(b) - reader.degree(a) || reader.compare(a, b)),
  );
  const longest = Math.max(...sorted.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => sorted.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
}

/**
 * Nodes at most `depth` edges away, nearest first, at most `first` of them, with the edges among them. What is left out is
 * counted; only where the search ended at its limit is there more than that.
 * @throws DomainError TIMEOUT when what was found cannot be read in time, or nobody waits any more.
 */
export async function findNeighborhood<Key>(
  { id, depth, first }: NeighborhoodSearch,
  reader: GraphReader<Key>,
  pacer: Pacer,
): Promise<Graph> {
  const nothing = { nodes: [], edges: [], truncated: false, omittedNodeCount: 0 };
  const start = reader.keyOf(id);
  if (start === undefined) return nothing;
  const { levels, stopped } = await levelsAround(start, depth, reader, pacer);
  await pacer.rest();
  const shown: Key[] = [];
  for (const level of levels) {
    if (shown.length < first) shown.push(...inTurns(level, reader).slice(0, first - shown.length));
  }
  const [entities, found] = await Promise.all([reader.entities(shown), reader.edgesAmong(shown)]);
  if (entities[0] == null) return nothing;
  const nodes = entities.map(present);
  const edges = edgesInOrder(
    nodes.map((node) => node.id),
    found,
    MAX_GRAPH_EDGES,
  );
  const degrees = new Map<NodeId, number>();
  for (const end of edges.flatMap(({ source, target }) => [source, target])) {
    degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  const omittedNodeCount = levels.reduce((sum, level) => sum + level.length, 0) - shown.length;
  return {
    nodes: nodes.map((node) => ({ node, degree: degrees.get(node.id) ?? 0, community: null })),
    edges,
    truncated: stopped || omittedNodeCount > 0 || edges.length < found.length,
    omittedNodeCount,
  };
}
