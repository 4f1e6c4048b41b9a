/** Asks all contenders the same, first to see that they answer alike, then in turns to see how fast. */
import type { Driver } from 'neo4j-driver';
import { createClient, type Client } from '../client.ts';
import { overRounds, playRound, type Figures, type RoundLimits } from '../measure.ts';
import type { Asked, ComparisonCase } from './cases.ts';
import { driverClient, idsOf } from './contenders.ts';

export interface Addresses {
  readonly ours: string;
  /** The product that keeps the nodes it has read. */
  readonly kept: string;
  readonly peer: string;
  readonly driver: Driver;
}
export interface ComparedCase {
  readonly comparisonCase: ComparisonCase;
  readonly ours: Figures;
  readonly kept: Figures;
  readonly peer: Figures;
  readonly raw: Figures;
}
export interface Compared {
  readonly cases: readonly ComparedCase[];
  readonly resourceCount: number;
}

const ROUND: RoundLimits = { roundMs: 400, minRequests: 7, longestMs: 6_000 };
/** Before anything counts, each contender is asked for as long in each case: a database that has just started compiles what it runs. */
const WARM_UP: RoundLimits = { roundMs: 4_000, minRequests: 7, longestMs: 8_000 };
/** How often each statement is tried before the quickest is chosen. */
const TRIES = 5;

const CONTENDERS = ['ours', 'kept', 'peer', 'raw'] as const;
type Contender = (typeof CONTENDERS)[number];
interface Turn {
  readonly contender: Contender;
  readonly client: Client;
  readonly url: string;
  readonly body: string;
  readonly rounds: Figures[];
}

const bodyOf = ({ query, variables }: Asked): string => JSON.stringify({ query, variables });

/** The statement that answers soonest here. */
async function quickest(client: Client, texts: readonly string[]): Promise<string> {
  const timed: { readonly text: string; readonly ms: number }[] = [];
  for (const text of texts) {
    await client(text, '');
    const start = performance.now();
    for (let count = 0; count < TRIES; count += 1) await client(text, '');
    timed.push({ text, ms: performance.now() - start });
  }
  const [first] = timed.toSorted((a, b) => a.ms - b.ms);
  if (first === undefined) throw new Error('A case has no statement.');
  return first.text;
}

async function turnsOf(comparisonCase: ComparisonCase, { ours, kept, peer, driver }: Addresses): Promise<Turn[]> {
  const statement = driverClient(driver, comparisonCase.parameters);
  const text = await quickest(statement, comparisonCase.raw);
  return [
    { contender: 'ours', client: createClient(), url: ours, body: bodyOf(comparisonCase.ours), rounds: [] },
    { contender: 'kept', client: createClient(), url: kept, body: bodyOf(comparisonCase.ours), rounds: [] },
    { contender: 'peer', client: createClient(), url: peer, body: bodyOf(comparisonCase.peer), rounds: [] },
    { contender: 'raw', client: statement, url: text, body: '', rounds: [] },
  ];
}

/** What is not asked alike is not compared. @throws Error that names the case and who differs */
async function mustAgree(name: string, turns: readonly Turn[]): Promise<void> {
  let expected: readonly string[] | null = null;
  for (const { contender, client, url, body } of turns) {
    const { status, bytes } = await client(url, body);
    const ids = status === 200 ? idsOf(bytes) : [];
    expected ??= ids;
    if (ids.join() !== expected.join() || ids.length === 0) {
      const odd = ids.find((id) => !expected?.includes(id)) ?? expected.find((id) => !ids.includes(id));
      const answer = bytes.toString().slice(0, 300);
      throw new Error(
        `${name}: ${contender} answers ${ids.length} ids with ${status}, not ${expected.length}; ${odd}: ${answer}`,
      );
    }
  }
}

/**
 * All cases in rounds, the contenders in turns; round 0 warms up and does not count.
 * @throws Error when the contenders of a case do not answer with the same nodes
 */
export async function compareAll(
  cases: readonly ComparisonCase[],
  addresses: Addresses,
  rounds: number,
  say: (line: string) => void,
): Promise<Compared> {
  const all: { readonly comparisonCase: ComparisonCase; readonly turns: readonly Turn[] }[] = [];
  for (const comparisonCase of cases) {
    const turns = await turnsOf(comparisonCase, addresses);
    await mustAgree(comparisonCase.name, turns);
    all.push({ comparisonCase, turns });
  }
  for (let round = 0; round <= rounds; round += 1) {
    for (const { client, url, body, rounds: played } of all.flatMap(({ turns }) => turns)) {
      const figures = await playRound([client], url, body, round === 0 ? WARM_UP : ROUND);
      if (round > 0) played.push(figures);
    }
    say(round === 0 ? 'Warmed up.' : `Round ${round} of ${rounds} is done.`);
  }
  const { records } = await addresses.driver.executeQuery('MATCH (n:Resource) RETURN count(n) AS count');
  const compared = all.map(({ comparisonCase, turns }) => {
    const [ours, kept, peer, raw] = CONTENDERS.map((name) =>
      overRounds(turns.filter(({ contender }) => contender === name).flatMap((turn) => turn.rounds)),
    ) as [Figures, Figures, Figures, Figures];
    return { comparisonCase, ours, kept, peer, raw };
  });
  return { cases: compared, resourceCount: Number(records[0]?.get('count')) };
}
