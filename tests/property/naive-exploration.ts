/** Paths and neighbourhoods found the plain way, from the records: every simple path is made, every node is measured. */
import { compareText, kindOf, NODE_KINDS, type NodeId } from '../../src/domain/ids.ts';
import { STORED_EDGE_KINDS, type GraphRecords, type StoredEdgeKind } from '../../src/domain/model.ts';
import type { NeighborhoodQuestion, PathsQuestion } from '../../src/store/graph-store.ts';

interface PlainEdge {
  readonly kind: StoredEdgeKind;
  readonly source: NodeId;
  readonly target: NodeId;
}

/** Every stored edge once, as the rules of the data say. */
export function plainEdges(graph: GraphRecords): PlainEdge[] {
  const edges = new Map<string, PlainEdge>();
  const add = (kind: StoredEdgeKind, source: NodeId, target: NodeId | null): void => {
    if (target !== null) edges.set(`${kind} ${source} ${target}`, { kind, source, target });
  };
  for (const { resourceId, authorId, organizationIds } of graph.authorships) {
    add('AUTHORED_BY', resourceId, authorId);
    for (const organizationId of organizationIds) add('AFFILIATED_WITH', authorId, organizationId);
  }
  for (const row of graph.resourceOrganizations)
    if (row.own) add('AFFILIATED_WITH', row.resourceId, row.organizationId);
  for (const { id, editionId, venueId } of graph.resources) add('PUBLISHED_IN', id, editionId ?? venueId);
  for (const { id, venueId } of graph.editions) add('EDITION_OF', id, venueId);
  for (const { resourceId, topicId } of graph.tags) add('ABOUT', resourceId, topicId);
  for (const { id, broaderIds, relatedIds } of graph.topics) {
    for (const broader of broaderIds) add('BROADER', id, broader);
    for (const related of relatedIds) if (id < related) add('RELATED', id, related);
  }
  for (const { resourceId, sourceId } of graph.listings) add('LISTED_IN', resourceId, sourceId);
  for (const { kind, fromId, toId } of graph.links) add(kind, fromId, toId);
  return [...edges.values()];
}

export function neighbourMap(edges: readonly PlainEdge[], kinds: readonly StoredEdgeKind[]): Map<NodeId, Set<NodeId>> {
  const neighbours = new Map<NodeId, Set<NodeId>>();
  const join = (a: NodeId, b: NodeId): void => {
    neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
  };
  for (const { kind, source, target } of edges) {
    if (!kinds.includes(kind)) continue;
    join(source, target);
    join(target, source);
  }
  return neighbours;
}

/** Edges to every node that can be reached, by a breadth-first search. */
export function distances(neighbours: ReadonlyMap<NodeId, ReadonlySet<NodeId>>, from: NodeId): Map<NodeId, number> {
  const found = new Map([[from, 0]]);
  const queue = [from];
  for (const node of queue) {
    for (const next of neighbours.get(node) ?? []) {
      if (found.has(next)) continue;
      found.set(next, (found.get(node) ?? 0) + 1);
      queue.push(next);
    }
  }
  return found;
}

type Id = string;

/** All simple paths of at most `maxHops` edges, by length, then inner hubs, then the ids. */
export function allPaths(
  neighbours: ReadonlyMap<Id, ReadonlySet<Id>>,
  { from, to, maxHops }: { readonly from: Id; readonly to: Id; readonly maxHops: number },
  isHub: (node: Id) => boolean,
): Id[][] {
  const found: Id[][] = [];
  const extend = (path: readonly Id[]): void => {
    const last = path.at(-1) ?? from;
    if (last === to) found.push([...path]);
    else if (path.length <= maxHops) {
      for (const next of neighbours.get(last) ?? []) if (!path.includes(next)) extend([...path, next]);
    }
  };
  extend([from]);
  const hubs = (path: readonly Id[]): number => path.slice(1, -1).filter(isHub).length;
  const byIds = (a: readonly Id[], b: readonly Id[]): number =>
    a.map((node, index) => compareText(node, b[index] ?? '')).find((order) => order !== 0) ?? 0;
  return found.toSorted((a, b) => a.length - b.length || hubs(a) - hubs(b) || byIds(a, b));
}

/** The nodes of each path, and its edges as `KIND source target`. */
export function naivePaths(graph: GraphRecords, question: PathsQuestion): { nodes: Id[]; edges: string[] }[] {
  const edges = plainEdges(graph).filter(({ kind }) => question.kinds.includes(kind));
  const paths = allPaths(neighbourMap(edges, question.kinds), question, () => false).slice(0, question.first);
  return paths.map((nodes) => ({
    nodes,
    edges: nodes.slice(1).map((node, index) => {
      const ends = [nodes[index], node];
      const parallel = edges
        .filter(({ source, target }) => ends.includes(source) && ends.includes(target))
        .toSorted(
          (a, b) =>
            STORED_EDGE_KINDS.indexOf(a.kind) - STORED_EDGE_KINDS.indexOf(b.kind) || compareText(a.source, b.source),
        );
      return `${parallel[0]?.kind} ${parallel[0]?.source} ${parallel[0]?.target}`;
    }),
  }));
}

export interface NaiveNeighborhood {
  readonly nodes: Id[];
  /** `KIND source target`, sorted. */
  readonly edges: string[];
  readonly omittedNodeCount: number;
}

export function naiveNeighborhood(graph: GraphRecords, question: NeighborhoodQuestion): NaiveNeighborhood {
  const all = plainEdges(graph);
  const degree = (node: NodeId): number =>
    all.reduce((sum, { source, target }) => sum + Number(source === node) + Number(target === node), 0);
  const neighbours = neighbourMap(all, question.kinds);
  const reached = [...distances(neighbours, question.id)]
    .map(([node, hops]) => ({ node, hops }))
    .filter(({ node, hops }) => node !== question.id && hops <= question.depth);
  /** The place of a node among those of its distance and kind. */
  const turn = (node: NodeId, hops: number): number =>
    reached.filter((other) => {
      if (other.hops !== hops || kindOf(other.node) !== kindOf(node)) return false;
      return degree(other.node) > degree(node) || (degree(other.node) === degree(node) && other.node < node);
    }).length;
  const ranked = reached
    .map(({ node, hops }) => ({ node, hops, turn: turn(node, hops), kind: NODE_KINDS.indexOf(kindOf(node)) }))
    .toSorted((a, b) => a.hops - b.hops || a.turn - b.turn || a.kind - b.kind);
  const nodes = [question.id, ...ranked.map(({ node }) => node)].slice(0, question.first);
  const edges = all
    .filter(({ kind, source, target }) => {
      return question.kinds.includes(kind) && nodes.includes(source) && nodes.includes(target);
    })
    .map(({ kind, source, target }) => `${kind} ${source} ${target}`);
  return { nodes, edges: edges.toSorted(compareText), omittedNodeCount: 1 + reached.length - nodes.length };
}
