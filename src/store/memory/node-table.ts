/** The nodes of one kind, numbered in the order of their ids. */
import { compareText, type NodeId } from '../../domain/ids.ts';
import type { Author, Entity, Organization, Resource, Source, Topic, Venue, VenueEdition } from '../../domain/model.ts';

export interface NodeTable<T extends Entity = Entity> {
  /** Sorted by id; a node's index is its ordinal, so that comparing ordinals compares ids. */
  readonly nodes: readonly T[];
  readonly ordinals: ReadonlyMap<NodeId, number>;
}

export interface NodeTables {
  readonly resources: NodeTable<Resource>;
  readonly authors: NodeTable<Author>;
  readonly organizations: NodeTable<Organization>;
  readonly venues: NodeTable<Venue>;
  readonly editions: NodeTable<VenueEdition>;
  readonly topics: NodeTable<Topic>;
  readonly sources: NodeTable<Source>;
}

export function buildNodeTable<T extends Entity>(nodes: readonly T[]): NodeTable<T> {
  const sorted = nodes.toSorted((a, b) => compareText(a.id, b.id));
  return { nodes: sorted, ordinals: new Map(sorted.map((node, ordinal) => [node.id, ordinal])) };
}

/** @throws Error when the records name a node that is not among them: a bug of what made them. */
export function ordinalIn(table: NodeTable, id: NodeId): number {
  const ordinal = table.ordinals.get(id);
  if (ordinal === undefined) throw new Error(`The graph names ${id}, which is none of its nodes`);
  return ordinal;
}

/** @throws Error outside the table. */
export function nodeAt<T extends Entity>(table: NodeTable<T>, ordinal: number): T {
  const node = table.nodes[ordinal];
  if (node === undefined) throw new Error(`There is no node ${ordinal}`);
  return node;
}

/** Where an id stands among the ids of the table; half a step before its successor when it is none of them. */
export function placeOf(table: NodeTable, id: NodeId): number {
  const exact = table.ordinals.get(id);
  if (exact !== undefined) return exact;
  let low = 0;
  let high = table.nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodeAt(table, middle).id < id) low = middle + 1;
    else high = middle;
  }
  return low - 0.5;
}

/** The nodes of all kinds, sorted by id: the kinds' tables one after another, because ids begin with the kind. */
export function nodesInOrder(tables: NodeTables): Entity[] {
  const { resources, authors, organizations, venues, editions, topics, sources } = tables;
  return [resources, authors, organizations, venues, editions, topics, sources]
    .map((table): readonly Entity[] => table.nodes)
    .toSorted(([a], [b]) => compareText(a?.id ?? '', b?.id ?? ''))
    .flat();
}
