/** As `npm test` runs it beside other tests, but on an idle machine, where every wait of the event loop is our own. */
import { expect, it } from 'vitest';
import { limits, runSearches } from '../checks/runaway-server.ts';

it('ends in time, lets others be answered, and never keeps the event loop for long (check 36 R)', async () => {
  const { stderr, searchesMs, lightP95Ms, gapMs } = await runSearches('max');
  console.log(`The longest wait of the event loop: ${gapMs.toFixed(0)} ms`);
  const most = limits(1);
  expect(stderr).not.toMatch(/Warning/);
  expect(searchesMs).toBeLessThan(most.searchesMs);
  expect(lightP95Ms).toBeLessThan(most.lightP95Ms);
  expect(gapMs).toBeLessThan(most.gapMs);
});
