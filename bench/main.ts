/** `npm run bench`: how fast three questions are answered on each store, beside a server that does nothing. */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ask, measure, type Figures, type RoundLimits } from './measure.ts';
import { startBare, startOnMemory, startOnNeo4j, type RunningServer } from './servers.ts';

const HERE = import.meta.dirname;
const LIMITS: RoundLimits = { rounds: 4, requestsPerRound: 200, roundMs: 800 };
const LIST = `{ resources(first: 100, orderBy: [{ field: YEAR }, { field: TITLE, direction: ASC }]) { totalCount nodes {
  id title year url authors(first: 3) { nodes { id name } } topics(first: 3) { edges { score node { slug name } } } } } }`;

interface Question {
  readonly name: string;
  readonly body: string;
}

async function questions(): Promise<readonly Question[]> {
  const first = await readFile(
    path.join(HERE, '../questions/01-papers-by-venue-touching-mlops-testing.graphql'),
    'utf8',
  );
  const texts = {
    'question 01': first,
    'a list': LIST,
    'one node': '{ node(id: "Topic:feature-store") { id ... on Topic { name } } }',
  };
  return Object.entries(texts).map(([name, query]) => ({ name, body: JSON.stringify({ query }) }));
}

function row(question: string, bytes: number, figures: Figures): string {
  const { name, count, perSecond, p50Ms, p95Ms, p99Ms } = figures;
  const times = [p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(2));
  const size = (bytes / 1_000).toFixed(1);
  return `| ${[question, size, name, count, perSecond.toFixed(0), ...times].join(' | ')} |`;
}

/** Measures one question on all servers, each with a bare twin that returns the same bytes. */
async function rowsOf(question: Question, servers: readonly RunningServer[]): Promise<string[]> {
  const answers = await Promise.all(servers.map((server) => ask(server.url, question.body)));
  const failed = answers.find((answer) => answer.toString().startsWith('{"errors"'));
  if (failed !== undefined) throw new Error(`${question.name}: ${failed.toString().slice(0, 300)}`);
  const bare = await Promise.all(
    servers.map((server, index) => startBare(`bare, bytes of ${server.name}`, answers[index] ?? Buffer.alloc(0))),
  );
  try {
    const targets = servers.flatMap((server, index) => [server, ...bare.slice(index, index + 1)]);
    const figures = await measure(targets, question.body, LIMITS);
    return figures.map((entry, index) => row(question.name, answers[index >> 1]?.length ?? 0, entry));
  } finally {
    await Promise.all(bare.map((server) => server.stop()));
  }
}

async function main(): Promise<void> {
  const servers: RunningServer[] = [];
  try {
    servers.push(await startOnMemory());
    const neo4j = await startOnNeo4j();
    if (neo4j !== null) servers.push(neo4j);
    const lines = ['| question | kB | server | requests | requests/s | p50 ms | p95 ms | p99 ms |'];
    lines.push('| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |');
    for (const question of await questions()) lines.push(...(await rowsOf(question, servers)));
    const cpu = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
    const intro = [
      '# Measurements',
      `\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}, ${cpu}. One client on one connection; rounds in turns.`,
    ];
    const text = `${intro.join('\n\n')}\n\n${lines.join('\n')}\n`;
    process.stdout.write(`${lines.join('\n')}\n`);
    await writeFile(path.join(HERE, 'results.md'), text);
  } finally {
    for (const server of servers) await server.stop();
  }
}

await main();
process.exit(0);
