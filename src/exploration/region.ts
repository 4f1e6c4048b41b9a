/** The part of the graph that a search has seen: nodes numbered as they came, and the neighbours of those it has read. */
import type { GraphReader } from './graph-reader.ts';
import type { Pacer } from './pacer.ts';

/** A node with more edges than this is a hub: that it joins two nodes says little. */
export const HUB_DEGREE = 100;

export interface Region<Key> {
  /** By number. */
  readonly keys: readonly Key[];
  numberOf(key: Key): number;
  /** Distinct, without the node itself; undefined until read. */
  row(node: number): Int32Array | undefined;
  /** 1 for a hub, else 0. */
  hub(node: number): 0 | 1;
  /** How many edges reading these nodes would read at most; those already read cost nothing. */
  costOf(nodes: readonly number[]): number;
  edgesRead(): number;
  /** Reads the neighbours of these nodes. @returns whether all of them are nodes of the graph. */
  read(nodes: readonly number[]): Promise<boolean>;
}

export function createRegion<Key>(reader: GraphReader<Key>, pacer: Pacer): Region<Key> {
  const keys: Key[] = [];
  const numbers = new Map<Key, number>();
  const rows: (Int32Array | undefined)[] = [];
  let edgesRead = 0;

  function numberOf(key: Key): number {
    let number = numbers.get(key);
    if (number === undefined) {
      number = keys.push(key) - 1;
      numbers.set(key, number);
    }
    return number;
  }

  const degreeOf = (node: number): number => {
    const key = keys[node];
    return key === undefined ? 0 : reader.degree(key);
  };

  return {
    keys,
    numberOf,
    row: (node) => rows[node],
    hub: (node) => (degreeOf(node) > HUB_DEGREE ? 1 : 0),
    costOf: (nodes) => nodes.reduce((sum, node) => sum + (rows[node] === undefined ? degreeOf(node) : 0), 0),
    edgesRead: () => edgesRead,
    read: async (nodes) => {
      const unread = nodes.filter((node) => rows[node] === undefined);
      const found = await reader.neighbours(unread.flatMap((node) => keys[node] ?? []));
      for (const [index, node] of unread.entries()) {
        const others = new Set((found[index] ?? []).map(numberOf));
        others.delete(node);
        rows[node] = Int32Array.from(others);
        edgesRead += others.size;
        if (pacer.spend(others.size)) await pacer.rest();
      }
      return found.every((row) => row !== null);
    },
  };
}
