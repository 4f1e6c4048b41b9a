/** The built graph and the terms of its documents, kept beside the seed's checksum, so that a second start need not make them again. */
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GraphRecords } from '../domain/model.ts';
import { findDocumentTerms, type DocumentTerms } from '../search/document-terms.ts';
import { searchDocuments } from '../search/documents.ts';
import { buildApart } from './build-apart.ts';
import { buildFrom, inputChecksum, readInput, type BuildInput } from './build-graph.ts';
import { sha256 } from './manifest.ts';
import { pack } from './pack.ts';
import { unpack } from './unpack.ts';

/** A graph, and the terms of `searchDocuments` of it. */
export interface OpenedGraph {
  readonly graph: GraphRecords;
  readonly terms: DocumentTerms;
}

export interface OpenInput extends BuildInput {
  readonly cacheDir: string;
  /** Told the code of the system where the built graph could not be kept: the next start builds again. */
  readonly onUnkept?: (code: string) => void;
}

/** Snapshots kept, of different rows or programs; the least recently used go, for one of a large graph has 160 MB. */
const SNAPSHOTS = 4;
/** What a start that was killed left behind is older. */
const DRAFT_MS = 3_600_000;
const SNAPSHOT = /^graph-[0-9a-f]{16}\.bin$/;
const DRAFT = /^graph-[0-9a-f]{16}\.bin\.\d+$/;

/** Of the program that builds: another one may give another graph for the same input. */
async function programChecksum(): Promise<string> {
  const source = dirname(import.meta.dirname);
  const folders = [import.meta.dirname, join(source, 'domain'), join(source, 'search')];
  const listed = folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true }));
  const files = (await Promise.all(listed)).flat().filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(path)));
  return sha256(Buffer.concat(texts));
}

/** A damaged or foreign snapshot is simply not there. */
async function readSnapshot(path: string): Promise<OpenedGraph | null> {
  try {
    const bytes = await readFile(path);
    const body = bytes.subarray(64);
    if (bytes.subarray(0, 64).toString() !== sha256(body)) return null;
    const { terms, ...graph } = unpack(body);
    // The time says which are used; a folder that cannot be written only forgets it.
    await utimes(path, new Date(), new Date()).catch(() => undefined);
    return { graph, terms } as unknown as OpenedGraph;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Whether a folder takes files. */
async function canBeWritten(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Removes snapshots that were not used for the longest, and drafts that nobody writes any more. */
async function removeOld(cacheDir: string): Promise<void> {
  const names = (await readdir(cacheDir)).filter((name) => SNAPSHOT.test(name) || DRAFT.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(cacheDir, name);
      return { path, isDraft: DRAFT.test(name), usedAt: (await stat(path)).mtimeMs };
    }),
  );
  const newestFirst = files.filter(({ isDraft }) => !isDraft).toSorted((a, b) => b.usedAt - a.usedAt);
  const drafts = files.filter(({ isDraft, usedAt }) => isDraft && Date.now() - usedAt > DRAFT_MS);
  for (const { path } of [...newestFirst.slice(SNAPSHOTS), ...drafts]) await rm(path, { force: true });
}

/**
 * Written beside and renamed, so that a killed start leaves no half snapshot; a folder that cannot be written costs only time.
 * @returns the code of the system where it was not written, else null.
 */
async function writeSnapshot(cacheDir: string, path: string, { graph, terms }: OpenedGraph): Promise<string | null> {
  const body = pack({ ...graph, terms });
  const draft = `${path}.${process.pid}`;
  try {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(draft, Buffer.concat([Buffer.from(sha256(body)), body]));
    await rename(draft, path);
  } catch (error) {
    // What a full disk took of it.
    await rm(draft, { force: true }).catch(() => undefined);
    return codeOf(error);
  }
  // Another start may remove the same at the same time.
  await removeOld(cacheDir).catch(() => undefined);
  return null;
}

async function snapshotPath(cacheDir: string, checksum: string): Promise<string> {
  return join(cacheDir, `graph-${sha256(`${await programChecksum()} ${checksum}`).slice(0, 16)}.bin`);
}

async function withTerms(graph: GraphRecords): Promise<OpenedGraph> {
  const documents = searchDocuments(graph);
  return { graph, terms: await findDocumentTerms(documents, documents.ids.length) };
}

/** Keeps a graph as what the input builds to. @returns the code of the system where it was not written, else null. */
export async function keepGraph(
  { seedDir, dataDir, cacheDir }: OpenInput,
  graph: GraphRecords,
): Promise<string | null> {
  const path = await snapshotPath(cacheDir, inputChecksum(await readInput(seedDir, dataDir)));
  return writeSnapshot(cacheDir, path, await withTerms(graph));
}

/** Builds the graph in this process and keeps it; `path` is its file, or null where it could not be written. */
async function buildHere(input: OpenInput): Promise<{ readonly opened: OpenedGraph; readonly path: string | null }> {
  const read = await readInput(input.seedDir, input.dataDir);
  const path = await snapshotPath(input.cacheDir, inputChecksum(read));
  const opened = await withTerms(buildFrom(read, input.onProgress).graph);
  const refusal = await writeSnapshot(input.cacheDir, path, opened);
  if (refusal !== null) input.onUnkept?.(refusal);
  return { opened, path: refusal === null ? path : null };
}

/** Builds the graph and keeps it. @returns the file, or null where it could not be written. @throws IngestError */
export async function buildAndKeep(input: OpenInput): Promise<string | null> {
  return (await buildHere(input)).path;
}

/**
 * The graph of a seed and a user's rows: from the snapshot when neither changed, else built and kept. A build needs twice the
 * memory of a server, so it runs in a process of its own where there can be one.
 * @throws IngestError as `buildGraph`.
 */
export async function openGraph(input: OpenInput): Promise<OpenedGraph> {
  const { seedDir, dataDir, cacheDir, onProgress } = input;
  const path = await snapshotPath(cacheDir, inputChecksum(await readInput(seedDir, dataDir)));
  const kept = await readSnapshot(path);
  if (kept !== null) return kept;
  // The other process can hand the graph over in a file only.
  if (await canBeWritten(cacheDir)) {
    const built = await buildApart({ seedDir, dataDir, cacheDir }, onProgress ?? (() => undefined));
    const brought = built === null ? null : await readSnapshot(built);
    if (brought !== null) return brought;
  }
  return (await buildHere(input)).opened;
}
