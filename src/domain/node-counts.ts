/** What is counted of each node of a graph. */
import type { Ends, WrittenEdge } from './edge-ends.ts';
import { LINK_KINDS, STORED_EDGE_KINDS, type GraphRows } from './model.ts';
import type { NodeNumbers } from './node-numbers.ts';
import { createPairNumbers } from './pair-numbers.ts';

export const NODE_COUNTS = [
  'authorCount',
  'topicCount',
  'sourceCount',
  'linkCount',
  'organizationCount',
  'resourceCount',
  /** Resources that a resource is linked with, in either direction, each once and itself left out. */
  'linkedCount',
  /** Stored edges in both directions. */
  'degree',
] as const;
export type NodeCount = (typeof NODE_COUNTS)[number];

/** By the number of the node. */
export type CountsOfNodes<Numbers> = Readonly<Record<NodeCount, Numbers>>;

function increment(counts: Uint32Array, numbers: Iterable<number>): void {
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
}

function countLinked(linked: Uint32Array, links: readonly Ends<Uint32Array>[]): void {
  const pairs = createPairNumbers();
  for (const { from, to } of links) {
    for (const [place, source] of from.entries()) {
      const target = to[place] ?? 0;
      const known = pairs.length;
      if (source === target || pairs.of(Math.min(source, target), Math.max(source, target)) < known) continue;
      increment(linked, [source, target]);
    }
  }
}

/**
 * @param ends of the edges of this graph.
 * @param authorsAffiliated how many of the affiliations, the first, are those of authors.
 */
export function countNodes(
  { resources }: GraphRows,
  { ids, of }: NodeNumbers,
  ends: Readonly<Record<WrittenEdge, Ends<Uint32Array>>>,
  authorsAffiliated: number,
): CountsOfNodes<Uint32Array> {
  const counts = Object.fromEntries(NODE_COUNTS.map((count) => [count, new Uint32Array(ids.length)])) as Record<
    NodeCount,
    Uint32Array
  >;
  const { resourceCount } = counts;
  const ofResources = {
    AUTHORED_BY: 'authorCount',
    ABOUT: 'topicCount',
    LISTED_IN: 'sourceCount',
    HAS_ORGANIZATION: 'organizationCount',
  } as const;
  for (const [kind, count] of Object.entries(ofResources) as [keyof typeof ofResources, NodeCount][]) {
    increment(counts[count], ends[kind].from);
    increment(resourceCount, ends[kind].to);
  }
  increment(counts.organizationCount, ends.AFFILIATED_WITH.from.subarray(0, authorsAffiliated));
  for (const { venueId, editionId } of resources)
    increment(resourceCount, [venueId, editionId].filter((place) => place !== null).map(of));
  const links = LINK_KINDS.map((kind) => ends[kind]);
  for (const { from, to } of links) for (const some of [from, to]) increment(counts.linkCount, some);
  countLinked(counts.linkedCount, links);
  for (const kind of STORED_EDGE_KINDS) for (const some of Object.values(ends[kind])) increment(counts.degree, some);
  return counts;
}
