/** Nodes by number, so that what is known of each of them stands in a list of numbers. */
import { compareText, type NodeId } from './ids.ts';
import type { GraphRows } from './model.ts';
import { createWordList } from './word-list.ts';

export interface NodeNumbers {
  /** Of all nodes, sorted; a node's number is its place. */
  readonly ids: readonly NodeId[];
  /** @throws Error (a bug) where no node has this id. */
  of(id: NodeId): number;
}

/** The lists of nodes in the order of their ids, which begin with the name of their kind. */
export const NODE_LISTS = [
  'authors',
  'organizations',
  'resources',
  'sources',
  'topics',
  'venues',
  'editions',
] as const satisfies readonly (keyof GraphRows)[];
export type NodeList = (typeof NODE_LISTS)[number];

/** The number of the first node of each list: those of the others follow. */
export function firstNumbers(graph: GraphRows): Readonly<Record<NodeList, number>> {
  let next = 0;
  const firsts = NODE_LISTS.map((list) => {
    const first = next;
    next += graph[list].length;
    return [list, first] as const;
  });
  return Object.fromEntries(firsts) as Record<NodeList, number>;
}

/** @throws Error (a bug) where the nodes are not in the order of their ids. */
export function numberNodes(graph: GraphRows): NodeNumbers {
  const ids: NodeId[] = [];
  for (const list of NODE_LISTS) {
    for (const { id } of graph[list]) {
      const last = ids.at(-1);
      if (last !== undefined && compareText(last, id) >= 0)
        throw new Error('The nodes of a graph are not in the order of their ids');
      ids.push(id);
    }
  }
  const numbers = new Map(ids.map((id, number) => [id, number]));
  return {
    ids,
    of: (id) => {
      const number = numbers.get(id);
      if (number === undefined) throw new Error(`A row names ${id}, which is none of the nodes`);
      return number;
    },
  };
}

/** Counts of nodes, by their numbers. */
export interface Tally {
  add(number: number): void;
  at(number: number): number;
}

export function createTally(size: number): Tally {
  const counts = new Uint32Array(size);
  return {
    add: (number) => {
      counts[number] = (counts[number] ?? 0) + 1;
    },
    at: (number) => counts[number] ?? 0,
  };
}

/** Takes what hangs on a node, by the numbers of both. */
type AddMember = (owner: number, member: number, rank?: number) => void;

/**
 * The members of each owner, by its number; held in four bytes for each of them. They come by rank, equals by number, and
 * where none has a rank in the order in which they were added.
 */
export function groupMembers(size: number, addAll: (add: AddMember) => void): (owner: number) => Uint32Array {
  const [owners, added, ranks] = [createWordList(), createWordList(), [] as number[]];
  const ends = new Uint32Array(size + 1);
  addAll((owner, member, rank) => {
    owners.push(owner);
    added.push(member);
    if (rank !== undefined) ranks.push(rank);
    ends[owner + 1] = (ends[owner + 1] ?? 0) + 1;
  });
  for (let owner = 0; owner < size; owner += 1) ends[owner + 1] = (ends[owner + 1] ?? 0) + (ends[owner] ?? 0);
  /** By owner, which of those that were added are its members. */
  const places = new Uint32Array(added.length);
  const next = ends.slice();
  for (let place = 0; place < places.length; place += 1) {
    const owner = owners.at(place);
    const at = next[owner] ?? 0;
    places[at] = place;
    next[owner] = at + 1;
  }
  const byRank = (a: number, b: number): number => (ranks[a] ?? 0) - (ranks[b] ?? 0) || added.at(a) - added.at(b);
  if (ranks.length > 0)
    for (let owner = 0; owner < size; owner += 1) {
      const own = places.subarray(ends[owner], ends[owner + 1]);
      if (own.length > 1) own.set(own.toSorted(byRank));
    }
  const members = places.map((place) => added.at(place));
  return (owner) => members.subarray(ends[owner], ends[owner + 1]);
}
