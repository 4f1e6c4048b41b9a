/** Measures all cases on all servers in turns, so that whatever else the machine does meets all of them alike. */
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, type BenchCase, type ServerName } from './cases.ts';
import { createClient, type Client } from './client.ts';
import { overRounds, playRound, type Figures, type RoundLimits } from './measure.ts';
import type { BareServer, RunningServer } from './servers.ts';

export interface Line {
  readonly benchCase: BenchCase;
  readonly server: ServerName | 'bare';
  readonly bytes: number;
  /** Statements of one request, on a store that sends some. */
  readonly statements: number | null;
  readonly figures: Figures;
}
export interface SeriesLimits {
  /** At most so many; fewer where the time is up. At least one is counted. */
  readonly rounds: number;
  /** When to end, as of `performance.now()`. */
  readonly endMs: number;
}

const ROUND: RoundLimits = { roundMs: 400, minRequests: 20, longestMs: 4_000 };
/** A database that has just started, and a server too, run code that they have not compiled yet. */
const WARM_UP: RoundLimits = { roundMs: 2_000, minRequests: 20, longestMs: 8_000 };
/** The first answers wait for plans and compilers; what comes within this time is no failure of the bench. */
const FIRST_ANSWER_MS = 45_000;

interface Target {
  readonly benchCase: BenchCase;
  readonly server: ServerName | 'bare';
  readonly url: string;
  readonly bytes: number;
  readonly statements: number | null;
  readonly clients: readonly Client[];
  readonly rounds: Figures[];
}

/** Asks until the answer is right. @throws Error with the last answer when it never is. */
async function firstAnswer(benchCase: BenchCase, { name, url }: RunningServer): Promise<Buffer> {
  const client = createClient();
  const end = performance.now() + FIRST_ANSWER_MS;
  for (;;) {
    const { status, bytes } = await client(url, bodyOf(benchCase));
    if (status === 200 && !bytes.toString().startsWith('{"errors"')) return bytes;
    // Until the read index is there, what is asked of a database that has just started may meet its deadline.
    if ((status < 500 && status !== 200) || performance.now() > end) {
      throw new Error(`${benchCase.name} on ${name} was answered ${status}: ${bytes.toString().slice(0, 300)}`);
    }
    await sleep(200);
  }
}

/** A case on each store, and once on the bare server, which returns what the first store answered. */
async function targetsOf(
  benchCase: BenchCase,
  servers: readonly RunningServer[],
  bare: BareServer,
  say: (line: string) => void,
): Promise<Target[]> {
  const answers: Buffer[] = [];
  for (const server of servers) answers.push(await firstAnswer(benchCase, server));
  const [first = Buffer.alloc(0)] = answers;
  if (answers.some((answer) => !answer.equals(first))) say(`${benchCase.name}: the stores answer differently.`);
  const clients = Array.from({ length: benchCase.clients }, createClient);
  const bareUrl = await bare.serve(benchCase.name, first);
  const places: Pick<Target, 'server' | 'url' | 'statements'>[] = [];
  for (const { name, url, database } of servers) {
    places.push({ server: name, url, statements: (await database?.statements.count(benchCase)) ?? null });
  }
  places.push({ server: 'bare', url: bareUrl, statements: null });
  return places.map((place) => ({ ...place, benchCase, bytes: first.length, clients, rounds: [] }));
}

/**
 * The figures of each case on each server, in the order of both.
 * @throws Error when a case has no right answer within its warm-up.
 */
export async function runSeries(
  cases: readonly BenchCase[],
  servers: readonly RunningServer[],
  bare: BareServer,
  limits: SeriesLimits,
  say: (line: string) => void,
): Promise<{ readonly lines: readonly Line[]; readonly rounds: number }> {
  const targets: Target[] = [];
  for (const benchCase of cases) {
    const asked = servers.filter(({ name }) => benchCase.alsoKept === true || !name.endsWith(', kept'));
    targets.push(...(await targetsOf(benchCase, asked, bare, say)));
  }
  let done = 0;
  for (let round = 0; round <= limits.rounds; round += 1) {
    const start = performance.now();
    for (const { clients, url, benchCase, rounds } of targets) {
      const figures = await playRound(clients, url, bodyOf(benchCase), round === 0 ? WARM_UP : ROUND);
      if (round > 0) rounds.push(figures);
    }
    done = round;
    const now = performance.now();
    say(round === 0 ? 'Warmed up.' : `Round ${round} of ${limits.rounds} is done.`);
    if (round > 0 && now + (now - start) > limits.endMs) break;
  }
  const lines = targets.map(({ benchCase, server, bytes, statements, rounds }) => ({
    benchCase,
    server,
    bytes,
    statements,
    figures: overRounds(rounds),
  }));
  return { lines, rounds: done };
}
