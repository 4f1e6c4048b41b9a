/** The links of one resource, in both directions. */
import { compareText, type NodeId } from '../../domain/ids.ts';
import { LINK_KINDS, type ResourceLink } from '../../domain/model.ts';
import type { OrderKeys } from '../../domain/page.ts';
import type { ExpandItems, ExpandQuestion } from '../graph-store.ts';
import type { MemoryGraph } from './graph.ts';
import type { OrderedList } from './ordered-list.ts';

type LinkItem = ExpandItems['Resource.links'];

const DIRECTIONS = ['OUTGOING', 'INCOMING'] as const;

function kindRank(kind: OrderKeys[number] | undefined): number {
  return LINK_KINDS.findIndex((known) => known === kind);
}

function directionRank(direction: OrderKeys[number] | undefined): number {
  return DIRECTIONS.findIndex((known) => known === direction);
}

const linksOf = new WeakMap<MemoryGraph, ReadonlyMap<NodeId, readonly ResourceLink[]>>();

/** Links by the resources at either end; a link from a resource to itself stands there once. */
function linkIndex(graph: MemoryGraph): ReadonlyMap<NodeId, readonly ResourceLink[]> {
  const known = linksOf.get(graph);
  if (known !== undefined) return known;
  const index = new Map<NodeId, ResourceLink[]>();
  for (const link of graph.records.links) {
    for (const end of new Set([link.fromId, link.toId])) {
      const list = index.get(end);
      if (list === undefined) index.set(end, [link]);
      else list.push(link);
    }
  }
  linksOf.set(graph, index);
  return index;
}

/** The links at either end of a resource. */
export function linksAt(graph: MemoryGraph, id: NodeId): readonly ResourceLink[] {
  return linkIndex(graph).get(id) ?? [];
}

function itemsOf(graph: MemoryGraph, parent: NodeId): LinkItem[] {
  return linksAt(graph, parent).flatMap(({ kind, fromId, toId, provenance }) =>
    DIRECTIONS.flatMap((direction): LinkItem[] => {
      const [here, there] = direction === 'OUTGOING' ? [fromId, toId] : [toId, fromId];
      const node = graph.byId.get(there);
      return here === parent && node?.kind === 'RESOURCE' ? [{ node, kind, direction, provenance }] : [];
    }),
  );
}

/** By kind, outgoing before incoming, then the other resource's id. */
export function linkList(
  graph: MemoryGraph,
  parent: NodeId,
  wanted: ExpandQuestion<'Resource.links'>['links'],
): OrderedList<'Resource.links'> {
  const { kinds, direction } = wanted ?? { kinds: LINK_KINDS, direction: 'BOTH' };
  const items = itemsOf(graph, parent)
    .filter((item) => kinds.includes(item.kind) && (direction === 'BOTH' || item.direction === direction))
    .toSorted(
      (a, b) =>
        kindRank(a.kind) - kindRank(b.kind) ||
        directionRank(a.direction) - directionRank(b.direction) ||
        compareText(a.node.id, b.node.id),
    );
  const at = (index: number): LinkItem => {
    const item = items[index];
    if (item === undefined) throw new Error('There is no such link');
    return item;
  };
  return {
    length: items.length,
    keys: (index) => [at(index).kind, at(index).direction],
    id: (index) => at(index).node.id,
    item: at,
    compareKeys: (index, [kind, side]) =>
      kindRank(at(index).kind) - kindRank(kind) || directionRank(at(index).direction) - directionRank(side),
  };
}
