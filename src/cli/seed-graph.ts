/** What `npm run seed` does with the graph of the configuration: report, export, or load into the Neo4j that is named. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config/config.ts';
import type { GraphRows } from '../domain/model.ts';
import { exportGraph } from '../ingest/export.ts';
import { progressDisplay, type OnProgress } from '../ingest/progress.ts';
import { formatReport } from '../ingest/report.ts';
import { reportBuild } from '../ingest/snapshot.ts';
import type { OpenedRows } from '../ingest/snapshot-file.ts';
import { buildProgress, openSeedRows, openStore, SEED_DIR } from '../store/open-store.ts';
import { requireStore } from '../store/require-store.ts';

export interface SeedWishes {
  readonly report: boolean;
  /** Where the export goes; `-` is standard output, null is nowhere. */
  readonly exportTo: string | null;
}

/** Runs a step with a progress bar on a terminal, and none in a pipe. */
async function withProgress<T>(step: (onProgress: OnProgress) => Promise<T>): Promise<T> {
  const display = progressDisplay(process.stderr);
  try {
    return await step(display.onProgress);
  } finally {
    display.stop();
  }
}

async function printReport(config: Config): Promise<void> {
  const { dataDir, cacheDir } = config;
  const report = await withProgress((onProgress) =>
    reportBuild({ seedDir: SEED_DIR, dataDir, cacheDir, onProgress: buildProgress(onProgress) }),
  );
  process.stdout.write(`${formatReport(report)}\n`);
}

/** Line by line: the text of a large graph is longer than a text may be. */
async function writeExport(graph: GraphRows, file: string): Promise<void> {
  const lines = Readable.from(exportGraph(graph));
  if (file !== '-') return pipeline(lines, createWriteStream(file));
  try {
    await pipeline(lines, process.stdout, { end: false });
  } catch (error) {
    // Whoever reads them, such as `head`, has enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

function summary(graph: GraphRows): string {
  const { resources, authors, organizations, topics, sources, links, revision } = graph;
  return (
    `Revision ${revision.slice(0, 12)}: ${resources.length} resources, ${authors.length} authors, ` +
    `${organizations.length} organizations, ${topics.length} topics, ${sources.length} sources, ${links.length} links.\n`
  );
}

/** Opens the rows of the configuration for as long as they are used. */
async function withRows<T>(config: Config, use: (opened: OpenedRows) => Promise<T>): Promise<T> {
  const opened = await withProgress((onProgress) => openSeedRows(config, onProgress));
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

/** Loads into the Neo4j of the configuration; Ctrl-C stops it between two batches. */
async function loadIntoNeo4j(config: Config): Promise<void> {
  const store = await openStore(config, () => {});
  try {
    // Before the rows, which may have to be built for minutes.
    await requireStore(store, ['empty', 'loading']);
    await withRows(config, async ({ graph, ...known }) => {
      process.stdout.write(summary(graph));
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
      const report = await withProgress((onProgress) => store.load(graph, { signal: stop.signal, onProgress, known }));
      process.stdout.write(
        report.unchanged
          ? 'Neo4j holds this revision already; nothing was changed.\n'
          : `Loaded into Neo4j: ${report.rowsWritten} rows written, ${report.rowsRemoved} removed.\n`,
      );
    });
  } finally {
    await store.close();
  }
}

export async function seed(config: Config, { report, exportTo }: SeedWishes): Promise<void> {
  if (report) await printReport(config);
  if (exportTo !== null) return withRows(config, ({ graph }) => writeExport(graph, exportTo));
  if (report) return;
  if (config.neo4j !== null) return loadIntoNeo4j(config);
  await withRows(config, async ({ graph }) => {
    process.stdout.write(summary(graph));
  });
}
