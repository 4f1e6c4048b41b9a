/** As `npm test` runs it beside other tests, but on an idle machine, where every wait of the event loop is our own. */
import { it } from 'vitest';
import { checkRunaway } from '../checks/runaway-server.ts';

it('ends in time, lets others be answered, and never keeps the event loop for long (check 36 R)', () =>
  checkRunaway('max'));
