import { it } from 'vitest';
import { checkRunaway } from './runaway-server.ts';

it('ends in time, lets others be answered, and gives its memory back (check 36 R)', () => checkRunaway('p90'));
