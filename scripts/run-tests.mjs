/**
 * The tests of the product and those on Neo4j, at the same time: the one waits for the other's database half of the time. Each
 * project on Neo4j has a server of its own; where NEO4J_URI names the only one, they follow each other. What they say is
 * shown when they have ended; the last line counts all.
 * Plain JavaScript: it runs before anything is compiled.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const VITEST = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const CLOSING_LINE = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;
const OF_PRODUCT = ['product', 'counted'];
const ON_NEO4J = ['neo4j', 'neo4j-seed'];

/** Runs projects to their end, one after another; `show` gets each piece of their output. */
function run(projects, show) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(
      process.execPath,
      [
        VITEST,
        'run',
        '--passWithNoTests',
        ...projects.flatMap((name) => ['--project', name]),
        ...process.argv.slice(2),
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        show(chunk);
      });
    }
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function runOnNeo4j() {
  const quietly = (project) => run([project], () => undefined);
  if (!process.env.NEO4J_URI) return Promise.all(ON_NEO4J.map(quietly));
  const results = [];
  for (const project of ON_NEO4J) results.push(await quietly(project));
  return results;
}

const onNeo4j = runOnNeo4j();
const ofProduct = await run(OF_PRODUCT, (chunk) => process.stdout.write(chunk));
const results = [ofProduct, ...(await onNeo4j)];
for (const { output } of results.slice(1)) process.stdout.write(output);

/** Passed, failed, skipped. A run that ended before it could count has failed, unless no file of it was asked for. */
function countsOf({ code, output }) {
  return [...output.matchAll(CLOSING_LINE)].at(-1)?.slice(1).map(Number) ?? [0, code === 0 ? 0 : 1, 0];
}

const counts = results.map(countsOf);
const [passed, failed, skipped] = [0, 1, 2].map((index) => counts.reduce((sum, count) => sum + count[index], 0));
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = results.every(({ code }) => code === 0) && failed === 0 ? 0 : 1;
