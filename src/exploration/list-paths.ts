/** Lists the simple paths of one length in their order, best first, without listing the others. */
import { createHeap } from './heap.ts';
import type { Layer } from './layers.ts';
import type { Pacer } from './pacer.ts';

/** The paths of one length as layers: what may stand at each place, and what may follow it. */
export interface PathSpace {
  readonly length: number;
  readonly start: number;
  /** At place 0 … length. */
  layerAt(place: number): Layer;
  /** Nodes that may follow `node` from this place; those that lead nowhere may be among them. */
  following(place: number, node: number): Iterable<number>;
  /** 1 for a hub among the inner nodes, else 0. */
  hubAt(place: number, node: number): number;
  /** By id. */
  compare(a: number, b: number): number;
}

interface Beginning {
  readonly nodes: readonly number[];
  readonly hubs: number;
  /** With the fewest hubs that can still follow. */
  readonly atLeastHubs: number;
}

export interface PathList {
  readonly paths: readonly (readonly number[])[];
  /** Whether the limit was reached before all were listed that were wanted. */
  readonly stopped: boolean;
}

/** Beginnings of paths that one list may look at. */
const MAX_BEGINNINGS = 100_000;

function beginningOrder(space: PathSpace): (a: Beginning, b: Beginning) => number {
  return (a, b) => {
    if (a.atLeastHubs !== b.atLeastHubs) return a.atLeastHubs - b.atLeastHubs;
    for (const [place, node] of a.nodes.entries()) {
      const other = b.nodes[place];
      // A beginning comes before what continues it.
      if (other === undefined) return 1;
      if (node !== other) return space.compare(node, other);
    }
    return a.nodes.length - b.nodes.length;
  };
}

function* continuations(space: PathSpace, { nodes, hubs }: Beginning): Iterable<Beginning> {
  const place = nodes.length - 1;
  const node = nodes[place] ?? space.start;
  const next = space.layerAt(place + 1);
  for (const other of space.following(place, node)) {
    const after = next.hubsAfter(other, node);
    if (after === undefined || nodes.includes(other)) continue;
    const soFar = hubs + space.hubAt(place + 1, other);
    yield { nodes: [...nodes, other], hubs: soFar, atLeastHubs: soFar + after };
  }
}

/** The first `wanted` paths: fewer hubs first, then by the ids along them. */
export async function listPaths(space: PathSpace, wanted: number, pacer: Pacer): Promise<PathList> {
  const open = createHeap(beginningOrder(space));
  const paths: (readonly number[])[] = [];
  const hubs = space.layerAt(0).hubsAfter(space.start, -1);
  if (hubs === undefined) return { paths, stopped: false };
  open.push({ nodes: [space.start], hubs: 0, atLeastHubs: hubs });
  let looked = 0;
  for (let best = open.pop(); best !== undefined && paths.length < wanted; best = open.pop()) {
    if (best.nodes.length > space.length) {
      paths.push(best.nodes);
      continue;
    }
    for (const longer of continuations(space, best)) {
      open.push(longer);
      looked += 1;
      if (pacer.spend(1)) await pacer.rest();
    }
    if (looked > MAX_BEGINNINGS) return { paths, stopped: true };
  }
  return { paths, stopped: false };
}
