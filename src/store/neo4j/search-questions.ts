/** Retrieval for search: words from memory, documents found by the full-text index. */
import type { ReadOptions, SearchQuestions } from '../graph-store.ts';
import type { QueryPlan } from '../../search/query-plan.ts';
import { indexQueries } from './lucene.ts';
import type { Revisions } from './revision.ts';
import type { Runner } from './run.ts';
import type { SearchIndex, SearchIndexes } from './search-index.ts';
import { candidatesRow, candidatesStatement } from './statements/search.ts';

/** The places of all documents, of whatever kind, that match a plan. One statement, or none where nothing can match. */
export async function findOrdinals(
  runner: Runner,
  { vocabulary }: SearchIndex,
  plan: QueryPlan,
  options: ReadOptions,
): Promise<readonly number[]> {
  const queries = indexQueries(plan, vocabulary.documentFrequency);
  if (queries === null) return [];
  const [row] = await runner.read(candidatesStatement(queries), candidatesRow, options);
  return row?.ordinals ?? [];
}

/** The answers of one database. */
export function createSearchQuestions(runner: Runner, revisions: Revisions, indexes: SearchIndexes): SearchQuestions {
  const indexFor = async (options: ReadOptions) => indexes.get((await revisions.ready(options)).catalog, options);
  return {
    vocabulary: async (options) => (await indexFor(options)).vocabulary,
    candidates: async ({ plan, kinds }, options) => {
      const index = await indexFor(options);
      const found = await findOrdinals(runner, index, plan, options);
      return found.flatMap((ordinal) => {
        const document = index.documents[ordinal];
        return document !== undefined && kinds.includes(document.kind) ? [document] : [];
      });
    },
  };
}
