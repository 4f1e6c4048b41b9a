/** `npm run seed`: builds the graph; loads it into Neo4j where one is named; reports and exports on request. */
import { configFromProcess } from '../config/config.ts';
import { readArguments, UsageError } from './arguments.ts';
import { runCommand } from './run-command.ts';

const HELP = `Builds the graph from seed/ and your own rows (DATA_DIR).

  npm run seed                       checks and builds; with NEO4J_URI, loads the graph into that Neo4j
  npm run seed -- --report           prints merges with their rule, near misses, and rows without authors, year or topic
  npm run seed -- --export FILE      writes the whole graph as lines of JSON; - is standard output

With --report or --export nothing is loaded. A second load of the same graph changes nothing.

  --help   this text
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  report: { type: 'boolean' },
  export: { type: 'string' },
} as const;

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), OPTIONS);
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = configFromProcess();
  // Loaded late: a wrong call needs none of it.
  const { seed } = await import('./seed-graph.ts');
  await seed(config, { report: values.report === true, exportTo: values.export ?? null });
  return 0;
});
