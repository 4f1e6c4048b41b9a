/** Which nodes of a graph carry each key that nodes can be looked up by. */
import { compareText, type NodeId } from './ids.ts';
import { lookupKeys } from './lookup-keys.ts';
import type { GraphRows } from './model.ts';
import { only } from './rows.ts';

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

export function sharedKeys(graph: GraphRows): SharedKeys {
  const carriers = new Map<string, NodeId | NodeId[]>();
  for (const { key, id } of carriedKeys(graph)) {
    const known = carriers.get(key);
    if (known === undefined) carriers.set(key, id);
    else if (Array.isArray(known)) known.push(id);
    else carriers.set(key, [known, id]);
  }
  const shared = [...carriers].flatMap(([key, ids]) =>
    Array.isArray(ids) ? [{ key, nodeIds: ids.toSorted(compareText) }] : [],
  );
  return { keyCount: carriers.size, shared: shared.toSorted((a, b) => compareText(a.key, b.key)) };
}
