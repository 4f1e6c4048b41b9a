/** Rows of a load, what writes them, and where the nodes they join lie in the database. */
import { z } from 'zod';
import { cy, int, join, name, param, place, property, type CypherValue, type Fragment } from './cypher.ts';
import type { Properties } from './properties.ts';

/** Rows that are made one by one as they are taken, so that there are never more of them than a batch has. */
export interface LoadRows<Row = CypherValue> extends Iterable<Row> {
  readonly length: number;
}

export interface LoadPart {
  readonly phase: string;
  /** The writing of rows, given the parameter that holds them; of nodes it answers with `placedRow`. */
  readonly write: (rows: Fragment) => Fragment;
  readonly rows: LoadRows;
  /** How many rows a statement takes, where they are large. */
  readonly statementRows?: number;
}

/** A node that was written, and the database's own name for it. */
export const placedRow = z.object({ id: z.string(), place: z.string() });

/**
 * The database's own names of the nodes that were written: an edge finds its ends by them three times as fast as through the
 * index of ids. They hold for as long as no node is removed, so nobody keeps them longer than a load.
 */
export interface Places {
  put(node: z.infer<typeof placedRow>): void;
  /** @throws Error (a bug) for a node that was not written. */
  of(id: string): string;
}

export function createPlaces(): Places {
  const places = new Map<string, string>();
  return {
    put: ({ id, place: at }) => void places.set(id, at),
    of: (id) => {
      const at = places.get(id);
      if (at === undefined) throw new Error('An edge of a node that was not written');
      return at;
    },
  };
}

export function rowsOf<T>(items: readonly T[], make: (item: T) => CypherValue): LoadRows {
  return {
    length: items.length,
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

/** Values in lists of `size`, the last of which may be shorter; each list is made when it is taken. */
export function* listsOf<T>(values: Iterable<T>, size: number): Generator<readonly T[]> {
  let some: T[] = [];
  for (const value of values) {
    some.push(value);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Those of the part's keys that it has. */
  readonly properties: Properties;
}

/** The values of these keys. @throws Error (a bug) where there are others. */
function rowFrom(properties: Properties, keys: readonly string[]): CypherValue[] {
  let known = 0;
  const values = keys.map((key) => {
    const value = properties[key];
    if (value === undefined) return null;
    known += 1;
    return value;
  });
  if (known < Object.keys(properties).length) throw new Error('A row has a property that others do not have');
  return values;
}

/** Makes the parts of one load. */
export interface PartMaker {
  /** The mark of every row, so that what an earlier load left can be told apart and removed. */
  readonly mark: Fragment;
  /** All nodes of a label, which have the same properties. */
  nodes<N>(phase: string, label: string, nodes: readonly N[], propertiesOf: (node: N) => Properties): LoadPart;
  /** Edges of a type, which have some of the same properties; their nodes are written before. */
  edges<F>(type: string, keys: readonly string[], facts: readonly F[], edgeOf: (fact: F) => Edge): LoadPart;
}

export function createPartMaker(loadId: number, places: Places): PartMaker {
  const mark = param(int(loadId));
  /**
   * `SET of.key = row[…], …, of.load = …`: rows travel as lists, since the names are longer than most values. Each property is
   * named, since `SET n = row` might change the key that MERGE looks for, so that all rows must be merged before one is set.
   */
  const setEach = (of: 'n' | 'e', keys: readonly string[], first: number): Fragment => {
    const values = keys.flatMap((key, index) =>
      key === 'id' ? [] : [cy`${property(of, key)} = row[${place(first + index)}]`],
    );
    return cy`SET ${join([...values, cy`${property(of, 'load')} = ${mark}`], cy`, `)}`;
  };
  return {
    mark,
    nodes: (phase, label, nodes, propertiesOf) => {
      const [first] = nodes;
      const keys = first === undefined ? [] : Object.keys(propertiesOf(first));
      return {
        phase,
        write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:${name(label)} {id: row[${place(keys.indexOf('id'))}]})
          ${setEach('n', keys, 0)} RETURN n.id AS id, elementId(n) AS place`,
        rows: rowsOf(nodes, (node) => rowFrom(propertiesOf(node), keys)),
      };
    },
    edges: (type, keys, facts, edgeOf) => ({
      phase: type,
      write: (rows) => cy`UNWIND ${rows} AS row
        MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
        MERGE (a)-[e:${name(type)}]->(b) ${setEach('e', keys, 2)}`,
      rows: rowsOf(facts, (fact) => {
        const { properties, from, to } = edgeOf(fact);
        return [places.of(from), places.of(to), ...rowFrom(properties, keys)];
      }),
    }),
  };
}
