import { expect, it } from 'vitest';
import { TRIES } from './light-client.ts';
import { limits, runSearches } from './runaway-server.ts';

it('ends in time, lets others be answered, and gives its memory back (check 36 R)', TRIES, async () => {
  const { scale, stderr, searchesMs, lightP95Ms, gapMs } = await runSearches('p90');
  const most = limits(scale);
  expect(stderr).not.toMatch(/Warning/);
  expect(searchesMs).toBeLessThan(most.searchesMs);
  expect(lightP95Ms).toBeLessThan(most.lightP95Ms);
  expect(gapMs).toBeLessThan(most.gapMs);
});
