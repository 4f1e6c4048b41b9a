/** A few documents with the vocabulary of their words. */
import { nodeId, type NodeKind } from '../../src/domain/ids.ts';
import { planQuery } from '../../src/search/plan.ts';
import type { PlanMode, QueryPlan } from '../../src/search/query-plan.ts';
import { rankDocuments } from '../../src/search/rank.ts';
import type { SearchDocument } from '../../src/search/search-document.ts';
import { tokens } from '../../src/search/tokens.ts';
import { buildVocabulary, countTerms, type Vocabulary } from '../../src/search/vocabulary.ts';

export interface DocumentSketch {
  readonly kind?: NodeKind;
  readonly fields: SearchDocument['fields'];
  readonly popularity?: number;
  readonly year?: number;
}
export interface Corpus {
  readonly documents: readonly SearchDocument[];
  readonly vocabulary: Vocabulary;
  readonly plan: (text: string, mode?: PlanMode) => QueryPlan;
  /** Slugs, best first; every document is a candidate. */
  readonly order: (text: string, mode?: PlanMode) => string[];
}

export function buildCorpus(sketches: Readonly<Record<string, DocumentSketch>>): Corpus {
  const documents = Object.entries(sketches).map(
    ([slug, { kind = 'RESOURCE', fields, popularity = 1, year = null }]): SearchDocument => ({
      id: nodeId(kind, slug),
      kind,
      fields,
      popularity,
      year,
      context: null,
    }),
  );
  const vocabulary = buildVocabulary(
    countTerms(documents.map(({ fields }) => Object.values(fields).flat().flatMap(tokens))),
  );
  const plan = (text: string, mode: PlanMode = 'search') => planQuery(text, vocabulary, mode);
  const order = (text: string, mode: PlanMode = 'search') =>
    rankDocuments(plan(text, mode), documents, vocabulary)
      .filter(({ groupCount }) => groupCount > 0)
      .map(({ document }) => document.id.slice(document.id.indexOf(':') + 1));
  return { documents, vocabulary, plan, order };
}
