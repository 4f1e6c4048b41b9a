/** From a configuration to a running server: store, engine, HTTP; and its end on a signal. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { warmUp } from './cli/warm-up.ts';
import { ConfigError, type Config } from './config/config.ts';
import { PACKAGE_ROOT } from './config/package-root.ts';
import { createSlots, type Slots } from './domain/slots.ts';
import { SLICE_MS } from './domain/turns.ts';
import { createApollo } from './graphql/apollo.ts';
import { createContext } from './graphql/context.ts';
import { execute } from './graphql/execute.ts';
import { createKeptAnswers, KEEP_NOTHING, type KeptAnswers } from './http/kept-answers.ts';
import type { PhaseHolder } from './http/phase.ts';
import { createBudgets } from './http/rate-limit.ts';
import { createResponseCache } from './http/response-cache.ts';
import { createServer } from './http/server.ts';
import { createShutdown } from './http/shutdown.ts';
import { progressDisplay } from './ingest/progress.ts';
import { createLog, type Log } from './observability/log.ts';
import { statementLog } from './observability/statement-log.ts';
import { openTracing, TRACING_PACKAGES, type Tracing } from './observability/tracing.ts';
import type { StoreWatch } from './observability/store-report.ts';
import type { GraphStore, StoreStatus } from './store/graph-store.ts';
import { openStore } from './store/open-store.ts';
import { createStatusReader } from './store/status-reader.ts';
import { statusOf } from './store/require-store.ts';

/** How often a stop looks whether requests still run. */
const LOOK_MS = 20;
/** Connections that may wait to be taken. One that finds no room is told nothing: its client tries again after 1, 3 and 7 s. */
const BACKLOG = 4_096;

/** Opens what is served; told who wants to know what it does. */
export type OpenStore = (config: Config, watch: StoreWatch) => Promise<GraphStore>;

export async function openWithProgress(config: Config, watch: StoreWatch): Promise<GraphStore> {
  const display = progressDisplay(process.stderr);
  try {
    return await openStore(config, display.onProgress, watch);
  } finally {
    display.stop();
  }
}

function addressOf(server: FastifyInstance, config: Config): string {
  const bound = server.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return config.publicUrl ?? `http://${host}:${port}`;
}

/** What is served, for the person who started it. */
function announcement(store: GraphStore, status: StoreStatus, address: string, introspection: boolean): string {
  const lines = [`Store:    ${store.name}`];
  if (status.state === 'ready') {
    const { RESOURCE, AUTHOR, ORGANIZATION, VENUE, TOPIC, SOURCE } = status.counts;
    lines.push(
      `Revision: ${status.revision.slice(0, 12)}, built ${status.builtAt}`,
      `Graph:    ${RESOURCE} resources, ${AUTHOR} authors, ${ORGANIZATION} organizations, ${VENUE} venues, ` +
        `${TOPIC} topics, ${SOURCE} sources`,
    );
  } else {
    lines.push(`Not ready (${status.state}): ${status.advice}`);
  }
  const playground = introspection ? `${address}/ (playground), ` : '';
  lines.push(`Open:     ${playground}${address}/explore (explorer), ${address}/graphql (API), ${address}/readyz`);
  return `${lines.join('\n')}\n`;
}

/** Answers are kept for as long as the graph has the revision they were read from. */
function keptAnswers({ responseCacheBytes }: Config, store: GraphStore): KeptAnswers {
  if (responseCacheBytes === 0) return KEEP_NOTHING;
  const readStatus = createStatusReader(store);
  return createKeptAnswers(createResponseCache(responseCacheBytes), async () => {
    const status = await readStatus();
    return status.state === 'ready' ? status.revision : null;
  });
}

/** @throws ConfigError where spans are wanted and what makes them is not installed. */
async function tracingFor({ otlpEndpoint }: Config, log: Log): Promise<Tracing | null> {
  if (otlpEndpoint === null) return null;
  const tracing = await openTracing(otlpEndpoint, log);
  if (tracing !== null) return tracing;
  const advice = `npm install --no-save ${TRACING_PACKAGES.join(' ')}`;
  throw new ConfigError([`OTEL_EXPORTER_OTLP_ENDPOINT needs packages that are not installed: ${advice}`]);
}

/** Until nobody holds a place or waits for one. */
async function emptied(places: Slots): Promise<void> {
  const isTaken = (): boolean => places.load().inUse + places.load().waiting > 0;
  while (isTaken()) await sleep(LOOK_MS);
}

/** Serves until a signal. @param open the store of the configuration, or what stands in for it. */
export async function serve(config: Config, open: OpenStore = openWithProgress): Promise<void> {
  const log = createLog(config.logLevel);
  const tracing = await tracingFor(config, log);
  // Loaded late: most servers are not watched.
  const metrics = config.metrics ? (await import('./observability/metrics.ts')).createMetrics() : null;
  const logStatement = statementLog(log, config.slowMs);
  const store = await open(config, {
    onReport: (report) => {
      logStatement(report);
      metrics?.statement(report);
      tracing?.statement(report);
    },
    onSlots: (load) => metrics?.watchSlots('database', load),
    onNotice: (sentence) => log.warn({ store: 'neo4j' }, sentence),
    onUnkept: (code) => log.warn({ code }, 'CACHE_DIR cannot be written: every start builds the graph anew'),
  });
  const places = createSlots(config.requestsRunning, config.requestsWaiting, SLICE_MS);
  metrics?.watchSlots('places', places.load);
  const apollo = createApollo({ store, log, tracing, introspection: config.introspection });
  await apollo.start();
  const holder: PhaseHolder = { phase: 'running' };
  const server = createServer({
    engine: {
      apollo,
      createContext: (facts) => createContext({ store, ...facts }),
      deadlineMs: config.requestDeadlineMs,
      kept: keptAnswers(config, store),
    },
    store,
    limits: config,
    origins: config,
    gates: { places, budgets: createBudgets(config, Date.now) },
    metrics,
    tracing,
    trustedProxies: config.trustedProxies,
    holder,
    playgroundDir: config.introspection ? path.join(PACKAGE_ROOT, 'web', 'playground', 'dist') : null,
    explorerDir: path.join(PACKAGE_ROOT, 'web', 'explorer', 'dist'),
    log,
  });
  await server.listen({ host: config.host, port: config.port, backlog: BACKLOG });
  const stop = createShutdown(holder, {
    drain: async () => {
      // Until then it listens, so that whoever asks is told to ask another one.
      await emptied(places);
      await server.close();
    },
    cut: () => server.server.closeAllConnections(),
    release: async () => {
      await apollo.stop();
      await store.close();
      await tracing?.close();
    },
    exit: (code) => process.exit(code),
    graceMs: config.shutdownGraceMs,
    log,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  const status = await statusOf(store);
  process.stdout.write(announcement(store, status, addressOf(server, config), config.introspection));
  if (status.state !== 'ready' || !config.warmUp) return;
  const warmedFrom = performance.now();
  await warmUp(
    (document) => execute(apollo, { store, document }),
    () => holder.phase !== 'running',
  );
  log.info({ ms: Math.round(performance.now() - warmedFrom) }, 'warmed up');
}
