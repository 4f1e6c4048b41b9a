import path from 'node:path';
import type { GraphRecords } from '../../src/domain/model.ts';
import { openGraph } from '../../src/ingest/snapshot.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The graph of the seed without anybody's own rows; built by the first test file that asks, then read from the snapshot. */
export function seedGraph(): Promise<GraphRecords> {
  return openGraph({ seedDir: path.join(ROOT, 'seed'), dataDir: null, cacheDir: path.join(ROOT, '.cache') });
}
