/**
 * The tests of the product and those on Neo4j, at the same time: the one waits for the other's database half of the time. What
 * Neo4j's say is shown when they have ended; the last line counts both.
 * Plain JavaScript: it runs before anything is compiled.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const VITEST = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const CLOSING_LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;

/** Runs one project to its end; `show` gets each piece of its output. */
function run(project, show) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, [VITEST, 'run', '--project', project, ...process.argv.slice(2)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        show(chunk);
      });
    }
    child.once('close', (code) => resolve({ code, output }));
  });
}

const onNeo4j = run('neo4j', () => undefined);
const ofProduct = await run('product', (chunk) => process.stdout.write(chunk));
const { code, output } = await onNeo4j;
process.stdout.write(output);

const counts = [ofProduct.output, output].map((text) => [...text.matchAll(CLOSING_LINE)].at(-1)?.slice(1).map(Number));
// A run that ended before it could count has failed.
const [passed, failed, skipped] = [0, 1, 2].map((index) =>
  counts.reduce((sum, count) => sum + (count?.[index] ?? (index === 1 ? 1 : 0)), 0),
);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = ofProduct.code === 0 && code === 0 && failed === 0 ? 0 : 1;
