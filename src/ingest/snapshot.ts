/** The built graph and what follows from it, kept beside the seed's checksum, so that a second start or a load need not make them again. */
import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GraphRecords, GraphRows } from '../domain/model.ts';
import { deriveGraph, type Derived } from '../domain/derived.ts';
import type { StoredNumbers } from '../domain/stored-numbers.ts';
import type { DocumentTerms, StoredTerms } from '../search/document-terms.ts';
import { searchDocuments } from '../search/documents.ts';
import { makeSearch, type HeldSearch, type StoredSearch } from '../search/stored-search.ts';
import { buildApart } from './build-apart.ts';
import { buildFrom, type BuildInput } from './build-graph.ts';
import { inputChecksum, readInput } from './input.ts';
import { sha256, sha256OfStream } from './manifest.ts';
import { pack } from './pack.ts';
import { openPacked, type PackedFile } from './packed-file.ts';
import { unpack } from './unpack.ts';

/** A graph, and the terms of `searchDocuments` of it. */
export interface OpenedGraph {
  readonly graph: GraphRecords;
  readonly terms: DocumentTerms;
}

/** A graph whose long lists may stay in the file, and what a load needs to know of all of them. */
export interface OpenedRows {
  readonly graph: GraphRows;
  readonly derived: Derived;
  readonly search: StoredSearch;
  /** Nothing of it is taken afterwards. */
  close(): Promise<void>;
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

const CHECKSUM_BYTES = 64;

/** The time says which are used; a folder that cannot be written only forgets it. */
async function markUsed(path: string): Promise<void> {
  await utimes(path, new Date(), new Date()).catch(() => undefined);
}

/** All that is kept of a graph. */
interface Built {
  readonly graph: GraphRecords;
  readonly derived: Derived;
  readonly search: HeldSearch;
}

/** What only a load reads, by the names under which it is packed. */
const OF_LOADS = ['documents', 'affiliations', 'derived'];

/** What a start reads is not within what only a load does. */
function packedOf({ graph, derived, search }: Built): Buffer {
  const { affiliations, ...others } = derived;
  const { terms, documents } = search;
  return pack({ ...graph, terms, documents, affiliations, derived: others });
}

/** Short lists are read, long ones when they are taken. */
function rowsIn(packed: PackedFile): Omit<OpenedRows, 'close'> {
  const read = (list: string): unknown => [...packed.rows(list)];
  const graph: Record<keyof GraphRows, unknown> = {
    revision: packed.value('revision'),
    sources: read('sources'),
    topics: read('topics'),
    venues: read('venues'),
    editions: read('editions'),
    organizations: read('organizations'),
    authors: packed.rows('authors'),
    resources: packed.rows('resources'),
    authorships: packed.rows('authorships'),
    resourceOrganizations: packed.rows('resourceOrganizations'),
    tags: packed.rows('tags'),
    listings: packed.rows('listings'),
    links: read('links'),
  };
  const terms = packed.value('terms') as StoredTerms & { readonly offsets: StoredNumbers };
  const offsets = terms.offsets.subarray(0, terms.offsets.length);
  const search: Record<keyof StoredSearch, unknown> = {
    terms: { ...terms, offsets },
    documents: packed.rows('documents'),
  };
  const derived = { ...(packed.value('derived') as object), affiliations: packed.rows('affiliations') };
  return { graph, derived, search } as unknown as Omit<OpenedRows, 'close'>;
}

/** Looks for a snapshot without reading it into memory. @returns null for one that is damaged, foreign or not there. */
async function openSnapshot(path: string): Promise<OpenedRows | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const checksum = await sha256OfStream(file.createReadStream({ start: CHECKSUM_BYTES, autoClose: false }));
    const { buffer } = await file.read(Buffer.alloc(CHECKSUM_BYTES), 0, CHECKSUM_BYTES, 0);
    if (buffer.toString() !== checksum) throw new RangeError('A damaged snapshot');
    await markUsed(path);
    const opened = file;
    return { ...rowsIn(openPacked(opened.fd, CHECKSUM_BYTES)), close: () => opened.close() };
  } catch {
    await file?.close();
    return null;
  }
}

/** A damaged or foreign snapshot is simply not there. */
async function readSnapshot(path: string): Promise<OpenedGraph | null> {
  try {
    const bytes = await readFile(path);
    const body = bytes.subarray(CHECKSUM_BYTES);
    if (bytes.subarray(0, CHECKSUM_BYTES).toString() !== sha256(body)) return null;
    const { terms, ...graph } = unpack(body, OF_LOADS);
    await markUsed(path);
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
async function writeSnapshot(cacheDir: string, path: string, built: Built): Promise<string | null> {
  const body = packedOf(built);
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

async function withKnown(graph: GraphRecords): Promise<Built> {
  return { graph, derived: deriveGraph(graph), search: await makeSearch(searchDocuments(graph)) };
}

/** Keeps a graph as what the input builds to. @returns the code of the system where it was not written, else null. */
export async function keepGraph(
  { seedDir, dataDir, cacheDir }: OpenInput,
  graph: GraphRecords,
): Promise<string | null> {
  const path = await snapshotPath(cacheDir, await inputChecksum(seedDir, dataDir));
  return writeSnapshot(cacheDir, path, await withKnown(graph));
}

/** Builds the graph in this process and keeps it; `path` is its file, or null where it could not be written. */
async function buildHere(input: OpenInput): Promise<Built & { readonly path: string | null }> {
  const read = await readInput(input.seedDir, input.dataDir);
  const path = await snapshotPath(input.cacheDir, read.checksum);
  const built = await withKnown(buildFrom(read, input.onProgress).graph);
  const refusal = await writeSnapshot(input.cacheDir, path, built);
  if (refusal !== null) input.onUnkept?.(refusal);
  return { ...built, path: refusal === null ? path : null };
}

/** Builds the graph and keeps it. @returns the file, or null where it could not be written. @throws IngestError */
export async function buildAndKeep(input: OpenInput): Promise<string | null> {
  return (await buildHere(input)).path;
}

/** The snapshot of the input, which is built and kept where there is none; null where it cannot be kept. */
async function findSnapshot<T>(input: OpenInput, read: (path: string) => Promise<T | null>): Promise<T | null> {
  const { seedDir, dataDir, cacheDir, onProgress = () => undefined } = input;
  const path = await snapshotPath(cacheDir, await inputChecksum(seedDir, dataDir));
  const kept = await read(path);
  if (kept !== null) return kept;
  // The other process can hand the graph over in a file only.
  if (!(await canBeWritten(cacheDir))) return null;
  const built = await buildApart({ seedDir, dataDir, cacheDir }, onProgress);
  return built === null ? null : read(built);
}

/**
 * The graph of a seed and a user's rows: from the snapshot when neither changed, else built and kept. A build needs twice the
 * memory of a server, so it runs in a process of its own where there can be one.
 * @throws IngestError as `buildGraph`.
 */
export async function openGraph(input: OpenInput): Promise<OpenedGraph> {
  const found = await findSnapshot(input, readSnapshot);
  if (found !== null) return found;
  const { graph, search } = await buildHere(input);
  return { graph, terms: search.terms };
}

/**
 * The same, of which the long lists are read from the file when they are taken; they are in memory only where there is no file.
 * @throws IngestError as `buildGraph`.
 */
export async function openRows(input: OpenInput): Promise<OpenedRows> {
  const found = await findSnapshot(input, openSnapshot);
  if (found !== null) return found;
  const { graph, derived, search } = await buildHere(input);
  return { graph, derived, search, close: async () => undefined };
}
