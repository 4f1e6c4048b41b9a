import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, CASES } from '../../bench/cases.ts';
import { overRounds, percentile, playRound } from '../../bench/measure.ts';
import { remarksOn, tableOf } from '../../bench/report.ts';
import { ROOT } from '../http/product.ts';

const ROUND = { requests: 10, failed: 0, perSecond: 100, p50Ms: 1, p95Ms: 2, p99Ms: 3 };

function bench(...options: string[]): Promise<{ failed: boolean; said: string }> {
  const words = ['--import', 'tsx', path.join(ROOT, 'bench', 'main.ts'), ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, said: stdout + stderr });
    });
  });
}

describe('npm run bench', () => {
  it('explains itself', async () => {
    const { failed, said } = await bench('--help');
    expect(failed).toBe(false);
    expect(said).toContain('--store');
  });

  it.each([
    ['--store', 'disk', '--store must be memory, neo4j or both.'],
    ['--rounds', '0', '--rounds must be a whole number from 1 to 1000.'],
    ['--case', 'question 99', '--case must be part of one of: question 01'],
  ])('refuses %s %s', async (option, value, message) => {
    const { failed, said } = await bench(option, value);
    expect(failed).toBe(true);
    expect(said).toContain(message);
  });

  it('has a body for every case, under a name of its own', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    for (const one of CASES) expect(JSON.parse(bodyOf(one))).toMatchObject({ query: one.document });
  });
});

describe('figures', () => {
  it('take the nearest rank', () => {
    const times = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(times, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('are medians over rounds, so that one disturbed round does not count', () => {
    const disturbed = { ...ROUND, perSecond: 1, p95Ms: 900 };
    expect(overRounds([ROUND, disturbed, ROUND])).toEqual({ ...ROUND, requests: 30 });
  });

  it('count what was not answered with 200 apart', async () => {
    let asked = 0;
    const client = async () => ({ status: (asked += 1) % 2 === 0 ? 200 : 504, bytes: Buffer.alloc(0) });
    const figures = await playRound([client], '', '', { roundMs: 0, minRequests: 10, longestMs: 10_000 });
    expect(figures).toMatchObject({ requests: 5, failed: 5 });
  });

  it('stand beside those of the bare server, and their targets', () => {
    const benchCase = {
      name: 'a',
      document: '{ __typename }',
      clients: 1,
      targetP95Ms: { seed: { memory: 15, neo4j: 1 } },
    };
    const line = { benchCase, bytes: 1_500, statements: null, figures: ROUND };
    const lines = [
      { ...line, server: 'memory' as const },
      { ...line, server: 'neo4j' as const, statements: 5, figures: { ...ROUND, failed: 2 } },
      { ...line, server: 'bare' as const, figures: { ...ROUND, perSecond: 400 } },
    ];
    expect(tableOf(lines)).toContain('| a | 1.5 | 1 | memory |  | 10 | 100 | 0.250 | 1.00 | 2.00 | 3.00 |');
    expect(tableOf(lines)).toContain('| a | 1.5 | 1 | neo4j | 5 | 10 | 100 | 0.250 | 1.00 | 2.00 | 3.00 |');
    expect(remarksOn(lines, 'seed')).toEqual([
      'Target, a on memory: p95 of 15 ms is met (2.00).',
      'Target, a on neo4j: p95 of 1 ms is missed (2.00).',
      'a on neo4j: 2 requests failed.',
    ]);
  });
});
