/** Full text over one graph: the index, made when it is first asked for, and what the texts of filters match. */
import type { Resource } from '../../domain/model.ts';
import { findDocumentTerms, type DocumentTerms } from '../../search/document-terms.ts';
import { planQuery } from '../../search/plan.ts';
import { rankDocuments } from '../../search/rank.ts';
import { bitsOf, type Bits } from './bits.ts';
import { ordinalIn, type NodeTable } from './node-table.ts';
import { rankColumn, type RankColumn } from './order-columns.ts';
import type { GraphDocuments } from './search-documents.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

/** What one text matches. */
export interface TextMatches {
  readonly accepted: Bits;
  /** Scores of the resources that match; null for the others. Made when it is first asked for. */
  relevance(): RankColumn;
}

export interface FullText {
  /** Starts the index, or waits for it. Must have ended before `matches`. */
  index(): Promise<SearchIndex>;
  /** @throws Error (a bug) before the index is there. */
  matches(query: string): TextMatches;
}

/** Texts whose matches are kept: a request asks page, totals and groups of one text, and the next page soon after. */
const KEPT_TEXTS = 32;

function matchesOf(index: SearchIndex, resources: NodeTable<Resource>, query: string): TextMatches {
  const plan = planQuery(query, index.vocabulary, 'filter');
  const found = index.matching(plan, ['RESOURCE']);
  const { nodes, at } = index.documents;
  const ordinals = found.flatMap((number) => nodes[number] ?? []).map(({ id }) => ordinalIn(resources, id));
  let column: RankColumn | null = null;
  return {
    accepted: bitsOf(ordinals, resources.nodes.length),
    relevance: () => {
      if (column === null) {
        const hits = rankDocuments(plan, found.map(at), index.vocabulary);
        const scores = new Map<string, number>(hits.map(({ document, score }) => [document.id, score]));
        column = rankColumn(resources.nodes.map(({ id }) => scores.get(id) ?? null));
      }
      return column;
    },
  };
}

/** @param terms those of the documents, where they are known; otherwise all documents are made and cut. */
export function createFullText(
  documentsOf: () => GraphDocuments,
  terms: DocumentTerms | null,
  resources: NodeTable<Resource>,
): FullText {
  const kept = new Map<string, TextMatches>();
  let started: Promise<SearchIndex> | null = null;
  let ready: SearchIndex | null = null;
  const make = async (): Promise<SearchIndex> => {
    const documents = documentsOf();
    ready = createSearchIndex(documents, terms ?? (await findDocumentTerms(documents.all(), documents.nodes.length)));
    return ready;
  };
  return {
    index: () => (started ??= make()),
    matches: (query) => {
      if (ready === null) throw new Error('The search index is not there yet');
      const matches = kept.get(query) ?? matchesOf(ready, resources, query);
      // Asked again, it is the newest; the oldest goes first.
      kept.delete(query);
      kept.set(query, matches);
      if (kept.size > KEPT_TEXTS) kept.delete(kept.keys().next().value ?? '');
      return matches;
    },
  };
}
