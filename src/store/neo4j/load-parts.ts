/** Rows of a load, what writes them, and where the nodes they join lie in the database. */
import { z } from 'zod';
import { cy, int, join, name, param, place, property, type CypherValue, type Fragment } from './cypher.ts';
import type { Ends } from '../../domain/edge-ends.ts';
import type { Provenance } from '../../domain/model.ts';
import type { Rows } from '../../domain/rows.ts';
import { numbersAt } from '../../domain/stored-numbers.ts';
import {
  column,
  columnNames,
  columnsOf,
  keysLike,
  valuesOf,
  wholesIn,
  wholesText,
  type ColumnKeys,
} from './load-columns.ts';
import { createOrigins, type Origins } from './load-origins.ts';
import { ORIGIN_KEYS, STATED_KEYS, type Origin, type Properties } from './properties.ts';

export interface LoadPart {
  readonly phase: string;
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

/** The numbers of nodes that were written, and the database's own names for them. */
export const placedRow = z.object({ numbers: z.array(z.number()), names: z.array(z.string()) });
export type PlacedNodes = z.infer<typeof placedRow>;

/**
 * The database's own names of the nodes that were written: an edge finds its ends by them three times as fast as through the
 * index of ids. They hold for as long as no node is removed, so nobody keeps them longer than a load.
 */
export interface Places {
  /** @throws Error where the database names nodes otherwise than by one beginning and a whole number. */
  put(nodes: PlacedNodes): void;
  /** What the name of a node has after the beginning. @throws Error (a bug) for a node that was not written. */
  of(number: number): number;
  /** How all names begin: what of names of fifty characters need not travel with each edge. */
  beginning(): string;
}

const NOT_WRITTEN = -1;

/** @param nodes how many there are; eight bytes are held for each. */
export function createPlaces(nodes: number): Places {
  const places = new Float64Array(nodes).fill(NOT_WRITTEN);
  let beginning: string | null = null;
  return {
    put: ({ numbers, names }) => {
      for (const [node, called] of names.entries()) {
        const start = called.lastIndexOf(':') + 1;
        const at = Number(called.slice(start));
        beginning ??= called.slice(0, start);
        const number = numbers[node];
        if (number === undefined || !Number.isSafeInteger(at) || called !== beginning + String(at))
          throw new Error('The database names its nodes in a way that is not known');
        places[number] = at;
      }
    },
    of: (number) => {
      const at = places[number] ?? NOT_WRITTEN;
      if (at === NOT_WRITTEN) throw new Error('An edge of a node that was not written');
      return at;
    },
    beginning: () => beginning ?? '',
  };
}

/** A row of each item. */
function rowsOf<T, R>(items: Rows<T>, make: (item: T, at: number) => R): Rows<R> {
  return {
    length: items.length,
    *[Symbol.iterator]() {
      let at = 0;
      for (const item of items) {
        yield make(item, at);
        at += 1;
      }
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

/** What an edge holds, whichever nodes it joins. */
export interface EdgeContent {
  /** Those of the part's keys that it has. */
  readonly properties: Properties;
  /** Where it is stated, or what is known of that. */
  readonly provenance: Provenance | Pick<Provenance, 'locator'> | null;
}

/** Makes the parts of one load. */
export interface PartMaker {
  /** The mark of every row, so that what an earlier load left can be told apart and removed. */
  readonly mark: Fragment;
  /** All nodes of a label, which have the same properties. */
  nodes<N>(list: NodesWritten<N>, propertiesOf: (node: N, number: number) => Properties): LoadPart;
  /**
   * Edges of a type, which have some of the same properties; their nodes are written before.
   * @param facts in the order of the ends.
   */
  edges<F>(kind: EdgesWritten, facts: Rows<F>, contentOf: (fact: F) => EdgeContent): LoadPart;
  /** The origins of all edges that were made into rows before. */
  origins(): LoadPart;
}

export interface NodesWritten<N> {
  readonly phase: string;
  readonly label: string;
  readonly nodes: Rows<N>;
  /** The number of the first of them; those of the others follow. */
  readonly firstNumber: number;
}

/** Edges of a type, and what is written of them. */
export interface EdgesWritten {
  readonly type: string;
  readonly ends: Ends;
  /** Their properties but those of where they are stated. */
  readonly keys: ColumnKeys;
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

type Stated = readonly [locator: string | null, origin: number | null];

function statedOf(provenance: EdgeContent['provenance'], origins: Origins): Stated {
  if (provenance === null) return [null, null];
  return [provenance.locator, 'sourceId' in provenance ? origins.numberOf(provenance) : null];
}

/** Where edges are stated, once for all that follow each other and are stated at the same place: the others begin at `starts`. */
function statedAt(contents: readonly EdgeContent[], origins: Origins) {
  const stated: Stated[] = [];
  const starts: number[] = [];
  let last: EdgeContent['provenance'] | undefined;
  for (const [edge, { provenance }] of contents.entries()) {
    if (provenance === last) continue;
    last = provenance;
    const [locator, origin] = statedOf(provenance, origins);
    const before = stated.at(-1);
    if (before !== undefined && before[0] === locator && before[1] === origin) continue;
    stated.push([locator, origin]);
    starts.push(edge);
  }
  return {
    locators: stated.map(([locator]) => locator),
    origins: wholesText(stated.map(([, origin]) => origin)),
    starts: wholesText([...starts, contents.length]),
  };
}

/** What each statement of `size` edges is given. */
function* edgesGiven(
  contents: Iterable<EdgeContent>,
  size: number,
  { keys, ends }: EdgesWritten,
  { places, origins }: { readonly places: Places; readonly origins: Origins },
): Generator<CypherValue> {
  const [from, to] = [numbersAt(ends.from), numbersAt(ends.to)];
  let first = 0;
  for (const some of listsOf(contents, size)) {
    const edges = some.map((_, edge) => first + edge);
    yield {
      beginning: places.beginning(),
      sources: wholesText(edges.map((edge) => places.of(from(edge)))),
      targets: wholesText(edges.map((edge) => places.of(to(edge)))),
      ...statedAt(some, origins),
      ...columnsOf(
        some.map(({ properties }) => properties),
        keys,
      ),
    };
    first += some.length;
  }
}

/** @param clause MERGE leaves an edge alone that is there, and keeps everybody else from both of its ends meanwhile; CREATE does neither. */
function writeEdges(
  clause: Fragment,
  { type, keys, withProvenance }: EdgesWritten,
  given: Fragment,
  mark: Fragment,
): Fragment {
  const stated = { locator: cy`locators[o]`, origin: cy`origins[o]` };
  const provenance = withProvenance ? STATED_KEYS.map((key) => [key, stated[key]] as const) : [];
  return cy`WITH ${given} AS given
    WITH given.beginning AS beginning, split(given.sources, ' ') AS sources, split(given.targets, ' ') AS targets,
      given.locators AS locators, ${wholesIn(cy`given.origins`)} AS origins, ${wholesIn(cy`given.starts`)} AS starts,
      ${columnNames(cy`given`)}
    UNWIND range(0, size(locators) - 1) AS o UNWIND range(starts[o], starts[o + 1] - 1) AS i
    MATCH (a) WHERE elementId(a) = beginning + sources[i] MATCH (b) WHERE elementId(b) = beginning + targets[i]
    ${clause} (a)-[e:${name(type)}]->(b) ${setEach('e', [...valuesOf(keys), ...provenance], mark)}`;
}

/** Makes nodes of a label with all their properties, and says where they lie. */
function writeNodes(label: string, keys: ColumnKeys, given: Fragment, mark: Fragment): Fragment {
  const id = column(keys, 'id');
  const values = valuesOf(keys).filter(([key]) => key !== 'id');
  return cy`WITH ${given} AS given WITH ${columnNames(cy`given`)} UNWIND range(0, size(${id}) - 1) AS i
    MERGE (n:${name(label)} {id: ${id}[i]}) ${setEach('n', values, mark)}
    RETURN collect(n.searchOrdinal) AS numbers, collect(elementId(n)) AS names`;
}

/** Nodes that no edge joins: whoever looks at an edge finds where it is stated by `MATCH (o:Origin {number: e.origin})`. */
function originsPart(all: readonly Origin[], mark: Fragment): LoadPart {
  const values = ORIGIN_KEYS.map((key, index) => [key, cy`row[${place(1 + index)}]`] as const);
  return rowsPart({
    phase: 'origins',
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:Origin {number: row[0]}) ${setEach('n', values, mark)}`,
    rows: rowsOf([...all.entries()], ([number, origin]) => [int(number), ...ORIGIN_KEYS.map((key) => origin[key])]),
  });
}

export function createPartMaker(loadId: number, places: Places): PartMaker {
  const mark = param(int(loadId));
  const origins = createOrigins();
  return {
    mark,
    nodes: ({ phase, label, nodes, firstNumber }, propertiesOf) => {
      const [first] = nodes;
      const keys = keysLike(first === undefined ? { id: null } : propertiesOf(first, firstNumber));
      const rows = rowsOf(nodes, (node, index) => propertiesOf(node, firstNumber + index));
      return {
        phase,
        length: nodes.length,
        write: (given) => writeNodes(label, keys, given, mark),
        *parameters(size) {
          for (const some of listsOf(rows, size)) yield columnsOf(some, keys);
        },
      };
    },
    edges: (kind, facts, contentOf) => {
      if (facts.length !== kind.ends.from.length) throw new Error(`Edges ${kind.type} without both ends`);
      return {
        phase: kind.type,
        length: facts.length,
        write: (given) => writeEdges(cy`MERGE`, kind, given, mark),
        create: (given) => writeEdges(cy`CREATE`, kind, given, mark),
        parameters: (size) => edgesGiven(rowsOf(facts, contentOf), size, kind, { places, origins }),
      };
    },
    origins: () => originsPart(origins.all, mark),
  };
}
