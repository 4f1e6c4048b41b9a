/**
 * What is checked before the tests, all at once: types, lint, format, and the build that the tests start. Each says nothing
 * when it is content; else its whole output is printed, one check after another.
 * Plain JavaScript: it runs before anything is compiled.
 */
import { spawn } from 'node:child_process';

const CHECKS = ['typecheck', 'lint', 'format:check', 'build'];

/** Runs an npm script to its end. */
function run(name) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ name, ok: false, output: error.message }));
    child.once('close', (code) => resolve({ name, ok: code === 0, output }));
  });
}

const results = await Promise.all(CHECKS.map(run));
for (const { name, ok, output } of results) {
  if (!ok) console.error(`${name} failed:\n${output}`);
}
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(failed.length === 0 ? `Passed: ${CHECKS.join(', ')}` : `Failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
