/** Rounds: a few requests to one server, and what their times say. */
import type { Client } from './client.ts';

export interface RoundLimits {
  /** A round lasts this long, */
  readonly roundMs: number;
  /** or until each client has asked this often, */
  readonly minRequests: number;
  /** but never longer than this. */
  readonly longestMs: number;
}

export interface Figures {
  readonly requests: number;
  /** Requests that were not answered with 200. */
  readonly failed: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** The nearest-rank percentile of ascending times; NaN of none. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** One round of all clients at once against one address. */
export async function playRound(
  clients: readonly Client[],
  url: string,
  body: string,
  limits: RoundLimits,
): Promise<Figures> {
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const goesOn = (asked: number): boolean => {
    const pastMs = performance.now() - start;
    return pastMs < limits.longestMs && (pastMs < limits.roundMs || asked < limits.minRequests);
  };
  const askOn = async (client: Client): Promise<void> => {
    for (let asked = 0; goesOn(asked); asked += 1) {
      const from = performance.now();
      const { status } = await client(url, body);
      if (status === 200) times.push(performance.now() - from);
      else failed += 1;
    }
  };
  await Promise.all(clients.map(askOn));
  const seconds = (performance.now() - start) / 1_000;
  const ascending = times.toSorted((a, b) => a - b);
  return {
    requests: times.length,
    failed,
    perSecond: times.length / seconds,
    p50Ms: percentile(ascending, 0.5),
    p95Ms: percentile(ascending, 0.95),
    p99Ms: percentile(ascending, 0.99),
  };
}

/** Sums of what was asked, medians of what was measured, so that a round that was disturbed does not count. */
export function overRounds(rounds: readonly Figures[]): Figures {
  const sum = (key: 'requests' | 'failed'): number => rounds.reduce((total, one) => total + one[key], 0);
  const middle = (key: keyof Figures): number => median(rounds.map((one) => one[key]));
  return {
    requests: sum('requests'),
    failed: sum('failed'),
    perSecond: middle('perSecond'),
    p50Ms: middle('p50Ms'),
    p95Ms: middle('p95Ms'),
    p99Ms: middle('p99Ms'),
  };
}
