/** `npm run bench:peer`: the product beside a generated API and beside the driver alone, on one Neo4j with one graph. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { readArguments, UsageError } from '../../src/cli/arguments.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { startProduct } from '../../tests/http/product.ts';
import { factsOf } from '../report.ts';
import { ANEW, AS_SERVED, loadedNeo4j, NODES_KEPT, type LoadedDatabase } from '../servers.ts';
import { comparisonCases, deepOffset } from './cases.ts';
import { compareAll, type Compared } from './compare.ts';
import { requirePeer, startPeer } from './contenders.ts';
import { comparisonTable } from './comparison-table.ts';
import { readSubjects } from './subjects.ts';
import { addVenueEdges, removeVenueEdges } from './venue-edges.ts';
import { walkTo } from './walk.ts';

const DEFAULT_ROUNDS = 7;
const LOAD_DEADLINE_MS = 1_200_000;
const RESULTS = { seed: 'comparison-seed.md', large: 'comparison-large.md' } as const;

const HELP = `Measures the product beside @neo4j/graphql and beside the best statement we know, on the same Neo4j with the same graph.

  npm --prefix bench/peer ci --ignore-scripts      once: the peer is no dependency of the product
  npm run bench:peer -- [--data FOLDER] [--rounds N]

  --data    rows that go into the graph beside the seed, as \`npm run generate\` writes them; none where nothing is said
  --rounds  counted rounds, ${DEFAULT_ROUNDS} where nothing is said; all take turns in each
  --help    this text

The table holds medians of rounds and is written to bench/compare/. With NEO4J_URI the graph is loaded into that Neo4j, where
edges for the peer are added and taken away again; else one is started as for the tests.
`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function measure(
  { settings, address, version }: LoadedDatabase,
  rounds: number,
): Promise<Compared & { readonly version: string }> {
  const driver: Driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    disableLosslessIntegers: true,
  });
  await addVenueEdges(driver);
  const product = await startProduct({ ...AS_SERVED, ...settings, ...ANEW });
  const keeping = await startProduct({ ...AS_SERVED, ...settings, ...NODES_KEPT });
  try {
    const peer = await startPeer(settings);
    try {
      const subjects = await readSubjects(driver);
      const ours = `${product.url}/graphql`;
      say('Walking to the last pages of a long list ...');
      const deep = await walkTo(ours, deepOffset(subjects));
      const kept = `${keeping.url}/graphql`;
      await walkTo(kept, deepOffset(subjects));
      const addresses = { ours, kept, peer: peer.url, driver };
      const compared = await compareAll(comparisonCases(subjects, deep), addresses, rounds, say);
      return { ...compared, version };
    } finally {
      await peer.stop();
    }
  } finally {
    await product.stop();
    await keeping.stop();
    await removeVenueEdges(driver);
    await driver.close();
  }
}

async function compare(dataDir: string | null, rounds: number): Promise<void> {
  requirePeer();
  const loaded = await loadedNeo4j(say, { dataDir, deadlineMs: LOAD_DEADLINE_MS });
  if ('skip' in loaded) throw new Error(loaded.skip);
  try {
    const measured = await measure(loaded, rounds);
    const size = dataDir === null ? 'seed' : 'large';
    const table = comparisonTable(measured, size);
    const intro = [
      '# Beside a generated API',
      `\`npm run bench:peer${dataDir === null ? '' : ' -- --data FOLDER'}\` on ${new Date().toISOString().slice(0, 10)}: ${factsOf([measured.version])}.`,
      `${measured.resourceCount} resources. Medians of ${rounds} rounds in which all take turns, one client, everything on one machine.`,
    ];
    process.stdout.write(`${table}\n`);
    await writeFile(path.join(import.meta.dirname, RESULTS[size]), `${intro.join('\n\n')}\n\n${table}\n`);
  } finally {
    await loaded.stop();
  }
}

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), {
    help: { type: 'boolean', short: 'h' },
    data: { type: 'string', default: '' },
    rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
  });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1_000) {
    throw new UsageError('--rounds must be a whole number from 1 to 1000.');
  }
  if (values.help === true) process.stdout.write(HELP);
  else await compare(values.data === '' ? null : path.resolve(values.data), rounds);
  return 0;
});
// Connections of the clients would keep the process for seconds.
process.exit();
