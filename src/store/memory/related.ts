/** Resources that share neighbours with others. */
import type { RelatedResource } from '../../domain/graph-view.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { ResourceLink } from '../../domain/model.ts';
import {
  firstLink,
  LINK_WEIGHT,
  reasonsOf,
  sharedWeight,
  WEIGHT_UNIT,
  type Bond,
  type SharedKind,
} from '../../domain/related.ts';
import type { RelatedQuestion } from '../graph-store.ts';
import { degree, neighbours, type Relation } from './adjacency.ts';
import type { MemoryGraph } from './graph.ts';
import { leading } from './keyset.ts';
import { linksAt } from './link-list.ts';
import { nodeAt, type NodeTable } from './node-table.ts';

/** A neighbour of the resource asked about: what it adds for each other resource there. */
interface Shared {
  readonly kind: SharedKind;
  readonly table: NodeTable;
  readonly ordinal: number;
  readonly weight: number;
  /** Resources that share it, in any order; neighbours of a relation ascend, so that equal ones follow each other. */
  readonly holders: Iterable<number>;
  readonly isHeldBy: (resource: number) => boolean;
}

interface Linked {
  readonly kind: ResourceLink['kind'];
  readonly direction: 'OUTGOING' | 'INCOMING';
}

/** Resources linked with one, in either direction, each once, with the link that is shown; without the resource itself. */
function linkedWith(graph: MemoryGraph, ordinal: number): Map<number, Linked> {
  const { id } = nodeAt(graph.resources, ordinal);
  const found = new Map<number, Linked[]>();
  for (const { kind, fromId, toId } of linksAt(graph, id)) {
    if (fromId === toId) continue;
    const [other, direction] = fromId === id ? [toId, 'OUTGOING' as const] : [fromId, 'INCOMING' as const];
    const at = graph.resources.ordinals.get(other) ?? -1;
    found.set(at, [...(found.get(at) ?? []), { kind, direction }]);
  }
  return new Map(
    [...found].flatMap(([at, links]) => {
      const link = firstLink(links);
      return link === undefined ? [] : [[at, link] as const];
    }),
  );
}

function sharedBy(graph: MemoryGraph, ordinal: number, links: ReadonlyMap<number, Linked>): Shared[] {
  const { relations } = graph;
  const along = (kind: SharedKind, table: NodeTable, relation: Relation): Shared[] =>
    Array.from(neighbours(relation.forward, ordinal), (node) => ({
      kind,
      table,
      ordinal: node,
      weight: sharedWeight(kind, degree(relation.backward, node)),
      holders: neighbours(relation.backward, node),
      isHeldBy: (resource) => neighbours(relation.forward, resource).includes(node),
    }));
  const linked = [...links].map(([node, { kind }]): Shared => {
    const around = linkedWith(graph, node);
    const weight = sharedWeight(kind, around.size);
    const isHeldBy = (resource: number): boolean => around.has(resource);
    return { kind, table: graph.resources, ordinal: node, weight, holders: around.keys(), isHeldBy };
  });
  const all = [
    ...along('ABOUT', graph.topics, relations.topics),
    ...along('AUTHORED_BY', graph.authors, relations.authors),
    ...along('AFFILIATED_WITH', graph.organizations, relations.organizations),
    ...along('PUBLISHED_IN', graph.editions, relations.edition),
    ...along('LISTED_IN', graph.sources, relations.sources),
    ...linked,
  ];
  return all.filter(({ weight }) => weight > 0);
}

/** By ordinal, 0 where nothing is shared: half of a large graph may share a topic with one resource. */
function scoresOf(size: number, shared: readonly Shared[], links: Iterable<number>): Float64Array {
  const scores = new Float64Array(size);
  for (const { weight, holders } of shared) {
    let last = -1;
    for (const holder of holders) {
      if (holder !== last) scores[holder] = (scores[holder] ?? 0) + weight;
      last = holder;
    }
  }
  for (const linked of links) scores[linked] = (scores[linked] ?? 0) + LINK_WEIGHT;
  return scores;
}

/** Where a score is above 0, ascending. */
function positive(scores: Float64Array): Int32Array {
  const ordinals = new Int32Array(scores.length);
  let length = 0;
  for (let ordinal = 0; ordinal < scores.length; ordinal += 1) {
    if ((scores[ordinal] ?? 0) <= 0) continue;
    ordinals[length] = ordinal;
    length += 1;
  }
  return ordinals.subarray(0, length);
}

function relatedTo(graph: MemoryGraph, ordinal: number, first: number): RelatedResource[] {
  const links = linkedWith(graph, ordinal);
  const shared = sharedBy(graph, ordinal, links);
  const scores = scoresOf(graph.resources.nodes.length, shared, links.keys());
  scores[ordinal] = 0;
  const best = leading(positive(scores), first, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return Array.from(best, (other) => {
    const link = links.get(other);
    const resource = nodeAt(graph.resources, other);
    const bonds = shared
      .filter((one) => one.isHeldBy(other))
      .map((one): Bond => {
        return { kind: one.kind, via: nodeAt(one.table, one.ordinal), weight: one.weight, link: null };
      });
    if (link !== undefined) bonds.push({ kind: link.kind, via: resource, weight: LINK_WEIGHT, link: link.direction });
    return { resource, score: (scores[other] ?? 0) / WEIGHT_UNIT, reasons: reasonsOf(bonds) };
  });
}

/** An entry for every parent; none are related to an id that is no resource. */
export function relatedResources(
  graph: MemoryGraph,
  { parents, first }: RelatedQuestion,
): ReadonlyMap<NodeId<'RESOURCE'>, readonly RelatedResource[]> {
  return new Map(
    parents.map((id) => {
      const ordinal = graph.resources.ordinals.get(id);
      return [id, ordinal === undefined ? [] : relatedTo(graph, ordinal, first)];
    }),
  );
}
