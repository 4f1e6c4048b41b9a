import { afterEach, expect, it } from 'vitest';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { startSmallServer, type SmallServer } from '../http/small-server.ts';
import { runRandomOperations } from './random-run.ts';

let server: SmallServer | null = null;
afterEach(() => server?.stop());

it('answers any valid operation within the schema, or refuses it (check 19)', async () => {
  server = await startSmallServer();
  const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 1_000_000);
  const { faults, outcomes } = await runRandomOperations({
    url: server.url,
    graph: SMALL_GRAPH,
    seed,
    count: 200,
    atOnce: 2,
  });
  expect({ seed, faults }).toEqual({ seed, faults: [] });
  expect(outcomes['200 OK']).toBeGreaterThan(100);
});
