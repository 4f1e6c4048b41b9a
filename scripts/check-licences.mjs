/** Lists the licences of everything that `npm ci --omit=dev` installs, and fails on one that may not be shipped. */
import { readFileSync } from 'node:fs';

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
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

const shipped = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional);
const byLicence = new Map();
for (const [path, entry] of shipped) {
  const licence = entry.license ?? 'none stated';
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), path]);
}

for (const [licence, paths] of byLicence) console.log(`${String(paths.length).padStart(4)}  ${licence}`);
const refused = shipped.filter(([, entry]) => !ALLOWED.has(entry.license));
for (const [path, entry] of refused)
  console.error(`refused: ${path} is ${entry.license ?? 'without a stated licence'}`);
process.exitCode = refused.length > 0 ? 1 : 0;
