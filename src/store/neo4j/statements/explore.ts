/** The edges around a level of nodes, over some kinds and without direction. The text depends on the kinds alone. */
import { z } from 'zod';
import { kindOf, NODE_KINDS, type NodeId } from '../../../domain/ids.ts';
import { STORED_EDGE_KINDS, type StoredEdgeKind } from '../../../domain/model.ts';
import { cy, join, name, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { nullable, text } from '../rows.ts';
import { LABELS } from '../schema.ts';

const ids = z.array(z.string()) as unknown as z.ZodType<NodeId[]>;
const id = z.string() as unknown as z.ZodType<NodeId>;
/** Other ends and all their stored edges, parallel; with repeats where several edges lead there. */
const others = { ids, degrees: z.array(z.number()) };

/** Finds each node by the index of its label. */
function nodesAs(variable: 'n', nodes: readonly NodeId[]): Fragment {
  const n = name(variable);
  const branches = NODE_KINDS.map((kind) => {
    const wanted = param(nodes.filter((node) => kindOf(node) === kind));
    return cy`UNWIND ${wanted} AS id MATCH (${n}:${name(LABELS[kind])} {id: id}) RETURN ${n}`;
  });
  return cy`CALL () { ${join(branches, cy` UNION ALL `)} }`;
}

/** The kinds in a fixed order, so that equal questions have equal texts. */
function typesOf(kinds: readonly StoredEdgeKind[]): Fragment {
  const types = STORED_EDGE_KINDS.filter((kind) => kinds.includes(kind));
  return join(
    types.map((kind) => name(kind)),
    cy`|`,
  );
}

export const neighboursRow = z.object({ id, degree: z.number(), ...others });

/** The neighbours of each node; no row for a node that is not there. `kinds` is not empty. */
export function neighboursStatement(nodes: readonly NodeId[], kinds: readonly StoredEdgeKind[]): NamedFragment {
  return named(
    'neighbours',
    cy`${nodesAs('n', nodes)}
    CALL (n) { MATCH (n)-[:${typesOf(kinds)}]-(m) RETURN collect(m.id) AS ids, collect(m.degree) AS degrees }
    RETURN n.id AS id, n.degree AS degree, ids, degrees`,
  );
}

export const reachedRow = z.object(others);

/** All neighbours of all nodes, each once, in one row. `kinds` is not empty. */
export function reachedStatement(nodes: readonly NodeId[], kinds: readonly StoredEdgeKind[]): NamedFragment {
  return named(
    'reached',
    cy`${nodesAs('n', nodes)}
    MATCH (n)-[:${typesOf(kinds)}]-(m) WITH DISTINCT m
    RETURN collect(m.id) AS ids, collect(m.degree) AS degrees`,
  );
}

export const edgeRow = z.object({
  kind: z.enum(STORED_EDGE_KINDS),
  source: id,
  target: id,
  locator: text,
  /** Null where no source is known to state it. */
  origin: nullable(z.number()),
});

/** The edges among these nodes, each once. Followed as stored, from many small nodes to few large ones. `kinds` is not empty. */
export function edgesAmongStatement(nodes: readonly NodeId[], kinds: readonly StoredEdgeKind[]): NamedFragment {
  return named(
    'edges',
    cy`${nodesAs('n', nodes)}
    CALL (n) { MATCH (n)-[e:${typesOf(kinds)}]->(m) WHERE m.id IN ${param(nodes)} RETURN e, m.id AS target }
    RETURN type(e) AS kind, n.id AS source, target, e.locator AS locator, e.origin AS origin`,
  );
}
