/**
 * Nodes, and the lists that hang on them, kept in this process once they were read. They belong to one revision of the graph
 * and are forgotten with it, and the least recent go when there are too many.
 *
 * Why: different questions show the same authors, venues and resources again and again, and a statement costs more than a
 * millisecond through the driver whatever it asks (docs/PERFORMANCE.md).
 */
import { LRUCache } from 'lru-cache';
import type { NodeId } from '../domain/ids.ts';
import type { Entity } from '../domain/model.ts';
import type { ExpandPage, ExpandQuestion, ExpandRelation, GraphStore, ReadOptions } from './graph-store.ts';

type AnyList = ExpandPage<ExpandRelation>;
interface Kept {
  readonly revision: string;
  readonly nodes: LRUCache<NodeId, Entity>;
  /** By `listKeys`. */
  readonly lists: LRUCache<string, AnyList>;
}

/** Lists are kept beside the nodes, with a node more for what it costs to keep an empty one. */
function keepFor(revision: string, maxNodes: number): Kept {
  return {
    revision,
    nodes: new LRUCache({ max: maxNodes }),
    lists: new LRUCache({ maxSize: maxNodes, sizeCalculation: ({ items }) => items.length + 1 }),
  };
}

/** Names one list of a question. */
function listKeys({ relation, page, links }: ExpandQuestion<ExpandRelation>): (parent: NodeId) => string {
  const prefix = `${relation}\u001f${JSON.stringify([page, links])}\u001f`;
  return (parent) => prefix + parent;
}

/** Where answers to one kind of key are kept. */
interface Shelf<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  /** Whether the graph is still the one that the shelf is for. */
  isCurrent(): Promise<boolean>;
}

/** Answers for keys: those that are kept, and what `read` answers for the others. */
async function partlyRead<Key, Value>(
  keys: readonly Key[],
  shelf: Shelf<Key, Value>,
  read: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Promise<ReadonlyMap<Key, Value>> {
  const answer = new Map<Key, Value>();
  const missing: Key[] = [];
  for (const key of keys) {
    const value = shelf.get(key);
    if (value === undefined) missing.push(key);
    else answer.set(key, value);
  }
  if (missing.length === 0) return answer;
  const found = await read(missing);
  // What was read while the graph changed may be of either graph.
  const mayKeep = await shelf.isCurrent();
  for (const [key, value] of found) {
    answer.set(key, value);
    if (mayKeep) shelf.set(key, value);
  }
  return answer;
}

/**
 * Puts kept nodes before a store: at most `maxNodes` of them, and as many again in lists; 0 keeps none. What is kept answers
 * only while the store tells of its revision.
 */
export function createKeptNodes<Store extends GraphStore>(store: Store, maxNodes: number): Store {
  if (maxNodes === 0) return store;
  let kept: Kept | null = null;

  async function current(options: ReadOptions): Promise<Kept | null> {
    const status = await store.status(options);
    if (status.state !== 'ready') return null;
    if (kept?.revision !== status.revision) kept = keepFor(status.revision, maxNodes);
    return kept;
  }
  const stays = (from: Kept, options: ReadOptions) => async (): Promise<boolean> => (await current(options)) === from;

  return {
    ...store,
    byIds: async (ids, options) => {
      const from = await current(options);
      if (from === null) return store.byIds(ids, options);
      const shelf: Shelf<NodeId, Entity> = {
        get: (id) => from.nodes.get(id),
        set: (id, node) => void from.nodes.set(id, node),
        isCurrent: stays(from, options),
      };
      return partlyRead(ids, shelf, (missing) => store.byIds(missing, options));
    },
    expand: async <R extends ExpandRelation>(question: ExpandQuestion<R>, options: ReadOptions) => {
      const from = await current(options);
      if (from === null) return store.expand(question, options);
      const keyOf = listKeys(question);
      const shelf: Shelf<NodeId, ExpandPage<R>> = {
        // The relation is part of the key, so what lies there is a list of this relation.
        get: (parent) => from.lists.get(keyOf(parent)) as ExpandPage<R> | undefined,
        set: (parent, list) => void from.lists.set(keyOf(parent), list as AnyList),
        isCurrent: stays(from, options),
      };
      return partlyRead(question.parents, shelf, (parents) => store.expand({ ...question, parents }, options));
    },
  };
}
