/**
 * Each identifier once, with the ids of the nodes that carry it, sorted. Not edges: looking up needs no more than an id, and
 * they would be as many rows again. Nearly all are carried by one node, so what is held of them all is a hash of each.
 */
import { compareText, type NodeId } from '../../domain/ids.ts';
import { lookupKeys } from '../../domain/lookup-keys.ts';
import type { GraphRows } from '../../domain/model.ts';
import { only, type Rows } from '../../domain/rows.ts';
import { createWordList } from '../../domain/word-list.ts';
import { cy, type CypherValue } from './cypher.ts';
import { rowsPart, type LoadPart, type PartMaker } from './load-parts.ts';

interface Carried {
  readonly key: string;
  readonly id: NodeId;
}

function* carriedKeys(graph: GraphRows): Generator<Carried> {
  const { sources, topics, venues, editions, organizations } = graph;
  const resources = only(graph.resources, 'id', 'kind', 'title', 'titleTranslated', 'identifiers');
  const authors = only(graph.authors, 'id', 'kind', 'name', 'nameJa', 'aliases', 'url', 'orcid');
  for (const list of [sources, topics, venues, editions, organizations, authors, resources])
    for (const node of list) for (const key of lookupKeys(node)) yield { key, id: node.id };
}

/** Two hashes of a text (Fowler, Noll and Vo's FNV-1a, of which the second has another multiplier), 32 bits each. */
function hashesOf(text: string): readonly [low: number, high: number] {
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return [low >>> 0, high >>> 0];
}

/** How many different keys there are, and the low hashes of those that several nodes carry. */
function repeatedKeys(graph: GraphRows): { readonly distinct: number; readonly repeated: ReadonlySet<number> } {
  const words = createWordList();
  for (const { key } of carriedKeys(graph)) for (const hash of hashesOf(key)) words.push(hash);
  const hashes = new BigUint64Array(words.all().slice().buffer).toSorted();
  const repeated = new Set<number>();
  let distinct = 0;
  let last = -1n;
  for (const hash of hashes) {
    if (hash === last) repeated.add(Number(BigInt.asUintN(32, hash)));
    else distinct += 1;
    last = hash;
  }
  return { distinct, repeated };
}

/** Rows of a key and its nodes; one more than their length for each two keys with the same hashes, of which hardly a graph has any. */
function identifierRows(graph: GraphRows): Rows<CypherValue> {
  const { distinct, repeated } = repeatedKeys(graph);
  return {
    length: distinct,
    *[Symbol.iterator]() {
      const carriers = new Map<string, NodeId[]>();
      for (const { key, id } of carriedKeys(graph)) {
        if (!repeated.has(hashesOf(key)[0])) {
          yield [key, [id]];
          continue;
        }
        const ids = carriers.get(key);
        if (ids === undefined) carriers.set(key, [id]);
        else ids.push(id);
      }
      for (const [key, ids] of carriers) yield [key, ids.toSorted(compareText)];
    },
  };
}

export function identifierPart(graph: GraphRows, { mark }: PartMaker): LoadPart {
  return rowsPart({
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (i:Identifier {key: row[0]})
      SET i.nodeIds = row[1], i.load = ${mark}`,
    rows: identifierRows(graph),
  });
}
