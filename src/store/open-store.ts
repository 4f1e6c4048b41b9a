/** From the configuration to a store; the only file that knows both. */
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import type { BuildProgress } from '../ingest/build-graph.ts';
import type { StoreWatch } from '../observability/store-report.ts';
import type { OnProgress } from '../ingest/progress.ts';
import { openGraph, openRows } from '../ingest/snapshot.ts';
import type { OpenedGraph, OpenedRows } from '../ingest/snapshot-file.ts';
import type { GraphRecords } from '../domain/model.ts';
import type { GraphStore } from './graph-store.ts';
import { createKeptNodes } from './kept-nodes.ts';
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
): Promise<OpenedGraph> {
  const { dataDir, cacheDir } = config;
  return openGraph({ seedDir: SEED_DIR, dataDir, cacheDir, onProgress: buildProgress(onProgress), onUnkept });
}

/** The same for a load, which takes the rows from the file one after another. */
export async function openSeedRows(config: Config, onProgress: OnProgress): Promise<OpenedRows> {
  const { dataDir, cacheDir } = config;
  return openRows({ seedDir: SEED_DIR, dataDir, cacheDir, onProgress: buildProgress(onProgress) });
}

/** What a process keeps of the graph in its database. */
export interface KeptOfNeo4j {
  /** The largest graph with a read index and with postings of search; 0: none. */
  readonly indexResources: number;
  /** Nodes kept once they were read; 0: none. */
  readonly nodes: number;
  /** As `MemoryGraphSettings`. */
  readonly keptFilterBytes?: number;
}

/** A Neo4j with what this process keeps of it: nodes that were read, and before them the read index. */
export function openNeo4jStore(
  settings: Neo4jStoreSettings,
  { indexResources, nodes, ...kept }: KeptOfNeo4j,
): IndexedStore {
  const store = createKeptNodes(createNeo4jStore({ postingsResources: indexResources, ...settings }), nodes);
  const { onReport, onNotice } = settings;
  const createIndex = (skeleton: GraphRecords): GraphStore => {
    const index = createMemoryStore(skeleton, kept);
    return onReport === undefined ? index : reportedStore(index, onReport, 'read-index');
  };
  return createIndexedStore(store, {
    readSkeleton: store.skeleton,
    createIndex,
    maxResources: indexResources,
    ...(onNotice && { onNotice }),
  });
}

/**
 * The store a configuration asks for: Neo4j where it names one, else memory with the graph in it. A Neo4j that is away or
 * empty is no failure here; its status says so.
 */
export async function openStore(config: Config, onProgress: OnProgress, watch?: StoreWatch): Promise<GraphStore> {
  const { neo4j, readIndexResources: indexResources, keptNodes: nodes, keptFilterBytes } = config;
  if (neo4j !== null) return openNeo4jStore({ ...neo4j, ...watch }, { indexResources, nodes, keptFilterBytes });
  const { graph, terms } = await openSeedGraph(config, onProgress, watch);
  const store = createMemoryStore(graph, { terms, keptFilterBytes });
  // What reading and indexing left behind is half of a process with a large graph, and would stay until room is short.
  globalThis.gc?.();
  return watch === undefined ? store : reportedStore(store, watch.onReport);
}
