/** `npm run neo4j`: a real Neo4j for development, without Docker. */
import path from 'node:path';
import { readArguments, UsageError } from '../cli/arguments.ts';
import { NEO4J_VERSION } from './jars.ts';
import { MEMORY_MB, startNeo4jServer } from './server.ts';

const HELP = `Starts Neo4j Community ${NEO4J_VERSION} on this machine, without Docker. Needs Java 17 or 21, and Maven once.

  npm run neo4j -- [--port 7687] [--home .neo4j/home] [--password development] [--memory ${MEMORY_MB}] [--cache .neo4j]

  --port      where Bolt listens, on 127.0.0.1; 0 for any free port
  --home      where this database lives; a new folder is a new, empty database
  --password  of the user neo4j, set when the database is made
  --memory    for its work, and as much again for pages of its files, in MB; 1024 for a graph of a hundred thousand resources
  --cache     where the server's jars are kept
  --help      this text

Ctrl-C (SIGINT) or SIGTERM stops it.
`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments(process.argv.slice(2), {
    port: { type: 'string', default: '7687' },
    home: { type: 'string' },
    password: { type: 'string', default: 'development' },
    memory: { type: 'string', default: String(MEMORY_MB) },
    cache: { type: 'string', default: '.neo4j' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port must be a number from 0 to 65535.');
  const memoryMb = Number(values.memory);
  if (!Number.isInteger(memoryMb) || memoryMb < 256 || memoryMb > 65_536)
    throw new UsageError('--memory must be a number of MB from 256 to 65536.');
  if (values.password.length < 8) throw new UsageError('--password must have at least 8 characters.');
  const home = values.home ?? path.join(values.cache, 'home');
  const { password, cache: cacheDir } = values;
  const server = await startNeo4jServer({ home, port, password, cacheDir, memoryMb, onProgress: say });
  say(`Neo4j ${NEO4J_VERSION} is ready at ${server.uri}, user neo4j. Ctrl-C stops it. In another shell:`);
  say(`  export NEO4J_URI=${server.uri} NEO4J_USER=neo4j NEO4J_PASSWORD=<the password>`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true;
      void server.stop();
    });
  }
  await server.ended;
  if (stopping) return 0;
  throw new Error('Neo4j has ended by itself; see logs/console.log in its home.');
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
