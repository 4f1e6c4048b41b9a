import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientNetwork, createBudget, createBudgets, type Budgets } from '../../src/http/rate-limit.ts';
import { runs } from '../property/replay.ts';
import { askAt, startSmallServer, type SmallServer } from './small-server.ts';

/** Minutes pass when a test says so. */
function clock(): { now: () => number; passes: (ms: number) => void } {
  let at = Date.parse('2026-05-01T12:00:00Z');
  return { now: () => at, passes: (ms) => void (at += ms) };
}

describe('a budget', () => {
  it('is full at first, shrinks by what is spent, and fills evenly', () => {
    const { now, passes } = clock();
    const budget = createBudget(60_000, now);
    expect(budget.spend(45_000)).toBe(true);
    expect(budget.remaining()).toBe(15_000);
    expect(budget.spend(15_001)).toBe(false);
    expect(budget.remaining()).toBe(15_000);
    expect(budget.secondsUntil(20_000)).toBe(5);
    expect(budget.resetAt().toISOString()).toBe('2026-05-01T12:00:45.000Z');
    passes(5_000);
    expect(budget.spend(20_000)).toBe(true);
    passes(10 * 60_000);
    expect(budget.remaining()).toBe(60_000);
  });

  it('takes for a refusal what is left, and owes nothing', () => {
    const budget = createBudget(20_000, clock().now);
    budget.spend(19_900);
    budget.forfeit(500);
    expect(budget.remaining()).toBe(0);
    expect(budget.secondsUntil(1)).toBe(1);
  });

  it('is not filled by a clock that is set back', () => {
    const { now, passes } = clock();
    const budget = createBudget(60_000, now);
    budget.spend(60_000);
    passes(-3_600_000);
    expect(budget.remaining()).toBe(0);
    passes(1_000);
    expect(budget.remaining()).toBe(1_000);
  });

  it('keeps its word on when to come back, and never gives more than it holds and gains', () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 30_000 }), fc.nat({ max: 20_000 })), { maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 1_000_000 }), steps, (limit, moves) => {
        const { now, passes } = clock();
        const budget = createBudget(limit, now);
        let elapsedMs = 0;
        let spent = 0;
        const wait = (ms: number): void => {
          passes(ms);
          elapsedMs += ms;
        };
        for (const [pauseMs, points] of moves) {
          wait(pauseMs);
          const isSpent = budget.spend(points);
          if (!isSpent) wait(budget.secondsUntil(points) * 1_000);
          expect(isSpent || budget.spend(points)).toBe(true);
          spent += points;
          expect(spent).toBeLessThanOrEqual(limit + (elapsedMs * limit) / 60_000 + 1);
        }
      }),
      runs(300),
    );
  });
});

const KEY = 'canary-key';
const rules = { pointsPerMinute: 20_000, apiKeyHashes: [createHash('sha256').update(KEY).digest('hex')] };
const spend = (budgets: Budgets, ip: string, key?: string): number | undefined => {
  const budget = budgets({ ip, headers: key === undefined ? {} : { 'x-api-key': key } });
  budget?.spend(1);
  return budget?.remaining();
};

describe('a client', () => {
  it('is told by its known key from wherever it asks, else by its address', () => {
    const budgets = createBudgets(rules, clock().now);
    expect(spend(budgets, '10.0.0.1', KEY)).toBe(19_999);
    expect(spend(budgets, '10.0.0.2', KEY)).toBe(19_998);
    expect(spend(budgets, '10.0.0.1')).toBe(19_999);
    expect(spend(budgets, '10.0.0.1', 'made-up')).toBe(19_998);
    expect(spend(budgets, '10.0.0.1', 'made-up-too')).toBe(19_997);
  });

  it('has no budget where none are set', () => {
    expect(createBudgets({ ...rules, pointsPerMinute: 0 }, Date.now)({ ip: '10.0.0.1', headers: {} })).toBeNull();
  });

  it('is forgotten when 10,000 others have asked since', () => {
    const budgets = createBudgets(rules, clock().now);
    spend(budgets, 'first');
    spend(budgets, 'second');
    for (let index = 0; index < 9_998; index += 1) spend(budgets, `other ${index}`);
    expect(spend(budgets, 'first')).toBe(19_998);
    spend(budgets, 'one more');
    expect(spend(budgets, 'first')).toBe(19_997);
    expect(spend(budgets, 'second')).toBe(19_999);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0db8::1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('at %s is %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('a server with points', () => {
  const { now, passes } = clock();
  let server: SmallServer | undefined;
  const start = async (trustedProxies: readonly string[] = []): Promise<string> => {
    server = await startSmallServer({ budgets: createBudgets(rules, now), trustedProxies });
    return server.url;
  };
  beforeEach(() => passes(60_000));
  afterEach(() => server?.stop());

  const remaining = async (url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { data } = (await (await askAt(url, '{ rateLimit { limit remaining } }', { headers })).json()) as {
      data: { rateLimit: unknown };
    };
    return data.rateLimit;
  };
  const code = async (answer: Response): Promise<unknown> =>
    ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions;
  /** Costs 2 + 100 * (1 + 1 + 100) - 1 points. */
  const DEAR = '{ authors(first: 100) { nodes { resources(first: 100) { nodes { id } } } } }';
  const DEAR_COST = 1 + 100 * (1 + 1 + 100);

  it('says what is left, this operation deducted', async () => {
    const url = await start();
    expect(await remaining(url)).toEqual({ limit: 20_000, remaining: 19_999 });
    await (await askAt(url, DEAR)).text();
    expect(await remaining(url)).toEqual({ limit: 20_000, remaining: 19_999 - DEAR_COST - 1 });
  });

  it('refuses what is above it with 429 and when to come back, and answers then', async () => {
    const url = await start();
    await (await askAt(url, DEAR)).text();
    const refused = await askAt(url, DEAR);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    const left = 20_000 - DEAR_COST - 500;
    expect(seconds).toBe(Math.ceil(((DEAR_COST - left) * 60) / 20_000));
    expect(await code(refused)).toMatchObject({
      code: 'RATE_LIMITED',
      limit: 20_000,
      remaining: left,
      retryAfterSeconds: seconds,
      resetAt: new Date(now() + (20_000 - left) * 3).toISOString(),
    });
    passes(seconds * 1_000);
    expect((await askAt(url, DEAR)).status).toBe(200);
  });

  it('takes 500 for a refusal, and refuses without reading once nothing is left', async () => {
    const url = await start();
    for (const query of ['{ nothing }', '{', DEAR.replace('{ id }', '{ authors { nodes { id } } }')]) {
      await (await askAt(url, query)).text();
    }
    expect(await remaining(url)).toMatchObject({ remaining: 20_000 - 3 * 500 - 1 });
    for (let index = 0; index < 37; index += 1) await (await askAt(url, '{')).text();
    const refused = await askAt(url, '{');
    expect(refused.status).toBe(429);
    expect(await code(refused)).toMatchObject({ code: 'RATE_LIMITED', remaining: 0, retryAfterSeconds: 1 });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('prices a dry run for one point', async () => {
    const url = await start();
    await (await askAt(url, `{ rateLimit(dryRun: true) { cost } ${DEAR.slice(1)}`)).text();
    expect(await remaining(url)).toMatchObject({ remaining: 19_998 });
  });

  it('believes X-Forwarded-For from a trusted proxy only', async () => {
    const asked = ['192.0.2.1', '192.0.2.2'].map((address) => ({ 'x-forwarded-for': address }));
    const all = async (url: string): Promise<unknown[]> => {
      const answers = [];
      for (const headers of asked) answers.push(await remaining(url, headers));
      return answers.map((answer) => (answer as { remaining: number }).remaining);
    };
    expect(await all(await start())).toEqual([19_999, 19_998]);
    await server?.stop();
    expect(await all(await start(['10.0.0.0/8']))).toEqual([19_999, 19_998]);
    await server?.stop();
    const url = await start(['127.0.0.0/8']);
    expect(await all(url)).toEqual([19_999, 19_999]);
    // What the client itself wrote stands left of what the proxy saw.
    expect(await remaining(url, { 'x-forwarded-for': '198.51.100.9, 192.0.2.1' })).toMatchObject({ remaining: 19_998 });
  });
});
