/**
 * Names every platform's package in a lock file. npm drops an optional package that the registry at hand does not carry,
 * and `npm ci` then refuses the lock wherever another registry does carry it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Adds the optional packages that a lock file lists but does not describe: those of other platforms.

  npm run complete-lock -- [--check] [--checksums] [FILE]

  FILE         the lock file; package-lock.json of this project where none is named
  --check      changes nothing; fails when packages are missing
  --checksums  asks the registry for the checksum of each package added; left out where it cannot say
  --help       this text

Run it after every change of dependencies, then \`npm ci\` in a fresh clone.
`;

const OS = /^(?:aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/;
const CPU = /^(?:arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)$/;
const LIBC = new Map([
  ['gnu', 'glibc'],
  ['musl', 'musl'],
]);

/** Where a package that `from` depends on may lie: beside it, or in any folder above. */
function placesOf(name, from) {
  const folders = from.split('/node_modules/');
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/node_modules/'));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

/** Optional dependencies that the lock lists without an entry of their own, in the order of the lock. */
function missingFrom(packages) {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(name, from).some((place) => place in packages))
      .map(([name, version]) => ({ name, version, from })),
  );
}

/** The platform a package is for, as its name spells it: `@oxlint/binding-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => OS.test(word)).slice(-1);
  const cpu = words.filter((word) => CPU.test(word)).slice(-1);
  const libc = os[0] === 'linux' ? words.flatMap((word) => LIBC.get(word) ?? []) : [];
  return { os, cpu, libc };
}

/** The published checksum, or undefined where this registry does not carry the package. */
function checksumOf(name, version) {
  try {
    const answer = execFileSync('npm', ['view', `${name}@${version}`, 'dist.integrity', '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /"(sha512-[^"]+)"/.exec(answer)?.[1];
  } catch {
    return undefined;
  }
}

/** A package's entry as npm writes it: version and checksum first, then by name, what is empty left out. */
function entryOf({ name, version, from }, packages, withChecksum) {
  const { os, cpu, libc } = platformOf(name);
  if (os.length === 0 || cpu.length === 0 || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version} is missing, and its name and version do not tell what it is: run npm install.`);
  }
  const { dev, devOptional, license, engines } = packages[from];
  const integrity = withChecksum ? checksumOf(name, version) : undefined;
  const scope = { dev, devOptional };
  const filled = libc.length > 0 ? libc : undefined;
  return { version, integrity, cpu, ...scope, libc: filled, license, optional: true, os, engines };
}

function complete(lock, missing, withChecksums) {
  const packages = { ...lock.packages };
  for (const one of missing) packages[`node_modules/${one.name}`] = entryOf(one, lock.packages, withChecksums);
  const sorted = Object.keys(packages).toSorted((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted.map((place) => [place, packages[place]])) };
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      checksums: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(HELP.trimEnd());
  const file = positionals[0] ?? fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFrom(lock.packages);
  for (const { name, version } of missing) console.log(`${values.check ? 'missing' : 'added'}: ${name}@${version}`);
  if (values.check && missing.length > 0) {
    throw new Error('The lock leaves packages of other platforms out: run npm run complete-lock.');
  }
  if (missing.length > 0)
    writeFileSync(file, `${JSON.stringify(complete(lock, missing, values.checksums), null, 2)}\n`);
  else console.log('The lock is complete.');
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
