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

/** What hangs on a node, by the numbers of both. */
export interface Member {
  readonly owner: number;
  readonly member: number;
  /** Members come by rank, equals by number. */
  readonly rank: number;
}

/** The members of each owner, by its number; held in a few bytes for each of them. */
export function groupMembers(size: number, all: Iterable<Member>): (owner: number) => Uint32Array {
  const [owners, members, ranks] = [createWordList(), createWordList(), [] as number[]];
  const ends = new Uint32Array(size + 1);
  for (const { owner, member, rank } of all) {
    owners.push(owner);
    members.push(member);
    ranks.push(rank);
    ends[owner + 1] = (ends[owner + 1] ?? 0) + 1;
  }
  for (let owner = 0; owner < size; owner += 1) ends[owner + 1] = (ends[owner + 1] ?? 0) + (ends[owner] ?? 0);
  const next = ends.slice();
  const places = new Uint32Array(ranks.length);
  for (const [place, owner] of owners.all().entries()) {
    places[next[owner] ?? 0] = place;
    next[owner] = (next[owner] ?? 0) + 1;
  }
  const byRank = (a: number, b: number): number => (ranks[a] ?? 0) - (ranks[b] ?? 0) || members.at(a) - members.at(b);
  return (owner) => {
    const own = places.subarray(ends[owner], ends[owner + 1]).toSorted(byRank);
    return own.map((place) => members.at(place));
  };
}
