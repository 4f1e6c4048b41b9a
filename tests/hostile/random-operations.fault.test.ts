/** RANDOM_OPERATIONS says how many, FAST_CHECK_SEED from which seed. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { seedGraph } from '../graphs/seed-graph.ts';
import { startProduct, type Product } from '../http/product.ts';
import { runRandomOperations } from './random-run.ts';

const { RANDOM_OPERATIONS: count = '20000', FAST_CHECK_SEED: given } = process.env;
const LONG = { timeout: 7_200_000 };
const AT_ONCE = 4;
const READY_WITHIN_MS = 120_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ LOG_LEVEL: 'info' });
  await vi.waitUntil(() => product.stderr().includes('warmed up'), { timeout: READY_WITHIN_MS, interval: 200 });
}, READY_WITHIN_MS * 2);
afterAll(async () => {
  await product.stop();
});

it('answers 20,000 random operations over the seed without a failure of its own (check 19)', LONG, async () => {
  const seed = Number(given ?? Date.now() % 1_000_000);
  process.stderr.write(`Random operations: seed ${seed}; FAST_CHECK_SEED=${seed} sends them again\n`);
  const run = { url: product.url, graph: await seedGraph(), seed, count: Number(count), atOnce: AT_ONCE };
  const { faults, outcomes, slowestMs } = await runRandomOperations(run);
  process.stderr.write(`${JSON.stringify(outcomes)}, the slowest in ${Math.round(slowestMs)} ms\n`);
  expect({ seed, faults }).toEqual({ seed, faults: [] });
  expect(product.process.exitCode).toBeNull();
  expect(product.stderr()).not.toMatch(/request failed|unhandled/i);
});
