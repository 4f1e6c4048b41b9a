import { unreachable } from './errors.ts';
import type { ValueTest } from './filter.ts';
import { fold } from './text.ts';

/** Whether a value that is there passes a test; texts are folded for `contains` and `startsWith` only. */
export function passes(test: ValueTest, value: string | number): boolean {
  switch (test.is) {
    case 'eq':
      return value === test.value;
    case 'ne':
      return value !== test.value;
    case 'in':
      return test.values.includes(value);
    case 'notIn':
      return !test.values.includes(value);
    case 'gt':
      return Number(value) > test.value;
    case 'gte':
      return Number(value) >= test.value;
    case 'lt':
      return Number(value) < test.value;
    case 'lte':
      return Number(value) <= test.value;
    case 'contains':
      return fold(String(value)).includes(test.folded);
    case 'startsWith':
      return fold(String(value)).startsWith(test.folded);
    default:
      return unreachable(test);
  }
}
