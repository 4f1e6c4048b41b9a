/** The lists of a graph while it is built: packed as they come, and written in the order of the ids of their nodes. */
import type { GraphRows } from '../domain/model.ts';
import type { WordList } from '../domain/word-list.ts';
import type { Spill } from '../spill/spill.ts';
import { createPackWriter } from '../pack/pack-writer.ts';
import type { PackedList } from '../pack/packed-rows.ts';

/** The lists of the graph, in the order in which its revision takes them. */
const LISTS = [
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
] as const;

type GraphList = (typeof LISTS)[number];
type RowOf<L extends GraphList> = GraphRows[L] extends Iterable<infer T> ? T : never;
type Lists = { readonly [L in GraphList]: PackedList<RowOf<L>> };

/** Lists of what hangs on resources: the rows of the first one, then those of the next. */
const HANGING = ['authorships', 'resourceOrganizations', 'tags', 'listings'] as const satisfies readonly GraphList[];
export type HangingList = (typeof HANGING)[number];

/** All lists of a graph while it is built. */
export interface GraphLists extends Lists {
  /** To be called when all rows of the next work are there. */
  endWork(): void;
  /** How many rows of a list hang on a work. */
  count(list: HangingList, work: number): number;
  /** @param order the numbers of all works in the order in which their rows are written. */
  writeTo(write: (bytes: Uint8Array) => void, order: WordList): void;
}

export function addAll<T>(list: PackedList<T>, rows: Iterable<T>): void {
  for (const row of rows) list.push(row);
}

/** Where the rows of a work are in a list. */
function rowsOfWork(ends: WordList, work: number): { readonly start: number; readonly end: number } {
  return { start: work === 0 ? 0 : ends.at(work - 1), end: ends.at(work) };
}

function* numbersOf(order: WordList): Generator<number> {
  for (let place = 0; place < order.length; place += 1) yield order.at(place);
}

function* rowsInOrder(order: WordList, ends: WordList): Generator<number> {
  for (const work of numbersOf(order)) {
    const { start, end } = rowsOfWork(ends, work);
    for (let row = start; row < end; row += 1) yield row;
  }
}

/** A generator for each time that it is taken. */
function repeatable(take: () => Generator<number>): Iterable<number> {
  return { [Symbol.iterator]: take };
}

export function createGraphLists(spill: Spill): GraphLists {
  const writer = createPackWriter(spill);
  const lists = Object.fromEntries(LISTS.map((list) => [list, writer.list<object>(list)])) as unknown as Lists;
  /** By number of a work: where its rows end. */
  const ends = Object.fromEntries(HANGING.map((list) => [list, spill.words()])) as Record<HangingList, WordList>;
  return {
    ...lists,
    endWork: () => {
      for (const list of HANGING) ends[list].push(lists[list].length);
    },
    count: (list, work) => {
      const { start, end } = rowsOfWork(ends[list], work);
      return end - start;
    },
    writeTo: (write, order) => {
      const hanging = HANGING.map((list) => [list, repeatable(() => rowsInOrder(order, ends[list]))]);
      writer.writeTo(write, { resources: repeatable(() => numbersOf(order)), ...Object.fromEntries(hanging) });
    },
  };
}
