/** Which nodes of a graph carry each key that nodes can be looked up by. */
import { compareText, type NodeId } from './ids.ts';
import { lookupKeys } from './lookup-keys.ts';
import type { GraphRows } from './model.ts';
import { createNumberList } from './number-list.ts';
import { only } from './rows.ts';
import { repeatedNumbers, textHash } from './text-hash.ts';

export interface CarriedKey {
  readonly key: string;
  readonly id: NodeId;
}

/** Every key of every node: a key once for each node that carries it. */
export function* carriedKeys(graph: GraphRows): Generator<CarriedKey> {
  const { sources, topics, venues, editions, organizations } = graph;
  const resources = only(graph.resources, 'id', 'kind', 'title', 'titleTranslated', 'identifiers');
  const authors = only(graph.authors, 'id', 'kind', 'name', 'nameJa', 'aliases', 'url', 'orcid');
  for (const list of [sources, topics, venues, editions, organizations, authors, resources])
    for (const node of list) for (const key of lookupKeys(node)) yield { key, id: node.id };
}

export interface SharedKey {
  readonly key: string;
  /** Two or more, sorted. */
  readonly nodeIds: readonly NodeId[];
}

/** Nearly all keys are carried by one node; these are the others. */
export interface SharedKeys {
  /** How many different keys there are. */
  readonly keyCount: number;
  /** By key. */
  readonly shared: readonly SharedKey[];
}

/** A number for the key of each of these. */
function hashesOf(carried: Iterable<CarriedKey>, hashOf: (key: string) => number): Float64Array {
  const hashes = createNumberList();
  for (const { key } of carried) hashes.push(hashOf(key));
  return hashes.all();
}

/**
 * Goes through all keys twice: the first time their hashes say which may be carried by several nodes, so that no other key
 * needs to be held.
 * @param hashOf equal for equal keys, and rarely for others: these are told apart.
 */
export function sharedKeys(graph: GraphRows, hashOf = textHash): SharedKeys {
  const repeated = repeatedNumbers(hashesOf(carriedKeys(graph), hashOf));
  /** Of the keys whose hash comes again. */
  const carriers = new Map<string, NodeId[]>();
  let others = 0;
  for (const { key, id } of carriedKeys(graph)) {
    if (!repeated.has(hashOf(key))) {
      others += 1;
      continue;
    }
    const known = carriers.get(key);
    if (known === undefined) carriers.set(key, [id]);
    else known.push(id);
  }
  const shared = [...carriers].flatMap(([key, ids]) =>
    ids.length > 1 ? [{ key, nodeIds: ids.toSorted(compareText) }] : [],
  );
  return { keyCount: others + carriers.size, shared: shared.toSorted((a, b) => compareText(a.key, b.key)) };
}
