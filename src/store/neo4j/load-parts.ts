/** Rows of a load, what writes them, and where the nodes they join lie in the database. */
import { z } from 'zod';
import { cy, int, intOrNull, join, name, param, place, property, type CypherValue, type Fragment } from './cypher.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { Provenance } from '../../domain/model.ts';
import type { NodeNumbers } from '../../domain/node-numbers.ts';
import type { Rows } from '../../domain/rows.ts';
import { createOrigins, type Origins } from './load-origins.ts';
import { ORIGIN_KEYS, STATED_KEYS, type Origin, type Properties } from './properties.ts';

export interface LoadPart {
  readonly phase: string;
  /** How many rows there are, or one or two less. */
  readonly length: number;
  /** How many of them a statement takes, where they are large. */
  readonly statementRows?: number;
  /** The writing of rows, given the parameter that holds them; of nodes it answers with `placedRow`. */
  readonly write: (rows: Fragment) => Fragment;
  /** The same where there are surely none of them yet, for which nothing is looked up or locked. */
  readonly create?: (rows: Fragment) => Fragment;
  /** What that parameter holds in each statement of `size` rows; made when it is taken. */
  readonly parameters: (size: number) => Iterable<CypherValue>;
}

/** A node that was written, and the database's own name for it. */
export const placedRow = z.object({ id: z.string() as unknown as z.ZodType<NodeId>, place: z.string() });
export type PlacedNode = z.infer<typeof placedRow>;

/**
 * The database's own names of the nodes that were written: an edge finds its ends by them three times as fast as through the
 * index of ids. They hold for as long as no node is removed, so nobody keeps them longer than a load.
 */
export interface Places {
  put(node: PlacedNode): void;
  /** @throws Error (a bug) for a node that was not written. */
  of(id: NodeId): string;
  /** How all of them begin: what of names of fifty characters need not travel twice with each edge. */
  beginning(): string;
}

/** The longest beginning that both texts have. */
function commonBeginning(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

export function createPlaces({ ids, of: numberOf }: NodeNumbers): Places {
  const places: string[] = Array.from({ length: ids.length }, () => '');
  let beginning: string | null = null;
  return {
    put: ({ id, place: at }) => {
      places[numberOf(id)] = at;
      beginning = beginning === null || at.startsWith(beginning) ? (beginning ?? at) : commonBeginning(beginning, at);
    },
    of: (id) => {
      const at = places[numberOf(id)] ?? '';
      if (at === '') throw new Error('An edge of a node that was not written');
      return at;
    },
    beginning: () => beginning ?? '',
  };
}

/** A row of each item. */
function rowsOf<T>(items: Rows<T>, make: (item: T) => CypherValue): Rows<CypherValue> {
  return {
    length: items.length,
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
  };
}

/** A part whose statements take their rows as they are. */
export function rowsPart({
  rows,
  ...part
}: Omit<LoadPart, 'length' | 'parameters'> & { readonly rows: Rows<CypherValue> }): LoadPart {
  return { ...part, length: rows.length, parameters: (size) => listsOf(rows, size) };
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
  readonly from: NodeId;
  readonly to: NodeId;
  /** Those of the part's keys that it has. */
  readonly properties: Properties;
  /** Where it is stated, or what is known of that. */
  readonly provenance: Provenance | Pick<Provenance, 'locator'> | null;
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
  nodes<N>(phase: string, label: string, nodes: Rows<N>, propertiesOf: (node: N) => Properties): LoadPart;
  /** Edges of a type, which have some of the same properties; their nodes are written before. */
  edges<F>(kind: EdgesWritten, facts: Rows<F>, edgeOf: (fact: F) => Edge): LoadPart;
  /** The origins of all edges that were made into rows before. */
  origins(): LoadPart;
}

/** Edges of a type, and what is written of them. */
export interface EdgesWritten {
  readonly type: string;
  /** Their properties but those of where they are stated. */
  readonly keys: readonly string[];
  readonly withProvenance: boolean;
}

/**
 * `SET of.key = value, …, of.load = mark`. Each property is named, since `SET n = row` might change the key that MERGE looks for,
 * so that all rows must be merged before one is set.
 */
function setEach(
  of: 'n' | 'e',
  values: readonly (readonly [key: string, value: Fragment])[],
  mark: Fragment,
): Fragment {
  const all = [...values, ['load', mark] as const];
  return cy`SET ${join(
    all.map(([key, value]) => cy`${property(of, key)} = ${value}`),
    cy`, `,
  )}`;
}

/** The value at a place of a row: rows travel as lists, since the names are longer than most values. */
function inRow(index: number): Fragment {
  return cy`row[${place(index)}]`;
}

type Stated = readonly [locator: string | null, origin: number | null];

function statedOf(provenance: Edge['provenance'], origins: Origins): Stated | null {
  if (provenance === null) return null;
  return [provenance.locator, 'sourceId' in provenance ? origins.numberOf(provenance) : null];
}

function isSame(a: Stated | null, b: Stated | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}

/**
 * What a statement is given of some edges: how the names of their ends begin, and the edges by where they are stated. Those of a node
 * follow each other and are mostly stated at the same place, which written out is as long as all else of an edge.
 */
function edgesGiven(
  edges: Iterable<Edge>,
  { keys }: EdgesWritten,
  { places, origins }: { readonly places: Places; readonly origins: Origins },
): CypherValue {
  const beginning = places.beginning();
  const end = (id: NodeId): string => places.of(id).slice(beginning.length);
  const stated: CypherValue[] = [];
  let rows: CypherValue[] = [];
  let last: { readonly provenance: Edge['provenance']; readonly origin: Stated | null } | undefined;
  for (const { from, to, properties, provenance } of edges) {
    if (last?.provenance !== provenance) {
      const origin = statedOf(provenance, origins);
      if (last === undefined || !isSame(origin, last.origin)) {
        rows = [];
        stated.push([origin && [origin[0], intOrNull(origin[1])], rows]);
      }
      last = { provenance, origin };
    }
    rows.push([end(from), end(to), ...rowFrom(properties, keys)]);
  }
  return [beginning, stated];
}

/** @param clause MERGE leaves an edge alone that is there, and keeps everybody else from both of its ends meanwhile; CREATE does neither. */
function writeEdges(
  clause: Fragment,
  { type, keys, withProvenance }: EdgesWritten,
  given: Fragment,
  mark: Fragment,
): Fragment {
  const origin = withProvenance ? STATED_KEYS.map((key, index) => [key, cy`origin[${place(index)}]`] as const) : [];
  const own = keys.map((key, index) => [key, inRow(2 + index)] as const);
  return cy`WITH ${given} AS given UNWIND given[1] AS stated
    WITH given[0] AS beginning, stated[0] AS origin, stated[1] AS rows UNWIND rows AS row
    MATCH (a) WHERE elementId(a) = beginning + row[0] MATCH (b) WHERE elementId(b) = beginning + row[1]
    ${clause} (a)-[e:${name(type)}]->(b) ${setEach('e', [...own, ...origin], mark)}`;
}

/** Nodes that no edge joins: whoever looks at an edge finds where it is stated by `MATCH (o:Origin {number: e.origin})`. */
function originsPart(all: readonly Origin[], mark: Fragment): LoadPart {
  const values = ORIGIN_KEYS.map((key, index) => [key, inRow(1 + index)] as const);
  return rowsPart({
    phase: 'origins',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:Origin {number: ${inRow(0)}}) ${setEach('n', values, mark)}`,
    rows: rowsOf([...all.entries()], ([number, origin]) => [int(number), ...ORIGIN_KEYS.map((key) => origin[key])]),
  });
}

export function createPartMaker(loadId: number, places: Places): PartMaker {
  const mark = param(int(loadId));
  const origins = createOrigins();
  return {
    mark,
    nodes: (phase, label, nodes, propertiesOf) => {
      const [first] = nodes;
      const keys = first === undefined ? [] : Object.keys(propertiesOf(first));
      const values = keys.map((key, index) => [key, inRow(index)] as const).filter(([key]) => key !== 'id');
      return rowsPart({
        phase,
        write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:${name(label)} {id: ${inRow(keys.indexOf('id'))}})
          ${setEach('n', values, mark)} RETURN n.id AS id, elementId(n) AS place`,
        rows: rowsOf(nodes, (node) => rowFrom(propertiesOf(node), keys)),
      });
    },
    edges: (kind, facts, edgeOf) => ({
      phase: kind.type,
      length: facts.length,
      write: (given) => writeEdges(cy`MERGE`, kind, given, mark),
      create: (given) => writeEdges(cy`CREATE`, kind, given, mark),
      *parameters(size) {
        for (const some of listsOf(facts, size)) yield edgesGiven(some.map(edgeOf), kind, { places, origins });
      },
    }),
    origins: () => originsPart(origins.all, mark),
  };
}
