/** The full-text conditions of a question, for both stores: which texts it holds, and which one RELEVANCE is about. */
import { unreachable } from '../domain/errors.ts';
import type { ResourceFilter } from '../domain/filter.ts';
import type { Scope } from './graph-store.ts';

function textsOf(filter: ResourceFilter): string[] {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.of.flatMap(textsOf);
    case 'not':
      return textsOf(filter.of);
    case 'links':
      return textsOf(filter.test.where);
    case 'text':
      return [filter.query];
    case 'value':
    case 'one':
    case 'some':
    case 'none':
    case 'every':
    case 'count':
      return [];
    default:
      return unreachable(filter);
  }
}

/** The filters of a question, the innermost first: its own, then those of the lists it is grouped from. */
function filtersOf(scope: Scope, filter: ResourceFilter): ResourceFilter[] {
  if (scope.relation !== 'ResourceGroup.resources') return [filter];
  return [filter, ...filtersOf(scope.within, scope.filter)];
}

/** Every text that a question asks for, at any depth, each once. */
export function textQueries(scope: Scope, filter: ResourceFilter): string[] {
  return [...new Set(filtersOf(scope, filter).flatMap(textsOf))];
}

function requiredText(filter: ResourceFilter): string | null {
  if (filter.op === 'text') return filter.query;
  if (filter.op !== 'and') return null;
  for (const part of filter.of) {
    const text = requiredText(part);
    if (text !== null) return text;
  }
  return null;
}

/**
 * The text that RELEVANCE orders by: the first that every item must match, of the question's own filter before those it is
 * grouped from. Null where there is none: RELEVANCE then leaves the order to the next term.
 */
export function relevanceQuery(scope: Scope, filter: ResourceFilter): string | null {
  for (const one of filtersOf(scope, filter)) {
    const text = requiredText(one);
    if (text !== null) return text;
  }
  return null;
}
