import { describe, expect, it, vi } from 'vitest';
import { knowsOnlyPlainJson, statusOf } from '../../src/http/answers.ts';
import { isNestedDeeperThan } from '../../src/http/nesting.ts';
import { readinessOf } from '../../src/http/health.ts';
import type { PhaseHolder } from '../../src/http/phase.ts';
import { callerOf, corsHeaders } from '../../src/http/security.ts';
import { createShutdown } from '../../src/http/shutdown.ts';
import { createLog } from '../../src/observability/log.ts';

const rules = { publicUrl: 'https://graph.example', corsOrigins: ['https://portal.example'] };

describe('the origin of a request', () => {
  it.each([
    ['a program', { host: 'localhost:4000' }, 'own-or-none'],
    ['our own page', { host: 'localhost:4000', origin: 'http://localhost:4000' }, 'own-or-none'],
    ['our page behind a proxy', { host: '10.0.0.1', origin: 'https://graph.example' }, 'own-or-none'],
    ['an allowed portal', { host: 'localhost:4000', origin: 'https://portal.example' }, 'allowed'],
    ['another site', { host: 'localhost:4000', origin: 'https://evil.example' }, 'foreign'],
    ['another port', { host: 'localhost:4000', origin: 'http://localhost:5000' }, 'foreign'],
    ['a sandboxed page', { host: 'localhost:4000', origin: 'null' }, 'foreign'],
    ['an image of another site', { host: 'localhost:4000', 'sec-fetch-site': 'cross-site' }, 'foreign'],
    ['our own image', { host: 'localhost:4000', 'sec-fetch-site': 'same-origin' }, 'own-or-none'],
  ])('is judged for %s', (_name, headers, kind) => {
    expect(callerOf(headers, rules).kind).toBe(kind);
  });

  it('is answered to allowed sites only, and never with *', () => {
    expect(corsHeaders({ kind: 'foreign' })).toEqual({});
    const headers = corsHeaders({ kind: 'allowed', origin: 'https://portal.example' });
    expect(headers['access-control-allow-origin']).toBe('https://portal.example');
    expect(Object.values(headers)).not.toContain('*');
  });
});

function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

describe('nesting of JSON', () => {
  it('is allowed up to the limit and not beyond', () => {
    expect(isNestedDeeperThan(32, nested(32))).toBe(false);
    expect(isNestedDeeperThan(32, nested(33))).toBe(true);
    expect(isNestedDeeperThan(32, undefined)).toBe(false);
  });

  it('is found without recursion', () => {
    expect(isNestedDeeperThan(32, nested(100_000))).toBe(true);
  });
});

describe('the status of an answer', () => {
  const failed = (code: string, data?: unknown): string => JSON.stringify({ errors: [{ extensions: { code } }], data });
  it.each([
    ['data', '{"data":{}}', 200, undefined, 200],
    ['an error beside data', failed('TIMEOUT', { node: null }), 200, undefined, 200],
    ['an error without data', failed('STORE_UNAVAILABLE', null), 200, undefined, 503],
    ['a deadline', failed('TIMEOUT'), 500, 'application/json', 504],
    ['a costly query', failed('QUERY_TOO_COSTLY'), 500, '*/*', 400],
    ['a costly query of an older client', failed('QUERY_TOO_COSTLY'), 500, 'application/json', 200],
    ['a mutation by GET', failed('BAD_REQUEST'), 405, 'application/json', 405],
    ['a code of no table', failed('SOMETHING'), 500, undefined, 500],
  ])('fits %s', (_name, body, chosen, accept, status) => {
    expect(statusOf(body, chosen, accept)).toBe(status);
  });

  it('follows the newest media type a client knows', () => {
    expect(knowsOnlyPlainJson('application/json')).toBe(true);
    expect(knowsOnlyPlainJson('application/graphql-response+json, application/json;q=0.9')).toBe(false);
    expect(knowsOnlyPlainJson('*/*')).toBe(false);
  });
});

describe('readiness', () => {
  it('says what to do while there is no graph', () => {
    const { statusCode, body } = readinessOf(
      { state: 'empty', advice: 'Run npm run seed.' },
      { phase: 'running' },
      'neo4j',
    );
    expect(statusCode).toBe(503);
    expect(body).toEqual({ status: 'empty', store: 'neo4j', advice: 'Run npm run seed.' });
  });

  it('ends as soon as the server drains', () => {
    const { statusCode, body } = readinessOf({ state: 'empty', advice: '' }, { phase: 'draining' }, 'memory');
    expect([statusCode, body['status']]).toEqual([503, 'stopping']);
  });
});

describe('shutdown', () => {
  function arrange(drain: () => Promise<void>) {
    const holder: PhaseHolder = { phase: 'running' };
    const steps = { cut: vi.fn<() => void>(), exit: vi.fn<(code: number) => void>() };
    const released: string[] = [];
    const release = async (): Promise<void> => void released.push(holder.phase);
    const stop = createShutdown(holder, { drain, release, ...steps, graceMs: 20, log: createLog('silent') });
    return { holder, steps, stop, released };
  }

  it('drains, releases, then exits with 0', async () => {
    const { holder, steps, stop, released } = arrange(async () => {});
    const stopping = stop('SIGTERM');
    expect(holder.phase).toBe('draining');
    await stopping;
    expect(released).toEqual(['closing']);
    expect([holder.phase, steps.exit.mock.calls, steps.cut.mock.calls.length]).toEqual(['closed', [[0]], 0]);
  });

  it('cuts connections that outlive the grace', async () => {
    let end = (): void => {};
    const { steps, stop } = arrange(() => new Promise((resolve) => (end = resolve)));
    steps.cut.mockImplementation(() => end());
    await stop('SIGTERM');
    expect(steps.cut).toHaveBeenCalledOnce();
    expect(steps.exit).toHaveBeenCalledWith(0);
  });

  it('exits at once on a second signal', async () => {
    const { steps, stop } = arrange(() => new Promise(() => {}));
    void stop('SIGTERM');
    await stop('SIGTERM');
    expect(steps.exit.mock.calls).toEqual([[1]]);
  });
});
