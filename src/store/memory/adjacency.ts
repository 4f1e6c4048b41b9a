/** Relations between ordinals, stored as compressed rows. */
import { addBit, noBits, ordinalsOf, type Bits } from './bits.ts';

/** The neighbours of node i are `targets[offsets[i] .. offsets[i + 1])`. */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** A relation and its reverse. Reverse neighbours are ascending. */
export interface Relation {
  readonly forward: Adjacency;
  readonly backward: Adjacency;
  /** For forward target i, its index in the records that the relation was made from. */
  readonly records: Int32Array;
}

export function neighbours({ offsets, targets }: Adjacency, ordinal: number): Int32Array {
  return targets.subarray(offsets[ordinal] ?? 0, offsets[ordinal + 1] ?? 0);
}

export function degree({ offsets }: Adjacency, ordinal: number): number {
  return (offsets[ordinal + 1] ?? 0) - (offsets[ordinal] ?? 0);
}

interface Rows extends Adjacency {
  readonly records: Int32Array;
}

/** `to[i]` by `from[i]`, which is below `size`: those of one row keep their order. */
export function rowsOf(size: number, from: Int32Array, to: Int32Array): Rows {
  const offsets = new Int32Array(size + 1);
  for (const ordinal of from) offsets[ordinal + 1] = (offsets[ordinal + 1] ?? 0) + 1;
  for (let index = 0; index < size; index += 1) {
    offsets[index + 1] = (offsets[index + 1] ?? 0) + (offsets[index] ?? 0);
  }
  const next = offsets.slice();
  const targets = new Int32Array(from.length);
  const records = new Int32Array(from.length);
  for (let index = 0; index < from.length; index += 1) {
    const source = from[index] ?? 0;
    const at = next[source] ?? 0;
    next[source] = at + 1;
    targets[at] = to[index] ?? 0;
    records[at] = index;
  }
  return { offsets, targets, records };
}

/** Joins `from[i]` to `to[i]`. Neighbours keep the order of the pairs; a reverse is ascending when `from` is. */
export function buildRelation(sizes: readonly [number, number], from: Int32Array, to: Int32Array): Relation {
  const { records, ...forward } = rowsOf(sizes[0], from, to);
  const { offsets, targets } = rowsOf(sizes[1], to, from);
  for (let index = 0; index < sizes[1]; index += 1) neighbours({ offsets, targets }, index).sort();
  return { forward, backward: { offsets, targets }, records };
}

/** Every node with a neighbour in `members`: the set behind `some`. */
export function reaching(relation: Relation, members: Bits, size: number): Bits {
  const reached = noBits(size);
  const { offsets, targets } = relation.backward;
  for (const member of ordinalsOf(members)) {
    const end = offsets[member + 1] ?? 0;
    for (let index = offsets[member] ?? 0; index < end; index += 1) addBit(reached, targets[index] ?? 0);
  }
  return reached;
}
