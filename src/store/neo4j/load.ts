/**
 * Writes a graph: marks the database as loading (which every reader sees and refuses to read), merges all rows in
 * batches, removes what carries an older mark, and marks it as ready. Killed anywhere it can run again.
 */
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { GraphRecords } from '../../domain/model.ts';
import type { LoadProgress, LoadReport } from '../graph-store.ts';
import { cy, int, param, type Fragment } from './cypher.ts';
import { LOAD_FORMAT, loadPlan, type LoadPart } from './load-plan.ts';
import { edgeCounts, longestLists, nodeCounts } from './measure-graph.ts';
import type { Runner } from './run.ts';
import {
  constraintRow,
  createSearchIndex,
  dropIndex,
  isSearchIndex,
  missingConstraints,
  schemaStatements,
  searchIndexRow,
  showConstraints,
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

async function writeParts(runner: Runner, parts: readonly LoadPart[], options: LoadOptions): Promise<number> {
  const total = parts.reduce((sum, part) => sum + part.rows.length, 0);
  let done = 0;
  for (const part of parts) {
    const { batchRows = BATCH_ROWS } = part;
    for (let start = 0; start < part.rows.length; start += batchRows) {
      const rows = part.rows.slice(start, start + batchRows);
      await runner.write('load.batch', part.write(param(rows)), NOTHING, options.signal);
      done += rows.length;
      options.onProgress({ phase: part.phase, done, total });
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

/** Constraints and indexes; a full-text index that an earlier version made in another way is made anew. */
async function writeSchema(runner: Runner, signal: AbortSignal): Promise<void> {
  const write = (statement: Fragment): Promise<unknown> => runner.write('load.schema', statement, NOTHING, signal);
  for (const statement of schemaStatements()) await write(statement);
  const found = await runner.write('load.schema', showSearchIndexes(), searchIndexRow, signal);
  for (const index of found) if (!isSearchIndex(index)) await write(dropIndex(index.name));
  await write(createSearchIndex());
  await write(cy`CALL db.awaitIndexes(60)`);
}

async function rewrite(
  runner: Runner,
  graph: GraphRecords,
  held: Lease,
  loader: string,
  options: LoadOptions,
): Promise<LoadReport> {
  await writeSchema(runner, options.signal);
  await runner.write('load.begin', statements.markLoading(loader), NOTHING, options.signal);
  // Readers that still hold the old revision notice within this time, before anything is changed.
  if (held.state === 'ready') await sleep(options.revisionCheckMs * 1.5, undefined, { signal: options.signal });
  const loadId = randomUUID();
  const rowsWritten = await writeParts(runner, loadPlan(graph, loadId), options);
  const rowsRemoved = await removeStale(runner, loadId, options.signal);
  await runner.write('load.plans', cy`CALL db.prepareForReplanning()`, NOTHING, options.signal);
  const figures = { counts: nodeCounts(graph), edgeCounts: edgeCounts(graph), longestLists: longestLists(graph) };
  const finished: statements.FinishedGraph = {
    revision: graph.revision,
    builtAt: new Date().toISOString(),
    figures: JSON.stringify(figures),
    format: LOAD_FORMAT,
  };
  const rows = await runner.write(
    'load.end',
    statements.markReady(loader, finished),
    statements.revisionRow,
    options.signal,
  );
  if (rows.length === 0) throw refused('it took over');
  return { unchanged: false, rowsWritten, rowsRemoved };
}

/** Makes the database hold exactly this graph. @throws DomainError when another load is under way or a write fails. */
export async function loadGraph(runner: Runner, graph: GraphRecords, options: LoadOptions): Promise<LoadReport> {
  const loader = [os.hostname(), 'process', process.pid, randomUUID().slice(0, 8)].join(' ');
  const held = await acquire(runner, loader, options.signal);
  const lease = keepLease(runner, loader);
  const signal = AbortSignal.any([options.signal, lease.lost]);
  try {
    const isHeld = held.state === 'ready' && held.revision === graph.revision && held.format === LOAD_FORMAT;
    if (isHeld && (await hasConstraints(runner, signal))) return { unchanged: true, rowsWritten: 0, rowsRemoved: 0 };
    return await rewrite(runner, graph, held, loader, { ...options, signal });
  } catch (error) {
    if (lease.lost.aborted) throw refused('it took over');
    throw error;
  } finally {
    lease.stop();
    const always = new AbortController().signal;
    await runner.write('load.lease', statements.dropLease(loader), NOTHING, always).catch(() => undefined);
  }
}
