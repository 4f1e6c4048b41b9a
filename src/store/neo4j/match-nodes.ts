/** Filters on venues, editions and sources, decided in memory: there are few, and the store holds them all. */
import { unreachable } from '../../domain/errors.ts';
import type { EditionFilter, SourceFilter, VenueFilter } from '../../domain/filter.ts';
import { passes } from '../../domain/value-test.ts';

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
