/** One client that asks one question again and again over one connection, and what its times say. */
import { Agent, request } from 'node:http';

export interface Target {
  readonly name: string;
  /** The address of the server, without a path. */
  readonly url: string;
}
export interface Figures {
  readonly name: string;
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}
/** Whichever of the two comes first ends a round. */
export interface RoundLimits {
  readonly rounds: number;
  readonly requestsPerRound: number;
  readonly roundMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks once. @throws Error when the answer is not 200. */
export async function ask(url: string, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (answer.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${bytes.toString().slice(0, 300)}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function round(target: Target, body: string, limits: RoundLimits): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + limits.roundMs;
  while (times.length < limits.requestsPerRound && performance.now() < end) {
    const start = performance.now();
    await ask(target.url, body);
    times.push(performance.now() - start);
  }
  return times;
}

/** The nearest-rank percentile of ascending times. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? Number.NaN;
}

function figuresOf(name: string, times: readonly number[]): Figures {
  const ascending = times.toSorted((a, b) => a - b);
  const totalMs = times.reduce((sum, time) => sum + time, 0);
  return {
    name,
    count: times.length,
    perSecond: (times.length * 1_000) / totalMs,
    p50Ms: percentile(ascending, 0.5),
    p95Ms: percentile(ascending, 0.95),
    p99Ms: percentile(ascending, 0.99),
  };
}

/** Measures targets in turns, so that whatever else the machine does meets all of them; one round is not counted. */
export async function measure(
  targets: readonly Target[],
  body: string,
  limits: RoundLimits,
): Promise<readonly Figures[]> {
  const times = targets.map((): number[] => []);
  for (let turn = 0; turn <= limits.rounds; turn += 1) {
    for (const [index, target] of targets.entries()) {
      const taken = await round(target, body, limits);
      if (turn > 0) times[index]?.push(...taken);
    }
  }
  return targets.map((target, index) => figuresOf(target.name, times[index] ?? []));
}
