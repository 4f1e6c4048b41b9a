/** The built graph and what follows from it, kept beside the seed's checksum, so that a second start or a load need not make them again. */
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveGraph } from '../domain/derived.ts';
import type { GraphRecords } from '../domain/model.ts';
import { searchDocuments } from '../search/documents.ts';
import { makeSearch } from '../search/stored-search.ts';
import { createSpill, type Spill } from '../spill/spill.ts';
import { buildApart, type KeptFile } from './build-apart.ts';
import { buildFrom, buildGraph, heldGraph, type BuildInput } from './build-graph.ts';
import { addAll } from './graph-lists.ts';
import { inputChecksum, readInput } from './input.ts';
import { createPackWriter } from '../pack/pack-writer.ts';
import type { BuildReport } from './report.ts';
import {
  openSnapshot,
  readSnapshot,
  startDraft,
  writeKnown,
  type Draft,
  type OpenedGraph,
  type OpenedRows,
} from './snapshot-file.ts';
import { canBeWritten, markUsed, removeOld, snapshotPath } from './snapshot-folder.ts';

export interface OpenInput extends BuildInput {
  readonly cacheDir: string;
  /** Told the code of the system where the built graph could not be kept: the next start builds again. */
  readonly onUnkept?: (code: string) => void;
}

let drafts = 0;

/** Lists that lie in the folder of snapshots for as long as they are used. */
async function withSpill<T>(folder: string | null, use: (spill: Spill) => T | Promise<T>): Promise<T> {
  const spill = createSpill(folder);
  try {
    return await use(spill);
  } finally {
    spill.close();
  }
}

/**
 * Writes a snapshot beside its place and renames it, so that a killed start leaves no half snapshot.
 * @param writeLists writes the lists of the graph, and gives the checksum of what they were built from.
 * @returns its file. @throws the system's error where it cannot be written.
 */
async function writeSnapshot(
  cacheDir: string,
  writeLists: (write: Draft['write'], spill: Spill) => Promise<string>,
): Promise<string> {
  drafts += 1;
  const place = join(cacheDir, `draft-${process.pid}-${drafts}.bin`);
  await mkdir(cacheDir, { recursive: true });
  const file = await open(place, 'wx+');
  try {
    const draft = startDraft(file.fd);
    const checksum = await withSpill(cacheDir, (spill) => writeLists(draft.write, spill));
    await withSpill(cacheDir, (spill) => writeKnown(draft, spill));
    const path = await snapshotPath(cacheDir, checksum);
    await rename(place, path);
    // Another start may remove the same at the same time.
    await removeOld(cacheDir).catch(() => undefined);
    return path;
  } catch (error) {
    // What a full disk took of it.
    await rm(place, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** Keeps a graph as what the input builds to. @throws the system's error where it cannot be written. */
export async function keepGraph({ seedDir, dataDir, cacheDir }: OpenInput, graph: GraphRecords): Promise<void> {
  const checksum = await inputChecksum(seedDir, dataDir);
  await writeSnapshot(cacheDir, async (write, spill) => {
    const { revision: _revision, ...lists } = graph;
    const writer = createPackWriter(spill);
    for (const [list, rows] of Object.entries(lists)) addAll<object>(writer.list(list), rows);
    writer.writeTo(write);
    return checksum;
  });
}

/**
 * Builds the graph in this process and keeps it. Its memory is that of some pages, and some hundred bytes of each node.
 * @throws IngestError as `buildFrom`.
 */
export async function buildAndKeep({ seedDir, dataDir, cacheDir, onProgress }: OpenInput): Promise<KeptFile> {
  try {
    const path = await writeSnapshot(cacheDir, async (write, spill) => {
      const read = await readInput(seedDir, dataDir);
      buildFrom(read, spill, onProgress).writeTo(write);
      return read.checksum();
    });
    return { path, refusal: null };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { path: null, refusal: String(error.code) };
  }
}

/** All of a graph in memory, where nothing can be written. @throws IngestError as `buildFrom`. */
async function buildHeld(input: OpenInput): Promise<GraphRecords> {
  return withSpill(null, async (spill) => heldGraph(await buildGraph(input, spill)));
}

/** What the build says of the rows of an input. @throws IngestError as `buildFrom`. */
export async function reportBuild(input: OpenInput): Promise<BuildReport> {
  const folder = (await canBeWritten(input.cacheDir)) ? input.cacheDir : null;
  return withSpill(folder, async (spill) => (await buildGraph(input, spill)).report());
}

/** Builds in another process where there can be one, for a build needs memory that would stay with this one. */
async function build(input: OpenInput): Promise<KeptFile> {
  const { seedDir, dataDir, cacheDir, onProgress = () => undefined } = input;
  const apart = (await canBeWritten(cacheDir)) ? await buildApart({ seedDir, dataDir, cacheDir }, onProgress) : null;
  return apart ?? buildAndKeep(input);
}

/** The snapshot of the input, which is built and kept where there is none; null where it cannot be kept. */
async function findSnapshot<T>(input: OpenInput, read: (path: string) => Promise<T | null>): Promise<T | null> {
  const path = await snapshotPath(input.cacheDir, await inputChecksum(input.seedDir, input.dataDir));
  const kept = await read(path);
  if (kept !== null) {
    await markUsed(path);
    return kept;
  }
  const built = await build(input);
  if (built.path !== null) return read(built.path);
  input.onUnkept?.(built.refusal);
  return null;
}

/**
 * The graph of a seed and a user's rows: from the snapshot when neither changed, else built and kept.
 * @throws IngestError as `buildGraph`.
 */
export async function openGraph(input: OpenInput): Promise<OpenedGraph> {
  const found = await findSnapshot(input, readSnapshot);
  if (found !== null) return found;
  const graph = await buildHeld(input);
  const { terms } = await makeSearch(searchDocuments(graph));
  return { graph, terms };
}

/**
 * The same, of which the long lists are read from the file when they are taken; they are in memory only where there is no file.
 * @throws IngestError as `buildGraph`.
 */
export async function openRows(input: OpenInput): Promise<OpenedRows> {
  const found = await findSnapshot(input, openSnapshot);
  if (found !== null) return found;
  const graph = await buildHeld(input);
  const search = await makeSearch(searchDocuments(graph));
  return { graph, derived: deriveGraph(graph), search, close: async () => undefined };
}
