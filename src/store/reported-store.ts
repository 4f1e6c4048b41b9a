import { errorCodeOf, type ErrorCode } from '../domain/errors.ts';
import type { OnReport, StatementName, Strategy } from '../observability/store-report.ts';
import type { GraphStore } from './graph-store.ts';
import type { ReadOptions } from './read-options.ts';

/** How many rows an answer of the port holds: the items of its pages or lists, else one. */
function rowsOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  if (answer instanceof Map) return [...answer.values()].reduce<number>((sum, part) => sum + rowsOf(part), 0);
  if (typeof answer === 'object' && answer !== null && 'items' in answer) return rowsOf(answer.items);
  return answer === null || answer === undefined ? 0 : 1;
}

/** The same store, with a report of each question. @param plan of all its questions; each question is its own plan where there is none. */
export function reportedStore(store: GraphStore, onReport: OnReport, plan?: Strategy): GraphStore {
  const timed = async <T>(statement: StatementName, options: ReadOptions, ask: () => Promise<T>): Promise<T> => {
    const { coordinate, requestId, operation = null } = options;
    const startedAt = performance.now();
    const report = (rows: number, code: ErrorCode | null): void => {
      const ms = performance.now() - startedAt;
      onReport({ coordinate, statement, plan: plan ?? statement, requestId, operation, ms, rows, code });
    };
    try {
      const answer = await ask();
      report(rowsOf(answer), null);
      return answer;
    } catch (error) {
      report(0, errorCodeOf(error));
      throw error;
    }
  };
  return {
    ...store,
    page: (question, options) => timed('page', options, () => store.page(question, options)),
    aggregate: (question, options) => timed('aggregate', options, () => store.aggregate(question, options)),
    byIds: (ids, options) => timed('byIds', options, () => store.byIds(ids, options)),
    byIdentifiers: (keys, options) => timed('byIdentifiers', options, () => store.byIdentifiers(keys, options)),
    entities: (question, options) => timed('entities', options, () => store.entities(question, options)),
    expand: (question, options) => timed('expand', options, () => store.expand(question, options)),
    topicPairs: (question, options) => timed('topicPairs', options, () => store.topicPairs(question, options)),
    paths: (question, options) => timed('paths', options, () => store.paths(question, options)),
    neighborhood: (question, options) => timed('neighborhood', options, () => store.neighborhood(question, options)),
    related: (question, options) => timed('related', options, () => store.related(question, options)),
    candidates: (question, options) => timed('candidates', options, () => store.candidates(question, options)),
  };
}
