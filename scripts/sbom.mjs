/**
 * Prints the bill of materials of what is shipped. npm makes it, from a lock that holds production packages only: with
 * `--omit dev` npm 10 and 11 leave out every package that a development package needs too, graphql among them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Prints a bill of materials (CycloneDX, JSON) of the production packages.

  npm run sbom --silent > sbom.json

  --help  this text

The packages for traces are optional and not in it.
`;

function fromRoot(name) {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8'));
}

const NOT_SHIPPED = ['devDependencies', 'peerDependencies', 'peerDependenciesMeta'];

/** A manifest, or the lock's own entry for it, that names production packages only. */
function shippedManifest(manifest) {
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !NOT_SHIPPED.includes(key)));
}

function shippedLock(lock) {
  const entries = Object.entries(lock.packages).filter(([, entry]) => !entry.dev);
  const packages = entries.map(([place, entry]) => [place, place === '' ? shippedManifest(entry) : entry]);
  return { ...lock, packages: Object.fromEntries(packages) };
}

function main() {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) return console.log(HELP.trimEnd());
  const manifest = fromRoot('package.json');
  const scratch = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    // npm names the product after its folder.
    const folder = join(scratch, manifest.name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify(shippedManifest(manifest)));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(shippedLock(fromRoot('package-lock.json'))));
    const words = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
    process.stdout.write(execFileSync('npm', words, { cwd: folder, maxBuffer: 1e8 }));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
