/** `npm run bench`: how fast questions are answered on each store, beside a server that does nothing. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readArguments, UsageError } from '../src/cli/arguments.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { CASES, STORES, type GraphSize, type StoreName } from './cases.ts';
import { factsOf, remarksOn, tableOf } from './report.ts';
import type { RunningServer } from './servers.ts';

const RESULTS = { seed: 'results.md', large: 'results-large.md' } as const satisfies Record<GraphSize, string>;
/** All in all, with starting and loading. */
const BUDGET_MS = { seed: 600_000, large: 1_200_000 } as const satisfies Record<GraphSize, number>;
/** What is loaded later would not leave time to measure. */
const LOAD_SHARE = 0.6;
const DEFAULT_ROUNDS = 9;

const HELP = `Measures the built server on each store, beside a bare Fastify that returns the same bytes.

  npm run bench -- [--store memory|neo4j|both] [--case TEXT] [--rounds N] [--data FOLDER]

  --store   what to measure; both where nothing is said, and memory alone where no Neo4j can be had
  --case    only cases whose name contains this
  --rounds  counted rounds, ${DEFAULT_ROUNDS} where nothing is said; servers take turns in each, and fewer are played when ${BUDGET_MS.seed / 1_000} s are
            over (${BUDGET_MS.large / 1_000} s with --data)
  --data    rows that go into the graph beside the seed, as npm run generate writes them
  --help    this text

Cases are in bench/cases.ts. The table holds medians of rounds and is written to bench/results.md. With NEO4J_URI the seed is
loaded into that Neo4j; else one is started as for the tests.
`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

interface Wishes {
  readonly stores: readonly StoreName[];
  readonly rounds: number;
  readonly caseName: string;
  readonly dataDir: string | null;
}

/** @throws UsageError */
function wishesOf(store: string, roundsText: string, caseName: string, data: string): Wishes {
  const rounds = Number(roundsText);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1_000) {
    throw new UsageError('--rounds must be a whole number from 1 to 1000.');
  }
  const stores = STORES.filter((name) => store === name || store === 'both');
  if (stores.length === 0) throw new UsageError('--store must be memory, neo4j or both.');
  if (!CASES.some(({ name }) => name.includes(caseName))) {
    throw new UsageError(`--case must be part of one of: ${CASES.map(({ name }) => name).join(', ')}.`);
  }
  return { stores, rounds, caseName, dataDir: data === '' ? null : path.resolve(data) };
}

/** Starts what is measured; what was started goes into `servers` at once, so that it can be stopped after a failure. */
async function start({ stores, dataDir }: Wishes, deadlineMs: number, servers: RunningServer[]): Promise<void> {
  const { startOnMemory, startOnNeo4j } = await import('./servers.ts');
  if (stores.includes('memory')) servers.push(...(await startOnMemory(dataDir)));
  if (!stores.includes('neo4j')) return;
  const onNeo4j = await startOnNeo4j(say, { dataDir, deadlineMs });
  if (!('skip' in onNeo4j)) servers.push(...onNeo4j);
  else if (servers.length > 0) say(`Without Neo4j: ${onNeo4j.skip}`);
  else throw new Error(onNeo4j.skip);
}

async function bench(wishes: Wishes): Promise<void> {
  const { rounds, caseName, dataDir } = wishes;
  const size: GraphSize = dataDir === null ? 'seed' : 'large';
  const endMs = performance.now() + BUDGET_MS[size];
  const servers: RunningServer[] = [];
  // Loaded late: a wrong call needs neither servers nor clients.
  const [{ startBare }, { runSeries }] = await Promise.all([import('./servers.ts'), import('./series.ts')]);
  const bare = await startBare();
  try {
    await start(wishes, BUDGET_MS[size] * LOAD_SHARE, servers);
    const cases = CASES.filter(({ name }) => name.includes(caseName));
    const series = await runSeries(cases, servers, bare, { rounds, endMs }, say);
    const table = [tableOf(series.lines), ...remarksOn(series.lines, size)].join('\n\n');
    const intro = [
      '# Measurements',
      `\`${['npm run bench', ...process.argv.slice(2).map((word) => (word === dataDir ? 'FOLDER' : word))].join(' ').replace(' -', ' -- -')}\` on ${new Date().toISOString().slice(0, 10)}: ${factsOf(servers.flatMap(({ database }) => database?.version ?? []))}.`,
      `Medians of ${series.rounds} rounds in which the servers take turns, client and servers on one machine; \`of bare\` is the share of the requests/s of a Fastify that returns the same bytes.`,
    ];
    process.stdout.write(`${table}\n`);
    await writeFile(path.join(import.meta.dirname, RESULTS[size]), `${intro.join('\n\n')}\n\n${table}\n`);
  } finally {
    for (const server of [...servers, bare]) await server.stop();
  }
}

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), {
    help: { type: 'boolean', short: 'h' },
    store: { type: 'string', default: 'both' },
    case: { type: 'string', default: '' },
    rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
    data: { type: 'string', default: '' },
  });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) process.stdout.write(HELP);
  else await bench(wishesOf(values.store, values.rounds, values.case, values.data));
  return 0;
});
// Connections of the clients would keep the process for seconds.
process.exit();
