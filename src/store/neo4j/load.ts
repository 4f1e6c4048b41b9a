/**
 * Writes a graph: marks the database as loading (which every reader sees and refuses to read), merges all rows in
 * batches, removes what carries an older mark, and marks it as ready. Killed anywhere it can run again, and nothing that was
 * written is written twice: the word on a COMMIT may be lost, and the driver then runs a batch again. So edges are created only
 * where the database has none, and the first time that they are sent; else they are merged.
 */
import { randomInt, randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { deriveGraph } from '../../domain/derived.ts';
import { DomainError } from '../../domain/errors.ts';
import type { GraphFigures } from '../../domain/figures.ts';
import { NODE_KINDS } from '../../domain/ids.ts';
import { STORED_EDGE_KINDS, type GraphRows } from '../../domain/model.ts';
import { searchDocuments } from '../../search/documents.ts';
import { makeSearch } from '../../search/stored-search.ts';
import type { KnownOfGraph, LoadReport, LoadSettings } from '../graph-store.ts';
import { cy, int, param, type Fragment } from './cypher.ts';
import { acquireLease, keepLease, refused, type Lease } from './load-lease.ts';
import { batchCount, batchesOf } from './load-batches.ts';
import { createPace } from './load-pace.ts';
import {
  createPartMaker,
  createPlaces,
  placedRow,
  type LoadPart,
  type PlacedNodes,
  type Places,
} from './load-parts.ts';
import { LOAD_FORMAT, loadPlan, type LoadPlan } from './load-plan.ts';
import type { Runner } from './run.ts';
import {
  abandonedIndexes,
  constraintRow,
  constraintStatements,
  createSearchIndex,
  dropIndex,
  indexNameRow,
  indexStateRow,
  indexStatements,
  isSearchIndex,
  missingConstraints,
  searchIndexRow,
  showConstraints,
  showIndexNames,
  showIndexStates,
  showSearchIndexes,
} from './schema.ts';
import * as statements from './statements/revision.ts';
import { unwanted, type Writing } from './write.ts';

export interface LoadOptions extends LoadSettings {
  /** How often the stores over this database ask which graph it holds; a load waits for them before it changes anything. */
  readonly revisionCheckMs: number;
}

const REMOVED_AT_ONCE = 5_000;
const INDEX_CHECK_MS = 100;
/** A whole number of so many takes a block of a property on each edge, a larger one two, a text four. */
const LOAD_IDS = 2 ** 34;
const NOTHING = z.unknown();
const countedRow = z.object({ removed: z.number() });
const edgesRow = z.object({ edges: z.number() });

/** Called with the phase and the number of its rows that were written since the last call. */
type OnBatch = (phase: string, rows: number) => void;

interface PartOptions {
  readonly places: Places;
  readonly onBatch: OnBatch;
  readonly signal: AbortSignal;
  /** Whether the database has no edges, so that there are none to change. */
  readonly isNew: boolean;
  /** Awaited before each batch. */
  readonly mayWrite?: (signal: AbortSignal) => Promise<void>;
}

/**
 * Writes parts one after another, and keeps where their nodes lie. Into a new graph a batch runs while the one before it is being
 * kept, which takes the database as long again; they are kept in their order, so that lists of edges have the same order in every load.
 */
async function writeParts(
  runner: Runner,
  parts: readonly LoadPart[],
  { places, onBatch, signal, mayWrite, isNew }: PartOptions,
): Promise<void> {
  let last: { readonly writing: Writing<PlacedNodes>; readonly onKept: () => void } | null = null;
  const settle = async (): Promise<void> => {
    for (const nodes of (await last?.writing.kept) ?? []) places.put(nodes);
    last?.onKept();
    last = null;
  };
  for (const part of parts) {
    for (const { rows, bodies } of batchesOf(part, isNew)) {
      await mayWrite?.(signal);
      if (!isNew) await settle();
      const behind: Writing<PlacedNodes> | null = last?.writing ?? null;
      const writing: Writing<PlacedNodes> = runner.writeBehind('load.batch', bodies, placedRow, { behind, signal });
      await settle();
      await writing.answered;
      last = { writing, onKept: () => onBatch(part.phase, rows) };
    }
  }
  await settle();
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
async function removeStale(runner: Runner, loadId: number, signal: AbortSignal): Promise<number> {
  const [id, limit] = [param(int(loadId)), param(int(REMOVED_AT_ONCE))];
  const edges = cy`MATCH ()-[e]->() WHERE e.load <> ${id} WITH e LIMIT ${limit} DELETE e RETURN count(e) AS removed`;
  const nodes = cy`MATCH (n) WHERE n.load <> ${id} WITH n LIMIT ${limit} DETACH DELETE n RETURN count(n) AS removed`;
  return (await removeAll(runner, edges, signal)) + (await removeAll(runner, nodes, signal));
}

async function hasConstraints(runner: Runner, signal: AbortSignal): Promise<boolean> {
  return missingConstraints(await runner.write('load.schema', showConstraints(), constraintRow, signal)).length === 0;
}

/** Asks for indexes in one transaction, so that one look at the nodes fills all. What an earlier version asked for goes, and its full-text index is made anew. */
async function createIndexes(runner: Runner, signal: AbortSignal): Promise<void> {
  const search = await runner.write('load.schema', showSearchIndexes(), searchIndexRow, signal);
  const foreign = search.filter((index) => !isSearchIndex(index)).map((index) => index.name);
  const abandoned = abandonedIndexes(await runner.write('load.schema', showIndexNames(), indexNameRow, signal));
  for (const called of [...foreign, ...abandoned])
    await runner.write('load.schema', dropIndex(called), NOTHING, signal);
  await runner.writeTogether('load.schema', [...indexStatements(), createSearchIndex()], NOTHING, signal);
}

async function indexesAreThere(runner: Runner, signal: AbortSignal): Promise<void> {
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
  readonly loadId: number;
  readonly plan: LoadPlan;
  readonly places: Places;
  readonly figures: GraphFigures;
}

async function prepare(graph: GraphRows, known: KnownOfGraph | undefined): Promise<Prepared> {
  const derived = known?.derived ?? deriveGraph(graph);
  const search = known?.search ?? (await makeSearch(searchDocuments(graph)));
  const { figures, counts } = derived;
  const loadId = randomInt(LOAD_IDS);
  const places = createPlaces(counts.degree.length);
  const plan = loadPlan({ graph, derived, search }, createPartMaker(loadId, places));
  return { revision: graph.revision, loadId, plan, places, figures };
}

/** Does all at the same time; where one fails the others stop too, and all have ended. @throws what failed first. */
async function together(
  signal: AbortSignal,
  ...works: readonly ((signal: AbortSignal) => Promise<void>)[]
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  // Of several reasons the first stays.
  await Promise.all(works.map((work) => work(either).catch((error: unknown) => failed.abort(error))));
  if (signal.aborted) throw unwanted();
  failed.signal.throwIfAborted();
}

/** Brings the rows of the graph into the database and takes all others out. */
async function writeRows(
  runner: Runner,
  { plan, places, loadId }: Prepared,
  { signal, onProgress }: LoadOptions,
): Promise<Omit<LoadReport, 'unchanged'>> {
  let total = [plan.nodes, plan.edges, plan.apart].flat().reduce((sum, { length }) => sum + length, 0);
  const pace = createPace({ leading: batchCount([...plan.nodes, ...plan.edges]), following: batchCount(plan.apart) });
  let done = 0;
  const onBatch: OnBatch = (phase, written) => {
    done += written;
    onProgress({ phase, done, total });
  };
  const onLed: OnBatch = (phase, written) => {
    pace.led();
    onBatch(phase, written);
  };
  await runner.writeTogether('load.schema', constraintStatements(), NOTHING, signal);
  const [found] = await runner.write('load.schema', cy`MATCH ()-[e]->() RETURN count(e) AS edges`, edgesRow, signal);
  const isNew = found?.edges === 0;
  await together(
    signal,
    async (either) => {
      await writeParts(runner, plan.nodes, { places, onBatch: onLed, signal: either, isNew });
      // In an empty database an index is made faster of all nodes than node by node, and while edges are written, which touch none.
      await createIndexes(runner, either);
      await writeParts(runner, plan.edges, { places, onBatch: onLed, signal: either, isNew });
      const origins = plan.origins();
      total += origins.length;
      await writeParts(runner, [origins], { places, onBatch, signal: either, isNew });
    },
    // Indexes are made beside these: nothing of theirs may be open for longer than it must.
    (either) =>
      writeParts(runner, plan.apart, { places, onBatch, signal: either, mayWrite: pace.follow, isNew: false }),
  );
  await indexesAreThere(runner, signal);
  return { rowsWritten: done, rowsRemoved: await removeStale(runner, loadId, signal) };
}

/** A plan made for so many more or fewer nodes is still a good one. */
const PLANS_LAST = { times: 2, nodesAndEdges: 1_000 } as const;

/** Whether plans made for the graph before may be bad ones for this graph; Neo4j itself would notice after a while. */
function isOtherSize({ state, format, figures }: Lease, now: GraphFigures): boolean {
  // Another version may have counted other kinds.
  if (state !== 'ready' || format !== LOAD_FORMAT || figures === null) return true;
  const before = statements.graphFigures.parse(JSON.parse(figures));
  const pairs = [
    ...NODE_KINDS.map((kind) => [before.counts[kind], now.counts[kind]] as const),
    ...STORED_EDGE_KINDS.map((kind) => [before.edgeCounts[kind], now.edgeCounts[kind]] as const),
  ];
  return pairs.some((pair) => {
    const [fewer, more] = [Math.min(...pair), Math.max(...pair)];
    return more - fewer > PLANS_LAST.nodesAndEdges && more > fewer * PLANS_LAST.times;
  });
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
  // What another version wrote may have properties that this one does not know, and would keep them.
  const isForeign = held.format !== null && held.format !== LOAD_FORMAT;
  const removed = isForeign ? await removeStale(runner, prepared.loadId, options.signal) : 0;
  const written = await writeRows(runner, prepared, options);
  const { revision, figures } = prepared;
  if (isOtherSize(held, figures))
    await runner.write('load.plans', cy`CALL db.prepareForReplanning()`, NOTHING, options.signal);
  const finished: statements.FinishedGraph = {
    revision,
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
  return { unchanged: false, ...written, rowsRemoved: removed + written.rowsRemoved };
}

/** Makes the database hold exactly this graph. @throws DomainError when another load is under way or a write fails. */
export async function loadGraph(runner: Runner, graph: GraphRows, options: LoadOptions): Promise<LoadReport> {
  const loader = [os.hostname(), 'process', process.pid, randomUUID().slice(0, 8)].join(' ');
  const isThere = ({ state, revision, format }: Lease): boolean =>
    state === 'ready' && revision === graph.revision && format === LOAD_FORMAT;
  const [seen] = await runner.write('load.begin', statements.readRevision(), statements.revisionRow, options.signal);
  // Where nothing is known of a large graph this takes seconds without a pause, in which a lease would run out: so it comes before.
  const prepared = seen !== undefined && isThere(seen) ? null : await prepare(graph, options.known);
  const held = await acquireLease(runner, loader, options.signal);
  const lease = keepLease(runner, loader);
  const signal = AbortSignal.any([options.signal, lease.lost]);
  try {
    if (isThere(held) && (await hasConstraints(runner, signal)))
      return { unchanged: true, rowsWritten: 0, rowsRemoved: 0 };
    return await rewrite(runner, prepared ?? (await prepare(graph, options.known)), held, loader, {
      ...options,
      signal,
    });
  } catch (error) {
    if (lease.lost.aborted) throw refused('it took over');
    throw error;
  } finally {
    lease.stop();
    const always = new AbortController().signal;
    await runner.write('load.lease', statements.dropLease(loader), NOTHING, always).catch(() => undefined);
  }
}
