/** Filters on venues, editions and sources, decided in memory: there are few, and the store holds them all. */
import { unreachable } from '../../domain/errors.ts';
import type { EditionFilter, SourceFilter, ValueTest, VenueFilter } from '../../domain/filter.ts';
import { fold } from '../../domain/text.ts';

/** Whether a value passes a test. */
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

interface Filtered {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly year?: number;
}

/** Whether a node passes a filter. A missing year passes `ne` and `notIn` only. */
export function accepts(filter: VenueFilter | EditionFilter | SourceFilter, node: Filtered): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => accepts(part, node));
    case 'or':
      return filter.of.some((part) => accepts(part, node));
    case 'not':
      return !accepts(filter.of, node);
    case 'value': {
      const value = node[filter.field];
      if (value === undefined) return filter.test.is === 'ne' || filter.test.is === 'notIn';
      return passes(filter.test, value);
    }
    default:
      return unreachable(filter);
  }
}
