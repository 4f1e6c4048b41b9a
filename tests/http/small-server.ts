/** The real server over the small graph, in this process: for tests that hold the store's answer back or read its state. */
import type { AddressInfo } from 'node:net';
import { createSlots, type Slots } from '../../src/domain/slots.ts';
import { createApollo } from '../../src/graphql/apollo.ts';
import { createContext } from '../../src/graphql/context.ts';
import { KEEP_NOTHING, type KeptAnswers } from '../../src/http/kept-answers.ts';
import type { Budgets } from '../../src/http/rate-limit.ts';
import { createServer } from '../../src/http/server.ts';
import { createLog, type Log } from '../../src/observability/log.ts';
import type { Metrics } from '../../src/observability/metrics.ts';
import type { Tracing } from '../../src/observability/tracing.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

export interface SmallServerSettings {
  readonly change?: (store: GraphStore) => GraphStore;
  readonly places?: Slots;
  readonly budgets?: Budgets;
  readonly trustedProxies?: readonly string[];
  readonly deadlineMs?: number;
  readonly metrics?: Metrics;
  readonly tracing?: Tracing;
  readonly log?: Log;
  readonly kept?: KeptAnswers;
}
export interface SmallServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startSmallServer(settings: SmallServerSettings = {}): Promise<SmallServer> {
  const { change = (store: GraphStore) => store, places = createSlots(64, 256), deadlineMs = 5_000 } = settings;
  const { kept = KEEP_NOTHING } = settings;
  const {
    budgets = () => null,
    trustedProxies = [],
    metrics = null,
    tracing = null,
    log = createLog('silent'),
  } = settings;
  const store = change(createMemoryStore(SMALL_GRAPH));
  const apollo = createApollo({ store, log, tracing });
  await apollo.start();
  const server = createServer({
    engine: { apollo, createContext: (facts) => createContext({ store, ...facts }), deadlineMs, kept },
    store,
    limits: { bodyLimitBytes: 100_000, headersTimeoutMs: 10_000, requestTimeoutMs: 15_000, maxConnections: 300 },
    origins: { publicUrl: null, corsOrigins: [], frameAncestors: [] },
    gates: { places, budgets },
    trustedProxies,
    metrics,
    tracing,
    holder: { phase: 'running' },
    playgroundDir: 'absent',
    explorerDir: 'absent',
    log,
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.server.closeAllConnections();
    await server.close();
    await apollo.stop();
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Asks with GET, as any client may. */
export function askAt(url: string, query: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, init);
}
