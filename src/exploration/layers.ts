/**
 * The nodes that stand at one place of the paths of one length, with the fewest hubs from there to the end. Walks that turn
 * straight back are left out here; other repeats of a node are left out when paths are listed.
 */
import type { Pacer } from './pacer.ts';
import type { Region } from './region.ts';

const DEAD = 127;

/** By node: the fewest hubs that follow it, the next node there, and the fewest by any other next node. */
export interface Layer {
  readonly members: readonly number[];
  /** The fewest hubs among the inner nodes after `node`, when the next is not `avoided`; undefined when nothing leads on. */
  hubsAfter(node: number, avoided: number): number | undefined;
}

interface OpenLayer extends Layer {
  /** Says that `next` leads on from `node`, with so many hubs to come. */
  lead(node: number, next: number, hubs: number): void;
}

function createLayer(size: number): OpenLayer {
  const members: number[] = [];
  const fewest = new Int8Array(size).fill(DEAD);
  const second = new Int8Array(size).fill(DEAD);
  const via = new Int32Array(size).fill(-1);
  return {
    members,
    hubsAfter: (node, avoided) => {
      const hubs = (via[node] === avoided ? second[node] : fewest[node]) ?? DEAD;
      return hubs === DEAD ? undefined : hubs;
    },
    lead: (node, next, hubs) => {
      const known = fewest[node] ?? DEAD;
      if (known === DEAD) members.push(node);
      if (hubs < known) {
        second[node] = known;
        fewest[node] = hubs;
        via[node] = next;
      } else if (hubs < (second[node] ?? DEAD)) {
        second[node] = hubs;
      }
    },
  };
}

/** The two ends of a search, by number. */
export interface Ends {
  readonly start: number;
  readonly goal: number;
}

/** The layer of the goal alone. */
export function goalLayer(size: number, { goal }: Ends): Layer {
  const layer = createLayer(size);
  layer.lead(goal, -1, 0);
  return layer;
}

export interface Step<Key> {
  readonly region: Region<Key>;
  readonly ends: Ends;
  readonly pacer: Pacer;
}

/** Inner nodes whose neighbours were read may be asked for theirs; the goal is no hub that a path passes. */
function hubsFrom<Key>({ region, ends }: Step<Key>, next: Layer, node: number, from: number): number | undefined {
  const after = next.hubsAfter(node, from);
  return after === undefined ? undefined : after + (node === ends.goal ? 0 : region.hub(node));
}

/** The layer before `next`, found from the nodes of `next`, which were read; neither end is inside a path. */
export async function layerBefore<Key>(step: Step<Key>, next: Layer): Promise<Layer> {
  const { region, ends, pacer } = step;
  const layer = createLayer(region.keys.length);
  for (const node of next.members) {
    const row = region.row(node) ?? [];
    if (pacer.spend(row.length)) await pacer.rest();
    for (const before of row) {
      if (before === ends.start || before === ends.goal) continue;
      const hubs = hubsFrom(step, next, node, before);
      if (hubs !== undefined) layer.lead(before, node, hubs);
    }
  }
  return layer;
}

/** A layer whose nodes need not have been read, with the nodes that follow each. */
export interface Meeting {
  readonly layer: Layer;
  readonly following: ReadonlyMap<number, readonly number[]>;
}

/** Like `layerBefore`, only among `candidates`. */
export async function meetingBefore<Key>(
  step: Step<Key>,
  next: Layer,
  candidates: ReadonlySet<number>,
): Promise<Meeting> {
  const { region, pacer } = step;
  const layer = createLayer(region.keys.length);
  const following = new Map<number, number[]>();
  for (const node of next.members) {
    const row = region.row(node) ?? [];
    if (pacer.spend(row.length)) await pacer.rest();
    for (const before of row) {
      const hubs = candidates.has(before) ? hubsFrom(step, next, node, before) : undefined;
      if (hubs === undefined) continue;
      layer.lead(before, node, hubs);
      const known = following.get(before);
      if (known === undefined) following.set(before, [node]);
      else known.push(node);
    }
  }
  return { layer, following };
}

/** The layer of these nodes, which were read, before `next`. */
export async function layerAmong<Key>(step: Step<Key>, nodes: Iterable<number>, next: Layer): Promise<Layer> {
  const { region, pacer } = step;
  const layer = createLayer(region.keys.length);
  for (const node of nodes) {
    const row = region.row(node) ?? [];
    if (pacer.spend(row.length)) await pacer.rest();
    for (const after of row) {
      const hubs = hubsFrom(step, next, after, node);
      if (hubs !== undefined) layer.lead(node, after, hubs);
    }
  }
  return layer;
}

/** Inner nodes that a walk of one more edge reaches. */
export async function walkOn<Key>(
  { region, ends, pacer }: Step<Key>,
  nodes: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const reached = new Set<number>();
  for (const node of nodes) {
    const row = region.row(node) ?? [];
    if (pacer.spend(row.length)) await pacer.rest();
    for (const other of row) if (other !== ends.start && other !== ends.goal) reached.add(other);
  }
  return reached;
}
