import path from 'node:path';
import type { GraphRecords } from '../../src/domain/model.ts';
import { openGraph, openRows } from '../../src/ingest/snapshot.ts';
import type { OpenedGraph, OpenedRows } from '../../src/ingest/snapshot-file.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The graph of the seed without anybody's own rows; built by the first test file that asks, then read from the snapshot. */
export async function seedGraph(): Promise<GraphRecords> {
  return (await openSeed()).graph;
}

const INPUT = { seedDir: path.join(ROOT, 'seed'), dataDir: null, cacheDir: path.join(ROOT, '.cache') };

/** The same with the terms of its documents. */
export function openSeed(): Promise<OpenedGraph> {
  return openGraph(INPUT);
}

/** The same, whose long lists stay in the snapshot; to be closed. */
export async function openSeedRows(): Promise<OpenedRows> {
  await openSeed();
  return openRows(INPUT);
}
