/** Lists the licences of everything that `npm ci --omit=dev` installs, and fails on one that may not be shipped. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Lists the licences of the production packages, and fails where one may not be shipped.

  npm run check [-- --list] [FILE]

  --list  each package with its version and licence, those for traces too
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

/** Places of the packages that may be installed beside those of production, and of what these need. */
function optionalPeers(packages) {
  const places = new Set();
  const open = Object.keys(packages['']?.peerDependencies ?? {});
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const place = `node_modules/${name}`;
    if (!places.has(place)) open.push(...Object.keys(packages[place]?.dependencies ?? {}));
    places.add(place);
  }
  return places;
}

/** The licence of each package by its place; `devOptional` packages are installed without development packages too. */
function shippedBy({ packages }) {
  const peers = optionalPeers(packages);
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && (!entry.dev || peers.has(place)))
    .map(([place, { version, license }]) => ({ place, version, licence: license ?? 'without a stated licence' }));
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(HELP.trimEnd());
  const file = positionals[0] ?? fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const shipped = shippedBy(JSON.parse(readFileSync(file, 'utf8')));
  if (values.list) {
    for (const { place, version, licence } of shipped) {
      console.log(`${place.replace(/^.*node_modules\//, '')}@${version}  ${licence}`);
    }
  }
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
