/** Retrieval for search: words from memory, documents found by postings held here, or else by the full-text index. */
import { NODE_KINDS } from '../../domain/ids.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import type { ReadOptions, SearchQuestions } from '../graph-store.ts';
import type { CandidatesQuestion } from '../search-questions.ts';
import { indexQueries } from './lucene.ts';
import type { Revisions } from './revision.ts';
import type { Runner } from './run.ts';
import type { SearchIndex, SearchIndexes } from './search-index.ts';
import { candidatesRow, candidatesStatement } from './statements/search.ts';

/** The places of the documents of these kinds that match a plan. One statement of the full-text index, or none with postings. */
export async function findOrdinals(
  runner: Runner,
  { vocabulary, kinds: kindOf, postings }: SearchIndex,
  { plan, kinds }: CandidatesQuestion,
  options: ReadOptions,
): Promise<readonly number[]> {
  const wanted = NODE_KINDS.map((kind) => kinds.includes(kind));
  const isWanted = (ordinal: number): boolean => wanted[kindOf[ordinal] ?? -1] === true;
  if (postings !== null) return postings.matching(plan, isWanted);
  const queries = indexQueries(plan, vocabulary.documentFrequency);
  if (queries === null) return [];
  const [row] = await runner.read(candidatesStatement(queries), candidatesRow, options);
  return (row?.ordinals ?? []).filter(isWanted);
}

/** The answers of one database. */
export function createSearchQuestions(runner: Runner, revisions: Revisions, indexes: SearchIndexes): SearchQuestions {
  const indexFor = async (options: ReadOptions) => indexes.get(await revisions.ready(options), options);
  return {
    vocabulary: async (options) => (await indexFor(options)).vocabulary,
    candidates: async (question, options) => {
      const index = await indexFor(options);
      const found = await findOrdinals(runner, index, question, options);
      const documents: SearchDocument[] = [];
      for (const ordinal of found) {
        const document = index.documents[ordinal];
        if (document !== undefined) documents.push(document);
      }
      return documents;
    },
  };
}
