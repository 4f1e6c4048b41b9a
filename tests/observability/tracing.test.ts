import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/observability/log.ts';
import { parseTraceparent } from '../../src/observability/trace-context.ts';
import { openTracing, TRACING_PACKAGES, type Tracing } from '../../src/observability/tracing.ts';
import { reportedStore } from '../../src/store/reported-store.ts';
import { ROOT, run } from '../http/product.ts';
import { askAt, startSmallServer, type SmallServer } from '../http/small-server.ts';
import { startCollector, type CollectedSpan, type Collector } from './collector.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const VENUE = 'query Venue { venue(slug: "canary-value") { id resources { totalCount } } }';
const STATUS_ERROR = 2;
/** Nothing listens at this port. */
const NOBODY = 'http://127.0.0.1:9';

async function tracingTo(endpoint: string, log = createLog('silent')): Promise<Tracing> {
  const tracing = await openTracing(endpoint, log);
  if (tracing === null) throw new Error('The packages for traces are not installed');
  return tracing;
}

describe('traces', () => {
  let collector: Collector;
  let tracing: Tracing;
  let server: SmallServer;
  beforeEach(async () => {
    collector = await startCollector();
    tracing = await tracingTo(collector.endpoint);
    server = await startSmallServer({ tracing, change: (store) => reportedStore(store, tracing.statement) });
  });
  afterEach(() => collector.stop());

  /** What was collected when everything has been sent. */
  async function collected(): Promise<readonly CollectedSpan[]> {
    await server.stop();
    await tracing.close();
    return collector.spans();
  }

  it('go on from the caller, through the request and its operation, to each statement, and hold no value', async () => {
    const headers = { traceparent: `00-${TRACE}-${CALLER}-01`, 'x-api-key': 'canary-value' };
    await (await askAt(server.url, VENUE.replace('canary-value', 'kdd'), { headers })).text();
    const spans = await collected();
    // What ends first comes first.
    const [venue, count, operation, request] = spans;
    expect(spans.map(({ name }) => name)).toEqual([
      'byIds Query.venue',
      'aggregate Venue.resources',
      'operation Venue',
      'GET /graphql',
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(request?.parentSpanId).toBe(CALLER);
    expect(operation?.parentSpanId).toBe(request?.spanId);
    expect([venue, count].map((span) => span?.parentSpanId)).toEqual([operation?.spanId, operation?.spanId]);
    expect(request?.attributes).toMatchObject({ 'http.request.method': 'GET', 'http.response.status_code': 200 });
    expect(operation?.attributes).toEqual({ 'graphql.operation.name': 'Venue', 'graphql.operation.cost': 2 });
    expect(count?.attributes).toEqual({
      'store.coordinate': 'Venue.resources',
      'store.statement': 'aggregate',
      'store.plan': 'aggregate',
      'store.rows': 1,
    });
    for (const { startTimeUnixNano, endTimeUnixNano } of spans) {
      expect(endTimeUnixNano).toBeGreaterThanOrEqual(startTimeUnixNano);
    }
    expect(new Set(collector.services())).toEqual(new Set(['mlops-knowledge-graph']));
    expect(collector.received()).not.toContain('canary-value');
  });

  it('begin anew for callers without one, and mark what is our fault', async () => {
    await (await askAt(server.url, VENUE)).text();
    await (await askAt(server.url, '{ nothing }', { headers: { traceparent: `00-${TRACE}-0` } })).text();
    const spans = await collected();
    const requests = spans.filter(({ name }) => name === 'GET /graphql');
    expect(requests.map(({ parentSpanId }) => parentSpanId ?? '')).toEqual(['', '']);
    expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(2);
    const refused = spans.find(({ attributes }) => attributes['error.type'] === 'GRAPHQL_VALIDATION_FAILED');
    expect(refused?.status.code).not.toBe(STATUS_ERROR);
    expect(collector.received()).not.toContain('canary-value');
  });

  it('are not sent for a caller whose own trace is not sampled, nor of other addresses', async () => {
    await (await askAt(server.url, VENUE, { headers: { traceparent: `00-${TRACE}-${CALLER}-00` } })).text();
    await (await fetch(`${server.url}/livez`)).text();
    expect(await collected()).toEqual([]);
  });
});

describe('a request that fails', () => {
  it('is marked in its operation and its statement', async () => {
    const collector = await startCollector();
    const tracing = await tracingTo(collector.endpoint);
    const fail = (): Promise<never> => Promise.reject(new TypeError('canary-value'));
    const server = await startSmallServer({
      tracing,
      change: (store) => reportedStore({ ...store, byIds: fail, aggregate: fail }, tracing.statement),
    });
    await (await askAt(server.url, 'query Failing { resources { totalCount } }')).text();
    await server.stop();
    await tracing.close();
    const failed = collector.spans().filter(({ status }) => status.code === STATUS_ERROR);
    expect(failed.map(({ name }) => name)).toEqual(['aggregate Query.resources', 'operation Failing', 'GET /graphql']);
    expect(collector.received()).not.toContain('canary-value');
    await collector.stop();
  });
});

describe('a collector that is away', () => {
  it('costs nobody an answer, and is told of once', async () => {
    const lines: string[] = [];
    const tracing = await tracingTo(NOBODY, createLog('warn', { write: (line) => void lines.push(line) }));
    const server = await startSmallServer({ tracing });
    const answers = await Promise.all(Array.from({ length: 5 }, () => askAt(server.url, VENUE)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await server.stop();
    const startedAt = performance.now();
    await tracing.close();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(lines.filter((line) => line.includes('traces were not taken'))).toHaveLength(1);
    expect(lines.join('')).not.toContain('127.0.0.1');
  });
});

describe('traceparent', () => {
  it.each([
    [`00-${TRACE}-${CALLER}-01`, { traceId: TRACE, spanId: CALLER, isSampled: true }],
    [`00-${TRACE}-${CALLER}-00`, { traceId: TRACE, spanId: CALLER, isSampled: false }],
    [`cc-${TRACE}-${CALLER}-01-what-the-future-will-be-like`, { traceId: TRACE, spanId: CALLER, isSampled: true }],
    [`00-${TRACE}-${CALLER}-01-x`, null],
    [`ff-${TRACE}-${CALLER}-01`, null],
    [`00-${'0'.repeat(32)}-${CALLER}-01`, null],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, null],
    [`00-${TRACE.toUpperCase()}-${CALLER}-01`, null],
    ['', null],
  ])('%s is read as the specification says', (header, parent) => {
    expect(parseTraceparent(header)).toEqual(parent);
  });
});

describe('OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  /** Makes Node find no package of OpenTelemetry, as where only production packages are installed. */
  const WITHOUT_PACKAGES = `export const resolve = async (name, context, next) => {
    if (!name.startsWith('@opentelemetry/sdk')) return next(name, context);
    throw Object.assign(new Error('not there'), { code: 'ERR_MODULE_NOT_FOUND' });
  };`;
  const asModule = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;
  const hook = `import { register } from 'node:module'; register(${JSON.stringify(asModule(WITHOUT_PACKAGES))});`;

  it('stops the start where its packages are missing, and says what to install', async () => {
    const { code, stderr } = await run('main.js', [], {
      OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY,
      NODE_OPTIONS: `--import=${asModule(hook)}`,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`npm install --no-save ${TRACING_PACKAGES.join(' ')}`);
  });

  it('names the packages that package.json has as optional peers', () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'peerDependencies' | 'peerDependenciesMeta', Record<string, unknown>>;
    const peers = Object.entries(peerDependencies).map(([name, range]) => `${name}@${String(range)}`);
    expect(peers).toEqual(TRACING_PACKAGES);
    expect(Object.values(peerDependenciesMeta)).toEqual(TRACING_PACKAGES.map(() => ({ optional: true })));
  });
});
