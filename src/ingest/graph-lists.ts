/** The lists of a graph while it is built, packed as they come. */
import type { GraphRows } from '../domain/model.ts';
import type { PackedList } from '../pack/packed-rows.ts';
import { createPackWriter } from '../pack/pack-writer.ts';
import type { Spill } from '../spill/spill.ts';

/** The lists of the graph, in the order in which its revision takes them. */
export const GRAPH_LISTS = [
  'sources',
  'topics',
  'venues',
  'editions',
  'organizations',
  'authors',
  'resources',
  'authorships',
  'resourceOrganizations',
  'tags',
  'listings',
  'links',
] as const satisfies readonly (keyof GraphRows)[];

export type GraphList = (typeof GRAPH_LISTS)[number];
type RowOf<L extends GraphList> = GraphRows[L] extends Iterable<infer T> ? T : never;

/** All lists of a graph, empty as yet. */
export type GraphLists = { readonly [L in GraphList]: PackedList<RowOf<L>> } & {
  /** Writes them as they are then. */
  writeTo(write: (bytes: Uint8Array) => void): void;
};

export function addAll<T>(list: PackedList<T>, rows: Iterable<T>): void {
  for (const row of rows) list.push(row);
}

/** @param spill for the lists. */
export function createGraphLists(spill: Spill): GraphLists {
  const writer = createPackWriter(spill);
  const lists = GRAPH_LISTS.map((list) => [list, writer.list<object>(list)] as const);
  return { ...Object.fromEntries(lists), writeTo: writer.writeTo } as unknown as GraphLists;
}
