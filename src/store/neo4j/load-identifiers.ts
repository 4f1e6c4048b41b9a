/**
 * Each identifier once, with the ids of the nodes that carry it, sorted. Not edges: looking up needs no more than an id, and
 * they would be as many rows again.
 */
import { carriedKeys, type SharedKeys } from '../../domain/carried-keys.ts';
import type { GraphRows } from '../../domain/model.ts';
import type { Rows } from '../../domain/rows.ts';
import { cy, type CypherValue } from './cypher.ts';
import { rowsPart, type LoadPart, type PartMaker } from './load-parts.ts';

/** Rows of a key and its nodes. */
function identifierRows(graph: GraphRows, { keyCount, shared }: SharedKeys): Rows<CypherValue> {
  const isShared = new Set(shared.map(({ key }) => key));
  return {
    length: keyCount,
    *[Symbol.iterator]() {
      for (const { key, id } of carriedKeys(graph)) if (!isShared.has(key)) yield [key, [id]];
      for (const { key, nodeIds } of shared) yield [key, nodeIds];
    },
  };
}

export function identifierPart(graph: GraphRows, keys: SharedKeys, { mark }: PartMaker): LoadPart {
  return rowsPart({
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (i:Identifier {key: row[0]})
      SET i.nodeIds = row[1], i.load = ${mark}`,
    rows: identifierRows(graph, keys),
  });
}
