/**
 * Writes a graph: marks the database as loading (which every reader sees and refuses to read), merges all rows in
 * batches, removes what carries an older mark, and marks it as ready. Killed anywhere it can run again, and nothing that was
 * written is written twice: the word on a COMMIT may be lost, and the driver then runs a batch again. So edges are merged in an
 * empty database too, where creating them would take a quarter less.
 */
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { GraphRecords } from '../../domain/model.ts';
import type { LoadProgress, LoadReport } from '../graph-store.ts';
import { cy, int, param, type CypherValue, type Fragment } from './cypher.ts';
import { LOAD_FORMAT, loadPlan, type LoadPart } from './load-plan.ts';
import { edgeCounts, longestLists, nodeCounts } from './measure-graph.ts';
import type { Runner } from './run.ts';
import {
  constraintRow,
  constraintStatements,
  createSearchIndex,
  dropIndex,
  indexStateRow,
  indexStatements,
  isSearchIndex,
  missingConstraints,
  searchIndexRow,
  showConstraints,
  showIndexStates,
  showSearchIndexes,
} from './schema.ts';
import * as statements from './statements/revision.ts';

export interface LoadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  /** How often the stores over this database ask which graph it holds; a load waits for them before it changes anything. */
  readonly revisionCheckMs: number;
}

const BATCH_ROWS = 2_000;
const REMOVED_AT_ONCE = 5_000;
const INDEX_CHECK_MS = 100;
const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 2_000;
const NOTHING = z.unknown();
const countedRow = z.object({ removed: z.number() });

function refused(loader: string): DomainError {
  return new DomainError(
    'STORE_UNAVAILABLE',
    ['Another load is under way (', loader, '); wait until it has ended.'].join(''),
  );
}

type Lease = statements.RevisionRow;

/** Takes the lease, or waits for one that nobody renews: its owner was killed. @throws DomainError when it is renewed. */
async function acquire(runner: Runner, loader: string, signal: AbortSignal): Promise<Lease> {
  let seen: number | null = null;
  for (;;) {
    const [taken] = await runner.write(
      'load.lease',
      statements.takeLease(loader, LEASE_MS),
      statements.revisionRow,
      signal,
    );
    if (taken !== undefined) return taken;
    const [held] = await runner.write('load.lease', statements.readRevision(), statements.revisionRow, signal);
    if (held !== undefined && held.leaseUntil !== null) {
      if (seen !== null && held.leaseUntil !== seen) throw refused(held.loader ?? '');
      seen = held.leaseUntil;
    }
    await sleep(RENEW_EVERY_MS / 4, undefined, { signal });
  }
}

/** Renews the lease until stopped; `lost` aborts when somebody else has it. */
function keepLease(runner: Runner, loader: string): { readonly lost: AbortSignal; readonly stop: () => void } {
  const lost = new AbortController();
  const stopped = new AbortController();
  const renew = async (): Promise<void> => {
    const renewal = statements.takeLease(loader, LEASE_MS);
    const rows = await runner.write('load.lease', renewal, statements.revisionRow, stopped.signal);
    if (rows.length === 0) lost.abort();
  };
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_EVERY_MS);
  const stop = (): void => {
    clearInterval(timer);
    stopped.abort();
  };
  return { lost: lost.signal, stop };
}

/** The rows of a part in the pieces that are written at once. */
function* batchesOf({ rows, batchRows = BATCH_ROWS }: LoadPart): Generator<CypherValue[]> {
  let batch: CypherValue[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function writeParts(
  runner: Runner,
  parts: readonly LoadPart[],
  { signal, onProgress }: LoadOptions,
): Promise<number> {
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  let done = 0;
  for (const part of parts) {
    for (const batch of batchesOf(part)) {
      await runner.write('load.batch', part.write(param(batch)), NOTHING, signal);
      done += batch.length;
      onProgress({ phase: part.phase, done, total });
    }
  }
  return done;
}

async function removeAll(runner: Runner, body: Fragment, signal: AbortSignal): Promise<number> {
  let removed = 0;
  for (;;) {
    const [row] = await runner.write('load.remove', body, countedRow, signal);
    removed += row?.removed ?? 0;
    if ((row?.removed ?? 0) < REMOVED_AT_ONCE) return removed;
  }
}

/** Removes what this load did not write. The node of the revision has no mark of a load and stays. */
async function removeStale(runner: Runner, loadId: string, signal: AbortSignal): Promise<number> {
  const [id, limit] = [param(loadId), param(int(REMOVED_AT_ONCE))];
  const edges = cy`MATCH ()-[e]->() WHERE e.load <> ${id} WITH e LIMIT ${limit} DELETE e RETURN count(e) AS removed`;
  const nodes = cy`MATCH (n) WHERE n.load <> ${id} WITH n LIMIT ${limit} DETACH DELETE n RETURN count(n) AS removed`;
  return (await removeAll(runner, edges, signal)) + (await removeAll(runner, nodes, signal));
}

async function hasConstraints(runner: Runner, signal: AbortSignal): Promise<boolean> {
  return missingConstraints(await runner.write('load.schema', showConstraints(), constraintRow, signal)).length === 0;
}

/** Indexes, made in one transaction, so that one look at the nodes fills all; a full-text index that an earlier version made in another way is made anew. */
async function writeIndexes(runner: Runner, signal: AbortSignal): Promise<void> {
  const found = await runner.write('load.schema', showSearchIndexes(), searchIndexRow, signal);
  const foreign = found.filter((index) => !isSearchIndex(index));
  for (const index of foreign) await runner.write('load.schema', dropIndex(index.name), NOTHING, signal);
  await runner.writeTogether('load.schema', [...indexStatements(), createSearchIndex()], signal);
  for (;;) {
    const states = await runner.write('load.schema', showIndexStates(), indexStateRow, signal);
    if (states.some(({ state }) => state === 'FAILED'))
      throw new DomainError('INTERNAL', 'Neo4j could not make an index.');
    if (states.every(({ state }) => state === 'ONLINE')) return;
    await sleep(INDEX_CHECK_MS, undefined, { signal });
  }
}

/** A graph made ready to be written. */
interface Prepared {
  readonly revision: string;
  /** The mark of every row. */
  readonly loadId: string;
  readonly parts: readonly LoadPart[];
  /** As JSON. */
  readonly figures: string;
}

function prepare(graph: GraphRecords): Prepared {
  const loadId = randomUUID();
  const figures = { counts: nodeCounts(graph), edgeCounts: edgeCounts(graph), longestLists: longestLists(graph) };
  return { revision: graph.revision, loadId, parts: loadPlan(graph, loadId), figures: JSON.stringify(figures) };
}

/** Brings the rows of the graph into the database and takes all others out. */
async function writeRows(
  runner: Runner,
  { parts, loadId }: Prepared,
  options: LoadOptions,
): Promise<Omit<LoadReport, 'unchanged'>> {
  const { signal } = options;
  await runner.writeTogether('load.schema', constraintStatements(), signal);
  await writeIndexes(runner, signal);
  const rowsWritten = await writeParts(runner, parts, options);
  return { rowsWritten, rowsRemoved: await removeStale(runner, loadId, signal) };
}

async function rewrite(
  runner: Runner,
  prepared: Prepared,
  held: Lease,
  loader: string,
  options: LoadOptions,
): Promise<LoadReport> {
  await runner.write('load.begin', statements.markLoading(loader), NOTHING, options.signal);
  // Readers that still hold the old revision notice within this time, before anything is changed.
  if (held.state === 'ready') await sleep(options.revisionCheckMs * 1.5, undefined, { signal: options.signal });
  const written = await writeRows(runner, prepared, options);
  await runner.write('load.plans', cy`CALL db.prepareForReplanning()`, NOTHING, options.signal);
  const { revision, figures } = prepared;
  const finished: statements.FinishedGraph = {
    revision,
    builtAt: new Date().toISOString(),
    figures,
    format: LOAD_FORMAT,
  };
  const rows = await runner.write(
    'load.end',
    statements.markReady(loader, finished),
    statements.revisionRow,
    options.signal,
  );
  if (rows.length === 0) throw refused('it took over');
  return { unchanged: false, ...written };
}

/** Makes the database hold exactly this graph. @throws DomainError when another load is under way or a write fails. */
export async function loadGraph(runner: Runner, graph: GraphRecords, options: LoadOptions): Promise<LoadReport> {
  const loader = [os.hostname(), 'process', process.pid, randomUUID().slice(0, 8)].join(' ');
  const isThere = ({ state, revision, format }: Lease): boolean =>
    state === 'ready' && revision === graph.revision && format === LOAD_FORMAT;
  const [seen] = await runner.write('load.begin', statements.readRevision(), statements.revisionRow, options.signal);
  // For a large graph this takes seconds without a pause, in which a lease would run out: so it comes before the lease.
  const prepared = seen !== undefined && isThere(seen) ? null : prepare(graph);
  const held = await acquire(runner, loader, options.signal);
  const lease = keepLease(runner, loader);
  const signal = AbortSignal.any([options.signal, lease.lost]);
  try {
    if (isThere(held) && (await hasConstraints(runner, signal)))
      return { unchanged: true, rowsWritten: 0, rowsRemoved: 0 };
    return await rewrite(runner, prepared ?? prepare(graph), held, loader, { ...options, signal });
  } catch (error) {
    if (lease.lost.aborted) throw refused('it took over');
    throw error;
  } finally {
    lease.stop();
    const always = new AbortController().signal;
    await runner.write('load.lease', statements.dropLease(loader), NOTHING, always).catch(() => undefined);
  }
}
