/** `npm run seed`: builds the graph; loads it into Neo4j where one is named; reports and exports on request. */
import { writeFile } from 'node:fs/promises';
import { configFromProcess, type Config } from '../config/config.ts';
import type { GraphRecords } from '../domain/model.ts';
import { buildGraph } from '../ingest/build-graph.ts';
import { exportGraph } from '../ingest/export.ts';
import { progressDisplay, type OnProgress } from '../ingest/progress.ts';
import { formatReport } from '../ingest/report.ts';
import type { OpenedGraph } from '../ingest/snapshot.ts';
import { buildProgress, openSeedGraph, openStore, SEED_DIR } from '../store/open-store.ts';
import { requireStore } from '../store/require-store.ts';
import { readArguments, UsageError } from './arguments.ts';
import { runCommand } from './run-command.ts';

const HELP = `Builds the graph from seed/ and your own rows (DATA_DIR).

  npm run seed                       checks and builds; with NEO4J_URI, loads the graph into that Neo4j
  npm run seed -- --report           prints merges with their rule, near misses, and rows without authors, year or topic
  npm run seed -- --export FILE      writes the whole graph as lines of JSON; - is standard output

With --report or --export nothing is loaded. A second load of the same graph changes nothing.

  --help   this text
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  report: { type: 'boolean' },
  export: { type: 'string' },
} as const;

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
  const { report } = await withProgress((onProgress) =>
    buildGraph({ seedDir: SEED_DIR, dataDir: config.dataDir, onProgress: buildProgress(onProgress) }),
  );
  process.stdout.write(`${formatReport(report)}\n`);
}

async function writeExport(graph: GraphRecords, file: string): Promise<void> {
  if (file === '-') process.stdout.write(exportGraph(graph));
  else await writeFile(file, exportGraph(graph));
}

function summary(graph: GraphRecords): string {
  const { resources, authors, organizations, topics, sources, links, revision } = graph;
  return (
    `Revision ${revision.slice(0, 12)}: ${resources.length} resources, ${authors.length} authors, ` +
    `${organizations.length} organizations, ${topics.length} topics, ${sources.length} sources, ${links.length} links.\n`
  );
}

/** Loads into the Neo4j of the configuration; Ctrl-C stops it between two batches. */
async function loadIntoNeo4j(config: Config, { graph, terms }: OpenedGraph): Promise<string> {
  const store = await openStore(config, () => {});
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await requireStore(store, ['empty', 'loading']);
    const report = await withProgress((onProgress) => store.load(graph, { signal: stop.signal, onProgress, terms }));
    return report.unchanged
      ? 'Neo4j holds this revision already; nothing was changed.\n'
      : `Loaded into Neo4j: ${report.rowsWritten} rows written, ${report.rowsRemoved} removed.\n`;
  } finally {
    await store.close();
  }
}

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), OPTIONS);
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = configFromProcess();
  if (values.report === true) await printReport(config);
  if (values.report === true && values.export === undefined) return 0;
  const opened = await withProgress((onProgress) => openSeedGraph(config, onProgress));
  const { graph } = opened;
  if (values.export !== undefined) {
    await writeExport(graph, values.export);
    return 0;
  }
  process.stdout.write(summary(graph));
  if (config.neo4j !== null) process.stdout.write(await loadIntoNeo4j(config, opened));
  return 0;
});
