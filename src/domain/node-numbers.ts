/** Nodes by number, so that what is known of each of them stands in a list of numbers. */
import { compareText, type NodeId } from './ids.ts';
import type { GraphRows } from './model.ts';
import { only } from './rows.ts';
import { createWordList } from './word-list.ts';

export interface NodeNumbers {
  /** Of all nodes, sorted; a node's number is its place. */
  readonly ids: readonly NodeId[];
  /** @throws Error (a bug) where no node has this id. */
  of(id: NodeId): number;
}

function* idsOf({
  sources,
  topics,
  venues,
  editions,
  organizations,
  authors,
  resources,
}: GraphRows): Generator<NodeId> {
  for (const list of [sources, topics, venues, editions, organizations]) for (const { id } of list) yield id;
  for (const { id } of only(authors, 'id')) yield id;
  for (const { id } of only(resources, 'id')) yield id;
}

export function numberNodes(graph: GraphRows): NodeNumbers {
  const ids = [...idsOf(graph)].toSorted(compareText);
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
  const places = new Uint32Array(added.length());
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
