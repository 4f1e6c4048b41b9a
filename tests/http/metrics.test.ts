import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSlots } from '../../src/domain/slots.ts';
import { createLog } from '../../src/observability/log.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { newRequestRecord } from '../../src/observability/request-record.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { reportedStore } from '../../src/store/reported-store.ts';
import { askAt, startSmallServer, type SmallServer } from './small-server.ts';

describe('metrics', () => {
  it('name at most 100 operations, and none that was only refused', async () => {
    const metrics = createMetrics();
    const record = (operation: string | null, hasRun: boolean) => ({ ...newRequestRecord(), operation, hasRun });
    metrics.request(record('Refused', false), 1);
    for (let index = 0; index < 1_000; index += 1) metrics.request(record(`Op${index}`, true), 1);
    metrics.request(record(null, true), 1);
    const text = await metrics.text('memory', null);
    const counted = text.split('\n').filter((line) => line.startsWith('graphql_requests_total{'));
    expect(counted).toHaveLength(102);
    expect(counted).toContain('graphql_requests_total{operation="other",code="OK"} 901');
    expect(counted).toContain('graphql_requests_total{operation="anonymous",code="OK"} 1');
    expect(text).not.toContain('Refused');
  });

  it('are text that says of every figure what it is', async () => {
    const text = await createMetrics().text('memory', null);
    const families = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    const helps = [...text.matchAll(/^# HELP (\w+) \S/gm)].map(([, name]) => name);
    expect(families).toEqual(expect.arrayContaining(['graphql_requests_total', 'nodejs_eventloop_lag_p99_seconds']));
    expect(helps).toEqual(families);
  });
});

describe('/metrics', () => {
  let server: SmallServer | undefined;
  afterEach(() => server?.stop());

  it('counts requests, rejections, prices and what the store was asked, and holds no value', async () => {
    const metrics = createMetrics();
    const places = createSlots(3, 5);
    metrics.watchSlots('places', places.load);
    await places.take(new AbortController().signal);
    server = await startSmallServer({
      metrics,
      places,
      change: (store) => reportedStore(store, metrics.statement),
    });
    const venue = 'query Venue { venue(slug: "canary-value") { id resources { totalCount } } }';
    const refused = 'query Wide { authors(first: 101) { nodes { id } } }';
    for (const query of [venue, venue.replace('canary-value', 'kdd'), refused, '{ __typename }', '{']) {
      await (await askAt(server.url, query)).text();
    }
    await (await fetch(`${server.url}/livez`)).text();
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    const lines = (await answer.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'graphql_requests_total{operation="Venue",code="OK"} 2',
        'graphql_requests_total{operation="other",code="BAD_USER_INPUT"} 1',
        'graphql_requests_total{operation="anonymous",code="OK"} 1',
        'graphql_requests_total{operation="anonymous",code="GRAPHQL_PARSE_FAILED"} 1',
        'graphql_request_duration_seconds_count{operation="Venue"} 2',
        'graphql_rejections_total{reason="BAD_USER_INPUT"} 1',
        'graphql_request_cost_points_count 3',
        'store_statement_duration_seconds_count{coordinate="Venue.resources"} 1',
        'store_statements_total{statement="aggregate",plan="aggregate"} 1',
        'slots{of="places",state="in_use"} 1',
        'slots{of="places",state="waiting"} 0',
        'graph_ready 1',
      ]),
    );
    expect(lines.filter((line) => line.startsWith('graph_info{store="memory",revision="'))).toHaveLength(1);
    expect(lines.join('\n')).not.toContain('canary-value');
  });

  it('counts a client that left as one, and the log has its line too', async () => {
    const metrics = createMetrics();
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
    const never = new Promise<never>(() => undefined);
    server = await startSmallServer({ metrics, log, change: (store) => ({ ...store, aggregate: () => never }) });
    const leaving = askAt(server.url, 'query Leaving { resources { totalCount } }', {
      signal: AbortSignal.timeout(100),
    });
    await expect(leaving).rejects.toThrow('timeout');
    await vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toContain('request given up by its client'));
    expect(lines[0]).toMatchObject({ route: '/graphql', operation: 'Leaving', cost: 1 });
    expect(lines[0]).not.toHaveProperty('status');
    expect(await metrics.text('memory', null)).toContain(
      'graphql_requests_total{operation="Leaving",code="CLIENT_LEFT"} 1',
    );
  });

  it('tell how long a request took, and so does the log', async () => {
    const metrics = createMetrics();
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
    const slowly = (store: GraphStore): GraphStore => ({
      ...store,
      aggregate: async (question, options) => {
        await sleep(80);
        return store.aggregate(question, options);
      },
    });
    server = await startSmallServer({ metrics, log, change: slowly });
    await (await askAt(server.url, 'query Slow { resources { totalCount } }')).text();
    await vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toContain('request'));
    expect(lines[0]?.['ms']).toBeGreaterThanOrEqual(75);
    const text = await metrics.text('memory', null);
    const [, seconds] = /^graphql_request_duration_seconds_sum\{operation="Slow"\} (.+)$/m.exec(text) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(0.075);
  });

  it('is not for pages of other sites, and is not there when switched off', async () => {
    server = await startSmallServer({ metrics: createMetrics() });
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const { status } = await fetch(`${server.url}/metrics`, { headers });
      expect(status).toBe(403);
    }
    await server.stop();
    server = await startSmallServer();
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  });
});
