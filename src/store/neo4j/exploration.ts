/** Paths and neighbourhoods: the searches of src/exploration, each level of them one statement. */
import type { GraphEdge } from '../../domain/graph-view.ts';
import { compareText, type NodeId } from '../../domain/ids.ts';
import type { Entity, StoredEdgeKind } from '../../domain/model.ts';
import { findNeighborhood } from '../../exploration/find-neighborhood.ts';
import { findPaths } from '../../exploration/find-paths.ts';
import type { GraphReader } from '../../exploration/graph-reader.ts';
import { createPacer, type Pacer } from '../../exploration/pacer.ts';
import type { PathQuestions, ReadOptions } from '../graph-store.ts';
import { provenanceOf, type Catalog } from './catalog.ts';
import type { Revisions } from './revision.ts';
import type { Runner } from './run.ts';
import {
  edgeRow,
  edgesAmongStatement,
  neighboursRow,
  neighboursStatement,
  reachedRow,
  reachedStatement,
} from './statements/explore.ts';

/** Reads nodes by id: from the catalogue, or in one statement. */
export type ReadNodes = (ids: readonly NodeId[], options: ReadOptions) => Promise<ReadonlyMap<NodeId, Entity>>;

interface Connection {
  readonly runner: Runner;
  readonly catalog: Catalog;
  readonly readNodes: ReadNodes;
  readonly options: ReadOptions;
  readonly pacer: Pacer;
}

async function readEdges(
  { runner, catalog, options, pacer }: Connection,
  ids: readonly NodeId[],
  kinds: readonly StoredEdgeKind[],
): Promise<GraphEdge[]> {
  if (kinds.length === 0) return [];
  const statement = edgesAmongStatement(ids, kinds);
  const rows = await runner.read(statement, edgeRow, { ...options, deadlineMs: pacer.leftMs() });
  return rows.map(({ locator, origin, ...edge }) => {
    const provenance = origin === null ? null : provenanceOf(catalog, { locator, origin });
    return { ...edge, weight: null, provenance };
  });
}

/** Keys are ids. Whether a node is there shows when it is read. */
function createReader(connection: Connection, kinds: readonly StoredEdgeKind[]): GraphReader<NodeId> {
  const { runner, readNodes, options, pacer } = connection;
  const degrees = new Map<NodeId, number>();
  const learn = (ids: readonly NodeId[], found: readonly number[]): void => {
    ids.forEach((id, index) => degrees.set(id, found[index] ?? 0));
  };
  const inSearch = (): ReadOptions => ({ ...options, deadlineMs: Math.max(1, pacer.searchMs()) });
  return {
    keyOf: (id) => id,
    idOf: (id) => id,
    compare: compareText,
    degree: (id) => degrees.get(id) ?? 0,
    neighbours: async (ids) => {
      if (kinds.length === 0 || ids.length === 0) return ids.map(() => []);
      const rows = await runner.read(neighboursStatement(ids, kinds), neighboursRow, inSearch());
      for (const row of rows) {
        degrees.set(row.id, row.degree);
        learn(row.ids, row.degrees);
      }
      const found = new Map(rows.map((row) => [row.id, row.ids]));
      return ids.map((id) => found.get(id) ?? null);
    },
    reached: async (ids) => {
      if (kinds.length === 0) return [];
      const [row] = await runner.read(reachedStatement(ids, kinds), reachedRow, inSearch());
      learn(row?.ids ?? [], row?.degrees ?? []);
      return row?.ids ?? [];
    },
    entities: async (ids) => {
      const found = await readNodes(ids, { ...options, deadlineMs: pacer.leftMs() });
      return ids.map((id) => found.get(id) ?? null);
    },
    edgesAmong: (ids) => readEdges(connection, ids, kinds),
  };
}

/** The answers of one database. */
export function createPathQuestions(runner: Runner, revisions: Revisions, readNodes: ReadNodes): PathQuestions {
  /** @throws DomainError STORE_UNAVAILABLE where there is no whole graph to read. */
  async function connect(options: ReadOptions): Promise<Connection> {
    const pacer = createPacer(options);
    const { catalog } = await revisions.ready(options);
    return { runner, catalog, readNodes, options, pacer };
  }
  return {
    paths: async (question, options) => {
      const connection = await connect(options);
      return findPaths(question, createReader(connection, question.kinds), connection.pacer);
    },
    neighborhood: async (question, options) => {
      const connection = await connect(options);
      return findNeighborhood(question, createReader(connection, question.kinds), connection.pacer);
    },
  };
}
