/** `npm run import-facts`: writes seed/ from a folder of raw facts, or accepts files of seed/ that were edited by hand. */
import { fileURLToPath } from 'node:url';
import { importFacts } from '../ingest/import-facts.ts';
import { renewManifest } from '../ingest/manifest.ts';
import { readArguments, UsageError } from './arguments.ts';
import { runCommand } from './run-command.ts';

const SEED_DIR = fileURLToPath(new URL('../../seed', import.meta.url));

const HELP = `Keeps seed/, the data that the graph is built from.

  npm run import-facts -- FOLDER     writes the rows and the taxonomy of seed/ anew from a folder of raw facts
  npm run import-facts -- --accept   renews seed/manifest.json after files of seed/ were edited by hand

  --help   this text
`;

const OPTIONS = { help: { type: 'boolean', short: 'h' }, accept: { type: 'boolean' } } as const;

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), OPTIONS);
  const [folder] = positionals;
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.accept === true) {
    await renewManifest(SEED_DIR);
    process.stdout.write('seed/manifest.json names the files as they are now.\n');
    return 0;
  }
  if (folder === undefined || positionals.length > 1) throw new UsageError('Expected one folder of facts.');
  const counts = await importFacts(folder, SEED_DIR);
  const lines = [...counts].map(([source, rows]) => `${String(rows).padStart(6)}  ${source}\n`);
  process.stdout.write(lines.join(''));
  return 0;
});
