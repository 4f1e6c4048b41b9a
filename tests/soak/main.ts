/** `npm run soak`: half an hour of questions, attacks, clients that leave and failures; what grows, and what becomes slower. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readArguments, UsageError } from '../../src/cli/arguments.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { progressDisplay } from '../../src/ingest/progress.ts';
import { quantile } from '../checks/light-client.ts';
import { startProduct, type Product } from '../http/product.ts';
import { createClient, type Client } from './client.ts';
import { judge, table, type Held, type Sample } from './held.ts';
import { distinctDocument, requestOf } from './requests.ts';

const SERVER = ['--expose-gc', '--import', 'tsx', 'tests/soak/soak-server.ts'];
const PER_SECOND = 50;
/** The engine keeps documents it has read, and grows until it has so many. */
const DISTINCT_DOCUMENTS = 60_000;
const AT_ONCE = 32;
const DEFAULT_MINUTES = 30;
/** The mix runs so long before anything is counted, to fill the response cache. */
const MIX_WARM_UP_MS = 180_000;
const SETTLE_MS = 1_000;

const HELP = `Asks the product for ${DEFAULT_MINUTES} minutes, ${PER_SECOND} times a second: 60 % questions, 20 % attacks, 10 % clients that leave, 10 % failures of the store.

  SOAK_MINUTES=30 npm run soak [-- --help]

Before that it sends ${DISTINCT_DOCUMENTS} distinct documents. It fails when memory, handles or times grow; times mean something on an idle machine only.
`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** @throws UsageError */
function minutesOf(text: string | undefined): number {
  const minutes = Number(text === undefined || text === '' ? DEFAULT_MINUTES : text);
  if (!Number.isFinite(minutes) || minutes < 1 || minutes > 1_440) {
    throw new UsageError('SOAK_MINUTES must be a number from 1 to 1440.');
  }
  return minutes;
}

/** What the server holds while nobody asks it. */
async function look(product: Product, client: Client): Promise<Held> {
  client.disconnect();
  await sleep(SETTLE_MS);
  const linesBefore = product.stdout().split('\n').length;
  product.process.kill('SIGUSR2');
  for (;;) {
    const lines = product.stdout().split('\n');
    if (lines.length > linesBefore) return JSON.parse(lines.at(-2) ?? '') as Held;
    await sleep(50);
  }
}

async function warmUp(client: Client, next: () => ReturnType<typeof requestOf>): Promise<void> {
  const display = progressDisplay(process.stderr);
  let sent = 0;
  const worker = async (): Promise<void> => {
    while (sent < DISTINCT_DOCUMENTS) {
      const body = distinctDocument(sent++);
      await client.askOnce({ kind: 'attack', body, right: [200], leavesAfterMs: null });
      if (sent % 1_000 === 0)
        display.onProgress({ phase: 'distinct documents', done: sent, total: DISTINCT_DOCUMENTS });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  display.stop();
  await client.ask(next, PER_SECOND, MIX_WARM_UP_MS);
}

interface Course {
  readonly samples: readonly Sample[];
  readonly times: readonly [readonly number[], readonly number[]];
}

async function soak(product: Product, client: Client, minutes: number): Promise<Course> {
  let index = 0;
  const next = () => requestOf(index++);
  say(`Warming up: ${DISTINCT_DOCUMENTS} distinct documents, then the mix for three minutes.`);
  await warmUp(client, next);
  client.takeTimes();
  const samples: Sample[] = [{ minutes: 0, ...(await look(product, client)) }];
  const times: [number[], number[]] = [[], []];
  for (let minute = 1; minute <= minutes; minute += 1) {
    await client.ask(next, PER_SECOND, 60_000);
    const taken = client.takeTimes();
    times[minute <= minutes / 2 ? 0 : 1].push(...taken);
    const held = await look(product, client);
    samples.push({ minutes: minute, ...held });
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    say(
      `minute ${minute} of ${minutes}: heap ${megabytes(held.heapBytes)}, resident ${megabytes(held.rssBytes)}, ` +
        `${held.handles} handles, ${held.sockets} sockets, p99 ${quantile(taken, 0.99).toFixed(0)} ms`,
    );
  }
  return { samples, times };
}

await runCommand(async () => {
  const { values } = readArguments(process.argv.slice(2), { help: { type: 'boolean', short: 'h' } });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const minutes = minutesOf(process.env['SOAK_MINUTES']);
  const product = await startProduct({ LOG_LEVEL: 'silent' }, SERVER);
  try {
    const client = createClient(product.url);
    const { samples, times } = await soak(product, client, minutes);
    const unexpected = [...client.unexpected.values()].reduce((sum, count) => sum + count, 0);
    const figures = judge(samples, times, unexpected);
    process.stdout.write(`\n${table(figures)}`);
    for (const [what, count] of client.unexpected) process.stdout.write(`  ${what}: ${count}\n`);
    return figures.every(({ isHeld }) => isHeld) ? 0 : 1;
  } finally {
    await product.stop();
  }
});
