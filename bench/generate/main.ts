/** `npm run generate`: rows of a larger graph, for a folder that DATA_DIR names. */
import { readArguments, UsageError } from '../../src/cli/arguments.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { progressDisplay } from '../../src/ingest/progress.ts';
import { createWorld } from './world.ts';
import { writeRows } from './write-rows.ts';

const SIZES: Readonly<Record<string, number>> = { L: 100_000, XL: 1_000_000 };
const FEWEST = 100;
const MOST = 10_000_000;

const HELP = `Writes rows of a larger graph, in the format of seed/README.md: they join the seed where DATA_DIR names their folder.

  npm run generate -- --size L --out FOLDER

  --size   L (100,000 works, about 1,000,000 edges), XL (ten times that), or a whole number from ${FEWEST}
  --out    the folder; files in it that are called generated-*.jsonl are written anew
  --seed   a whole number, 1 where nothing is said: equal numbers give equal files
  --help   this text

How often topics, authors, organizations, venues and sources occur follows Zipf's law. KDD has three works of ten, one author
has one of ten, one title of five is Japanese.
`;

/** @throws UsageError */
function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${option} must be a whole number from ${least} to ${most}.`);
}

/** @throws UsageError */
function sizeOf(text: string | undefined): number {
  if (text === undefined) throw new UsageError('--size is needed: L, XL or a number of works.');
  return SIZES[text.toUpperCase()] ?? wholeNumber('--size, where it is neither L nor XL,', text, FEWEST, MOST);
}

async function generate(works: number, seed: number, folder: string): Promise<void> {
  const display = progressDisplay(process.stderr);
  try {
    const rows = await writeRows(await createWorld(works, seed), folder, (done) =>
      display.onProgress({ phase: 'writing rows', done, total: works }),
    );
    display.stop();
    process.stdout.write(`${rows} rows of ${works} works in ${folder}. Use them with DATA_DIR=${folder}\n`);
  } finally {
    display.stop();
  }
}

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), {
    help: { type: 'boolean', short: 'h' },
    size: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
  });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const works = sizeOf(values.size);
  if (values.out === undefined) throw new UsageError('--out is needed: the folder to write to.');
  await generate(works, wholeNumber('--seed', values.seed, 0, 2 ** 31 - 1), values.out);
  return 0;
});
