/** Figures for Prometheus. Labels are names of our own, codes, and at most 100 names of operations; never a value. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SlotLoad } from '../domain/slots.ts';
import type { RequestRecord } from './request-record.ts';
import type { StatementReport } from './store-report.ts';

export interface Metrics {
  readonly contentType: string;
  /** Counts an answered request. */
  request(record: RequestRecord, ms: number): void;
  /** Counts a statement of the database. */
  statement(report: StatementReport): void;
  /** Shows how full something is, asked at each scrape. */
  watchSlots(name: 'places' | 'database', load: () => SlotLoad): void;
  /** Everything, in the text format of Prometheus. @param revision of the graph; null while it cannot be read. */
  text(storeName: string, revision: string | null): Promise<string>;
}

/** Clients choose the names of operations: those of the first so many that ran have a label, the others share one. */
const OPERATION_NAMES = 100;
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const STATEMENT_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
const COST_POINTS = [1, 10, 50, 100, 500, 1_000, 2_500, 5_000, 10_000, 20_000];
const NO_NAME = 'anonymous';
const OTHER_NAME = 'other';
/** In the place of a code, where a client left before it had one. */
const LEFT = 'CLIENT_LEFT';

function operationLabels(): (record: RequestRecord) => string {
  const names = new Set<string>();
  return ({ operation, hasRun }) => {
    if (operation === null) return NO_NAME;
    if (hasRun && names.size < OPERATION_NAMES) names.add(operation);
    return names.has(operation) ? operation : OTHER_NAME;
  };
}

function requestMetrics(registers: Registry[]): Metrics['request'] {
  const label = operationLabels();
  const total = new Counter({
    name: 'graphql_requests_total',
    help: 'Requests to /graphql by operation and by code of their first error; CLIENT_LEFT where nobody waited for the answer.',
    labelNames: ['operation', 'code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'graphql_request_duration_seconds',
    help: 'Time from a request to its answer, waiting included.',
    labelNames: ['operation'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const cost = new Histogram({
    name: 'graphql_request_cost_points',
    help: 'Predicted nodes of the operations that were priced.',
    buckets: COST_POINTS,
    registers,
  });
  const rejections = new Counter({
    name: 'graphql_rejections_total',
    help: 'Requests refused before anything of them ran, by code.',
    labelNames: ['reason'],
    registers,
  });
  return (record, ms) => {
    const operation = label(record);
    total.inc({ operation, code: record.hasLeft ? LEFT : (record.code ?? 'OK') });
    seconds.observe({ operation }, ms / 1_000);
    if (record.cost !== null) cost.observe(record.cost);
    if (!record.hasRun && record.code !== null) rejections.inc({ reason: record.code });
  };
}

function statementMetrics(registers: Registry[]): Metrics['statement'] {
  const seconds = new Histogram({
    name: 'store_statement_duration_seconds',
    help: 'Time of a statement in the database, by the field that asked.',
    labelNames: ['coordinate'],
    buckets: STATEMENT_SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'store_statement_failures_total',
    help: 'Statements that failed, by the field that asked and by code.',
    labelNames: ['coordinate', 'code'],
    registers,
  });
  const plans = new Counter({
    name: 'store_statements_total',
    help: 'Statements by what they are for and by the way their resources were found.',
    labelNames: ['statement', 'plan'],
    registers,
  });
  return ({ coordinate, statement, plan, ms, code }) => {
    seconds.observe({ coordinate }, ms / 1_000);
    plans.inc({ statement, plan });
    if (code !== null) failures.inc({ coordinate, code });
  };
}

function slotMetrics(registers: Registry[]): Metrics['watchSlots'] {
  const watched = new Map<string, () => SlotLoad>();
  const slots = new Gauge({
    name: 'slots',
    help: 'Places of requests, and slots of the database: how many are in use, how many wait for one.',
    labelNames: ['of', 'state'],
    registers,
    collect: () => {
      for (const [of, load] of watched) {
        const { inUse, waiting } = load();
        slots.set({ of, state: 'in_use' }, inUse);
        slots.set({ of, state: 'waiting' }, waiting);
      }
    },
  });
  return (name, load) => void watched.set(name, load);
}

/** Makes the figures of one server, those of the process (memory, event loop, open handles) with them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const info = new Gauge({
    name: 'graph_info',
    help: 'The graph that is served: 1 beside its store and revision.',
    labelNames: ['store', 'revision'],
    registers,
  });
  const ready = new Gauge({ name: 'graph_ready', help: 'Whether the graph can be read.', registers });
  return {
    contentType: registry.contentType,
    request: requestMetrics(registers),
    statement: statementMetrics(registers),
    watchSlots: slotMetrics(registers),
    text: (store, revision) => {
      info.reset();
      if (revision !== null) info.set({ store, revision }, 1);
      ready.set(revision === null ? 0 : 1);
      return registry.metrics();
    },
  };
}
