/**
 * Compiles src to dist when a source is newer than the last build, so that a second `npm start` waits for no compiler.
 * Plain JavaScript: it runs before anything is compiled.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');
const inputs = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Newest change among the sources; a folder's own time tells of files that were removed. */
function newestChange() {
  const entries = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', String(name)));
  return Math.max(...[...inputs, 'src', ...entries].map((name) => statSync(join(root, name)).mtimeMs));
}

function lastBuild() {
  return statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const startedAt = new Date();
if (newestChange() > lastBuild()) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error('The build failed. With packages missing, run `npm ci` first.');
    process.exit(1);
  }
  writeFileSync(stamp, '');
  // A source saved while the compiler ran must count as newer than this build.
  utimesSync(stamp, startedAt, startedAt);
}
