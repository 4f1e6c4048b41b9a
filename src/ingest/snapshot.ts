/** The built graph kept beside the seed's checksum, so that a second start need not build it again. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { GraphRecords } from '../domain/model.ts';
import { buildFrom, inputChecksum, readInput, type BuildInput } from './build-graph.ts';
import { sha256 } from './manifest.ts';

/** Raise it when the build gives another graph for the same input. */
const BUILD_VERSION = 4;

export interface OpenInput extends BuildInput {
  readonly cacheDir: string;
}

/** Names what a snapshot was made from. A damaged or foreign snapshot is simply not there. */
async function readSnapshot(path: string): Promise<GraphRecords | null> {
  try {
    const bytes = await readFile(path);
    const body = bytes.subarray(64);
    if (bytes.subarray(0, 64).toString() !== sha256(body)) return null;
    return deserialize(body) as GraphRecords;
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that a killed start leaves no half snapshot; a folder that cannot be written costs only time. */
async function writeSnapshot(cacheDir: string, path: string, graph: GraphRecords): Promise<void> {
  const body = serialize(graph);
  const draft = `${path}.${process.pid}`;
  try {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(draft, Buffer.concat([Buffer.from(sha256(body)), body]));
    await rename(draft, path);
  } catch {
    // The next start builds again.
  }
}

/**
 * The graph of a seed and a user's rows: from the snapshot when neither changed, else built and kept.
 * @throws IngestError as `buildGraph`.
 */
export async function openGraph(input: OpenInput): Promise<GraphRecords> {
  const read = await readInput(input.seedDir, input.dataDir);
  const path = join(input.cacheDir, `graph-${sha256(`${BUILD_VERSION} ${inputChecksum(read)}`).slice(0, 16)}.bin`);
  const kept = await readSnapshot(path);
  if (kept !== null) return kept;
  const { graph } = buildFrom(read, input.onProgress);
  await writeSnapshot(input.cacheDir, path, graph);
  return graph;
}
