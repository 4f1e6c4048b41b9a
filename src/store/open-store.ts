/** From the configuration to a store; the only file that knows both. */
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import type { BuildProgress } from '../ingest/build-graph.ts';
import type { StoreWatch } from '../observability/store-report.ts';
import type { OnProgress } from '../ingest/progress.ts';
import { openGraph } from '../ingest/snapshot.ts';
import type { GraphRecords } from '../domain/model.ts';
import type { GraphStore } from './graph-store.ts';
import { createMemoryStore } from './memory/memory-store.ts';
import { createNeo4jStore, type Neo4jStoreSettings } from './neo4j/neo4j-store.ts';
import { createIndexedStore, type IndexedStore } from './read-index.ts';
import { reportedStore } from './reported-store.ts';

export const SEED_DIR = path.join(PACKAGE_ROOT, 'seed');

const PHASES: Readonly<Record<BuildProgress['stage'], string>> = {
  read: 'reading rows',
  resolve: 'resolving works and people',
  tag: 'tagging topics',
  link: 'linking',
};

/** Turns the stages of a build into what a bar shows. */
export function buildProgress(onProgress: OnProgress): (progress: BuildProgress) => void {
  return ({ stage, done, total }) => onProgress({ phase: PHASES[stage], done, total });
}

/** The graph of the seed and of the user's own rows; built when something changed, else read from the last build. */
export async function openSeedGraph(
  config: Config,
  onProgress: OnProgress,
  { onUnkept = () => undefined }: Pick<StoreWatch, 'onUnkept'> = {},
): Promise<GraphRecords> {
  const { dataDir, cacheDir } = config;
  return openGraph({ seedDir: SEED_DIR, dataDir, cacheDir, onProgress: buildProgress(onProgress), onUnkept });
}

/** A Neo4j with its read index before it, where the graph has no more than `maxResources`. */
export function openNeo4jStore(settings: Neo4jStoreSettings, maxResources: number): IndexedStore {
  const store = createNeo4jStore(settings);
  const { onReport, onNotice } = settings;
  const createIndex = (skeleton: GraphRecords): GraphStore => {
    const index = createMemoryStore(skeleton);
    return onReport === undefined ? index : reportedStore(index, onReport, 'read-index');
  };
  return createIndexedStore(store, {
    readSkeleton: store.skeleton,
    createIndex,
    maxResources,
    ...(onNotice && { onNotice }),
  });
}

/**
 * The store a configuration asks for: Neo4j where it names one, else memory with the graph in it. A Neo4j that is away or
 * empty is no failure here; its status says so.
 */
export async function openStore(config: Config, onProgress: OnProgress, watch?: StoreWatch): Promise<GraphStore> {
  if (config.neo4j !== null) return openNeo4jStore({ ...config.neo4j, ...watch }, config.readIndexResources);
  const store = createMemoryStore(await openSeedGraph(config, onProgress, watch));
  return watch === undefined ? store : reportedStore(store, watch.onReport);
}
