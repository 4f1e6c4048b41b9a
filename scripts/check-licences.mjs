/** Lists the licences of everything that `npm ci --omit=dev` installs, and fails on one that may not be shipped. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Lists the licences of the production packages, and fails where one may not be shipped.

  npm run check [-- FILE]

  FILE    the lock file to read; package-lock.json of this project where none is named
  --help  this text

Everything is refused that is not on the list in scripts/check-licences.mjs: packages without a stated licence, copyleft
(GPL, AGPL, SSPL) and licences that restrict use (Elastic, BUSL).
`;

const ALLOWED = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  '(MIT AND BSD-3-Clause)',
]);

/** The licence of each package by its place; `devOptional` packages are installed without development packages too. */
function shippedBy({ packages }) {
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && !entry.dev)
    .map(([place, entry]) => ({ place, licence: entry.license ?? 'without a stated licence' }));
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return console.log(HELP.trimEnd());
  const file = positionals[0] ?? fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const shipped = shippedBy(JSON.parse(readFileSync(file, 'utf8')));
  const counts = new Map();
  for (const { licence } of shipped) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  for (const [licence, count] of counts) console.log(`${String(count).padStart(4)}  ${licence}`);
  const refused = shipped.filter(({ licence }) => !ALLOWED.has(licence));
  for (const { place, licence } of refused) console.error(`refused: ${place} is ${licence}`);
  if (refused.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
