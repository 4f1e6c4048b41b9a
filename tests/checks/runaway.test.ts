import { expect, it } from 'vitest';
import { TRIES } from './light-client.ts';
import { LIMITS, runSearches } from './runaway-server.ts';

it('ends in time, lets others be answered, and gives its memory back (check 36 R)', TRIES, async () => {
  const { stderr, searchesMs, lightP95Ms, gapMs } = await runSearches('p90');
  expect(stderr).not.toMatch(/Warning/);
  expect(searchesMs).toBeLessThan(LIMITS.searchesMs);
  expect(lightP95Ms).toBeLessThan(LIMITS.lightP95Ms);
  expect(gapMs).toBeLessThan(LIMITS.gapMs);
});
