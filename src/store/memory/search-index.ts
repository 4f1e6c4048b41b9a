/** Retrieval for search: the documents that hold each term. */
import type { NodeKind } from '../../domain/ids.ts';
import { inSlices, type Waiting } from '../../domain/turns.ts';
import { documentFrequencies, type DocumentTerms } from '../../search/document-terms.ts';
import type { Alternative, QueryPlan } from '../../search/query-plan.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import type { Term } from '../../search/tokens.ts';
import { buildVocabulary, type Vocabulary } from '../../search/vocabulary.ts';
import type { GraphDocuments } from './search-documents.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** The numbers of documents of these kinds that match at least `plan.minimumGroups` groups, ascending. */
  matching(plan: QueryPlan, kinds: readonly NodeKind[]): number[];
  /** Those documents, made in slices; sorted by id. @throws what `waiting` throws, between two slices. */
  candidates(plan: QueryPlan, kinds: readonly NodeKind[], waiting: Waiting): Promise<SearchDocument[]>;
  readonly documents: GraphDocuments;
}

/** Documents by term: those of term n are `holders[offsets[n] .. offsets[n + 1])`, ascending. */
interface Postings extends Pick<DocumentTerms, 'offsets' | 'holders'> {
  readonly numbers: ReadonlyMap<Term, number>;
}

const NOBODY = new Uint32Array(0);

function holdersOf({ numbers, offsets, holders }: Postings, term: Term): Uint32Array {
  const number = numbers.get(term);
  return number === undefined ? NOBODY : holders.subarray(offsets[number] ?? 0, offsets[number + 1] ?? 0);
}

function holdingAll(postings: Postings, { terms }: Alternative): Uint32Array {
  const lists = terms.map((term) => holdersOf(postings, term)).toSorted((a, b) => a.length - b.length);
  const [shortest = NOBODY, ...others] = lists;
  return others.reduce((held, list) => {
    const present = new Set(list);
    return held.filter((number) => present.has(number));
  }, shortest);
}

/** How many groups each document matches. */
function matchedGroups(postings: Postings, plan: QueryPlan, size: number): Uint8Array {
  const counts = new Uint8Array(size);
  const lastGroup = new Uint8Array(size);
  plan.groups.forEach(({ alternatives }, index) => {
    for (const alternative of alternatives) {
      for (const number of holdingAll(postings, alternative)) {
        if (lastGroup[number] === index + 1) continue;
        lastGroup[number] = index + 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
  });
  return counts;
}

/** @param terms those of these documents. */
export function createSearchIndex(documents: GraphDocuments, terms: DocumentTerms): SearchIndex {
  const { offsets, holders } = terms;
  const { nodes } = documents;
  const postings: Postings = { numbers: new Map(terms.terms.map((term, number) => [term, number])), offsets, holders };
  const matching = (plan: QueryPlan, kinds: readonly NodeKind[]): number[] => {
    if (plan.groups.length === 0) return [];
    const counts = matchedGroups(postings, plan, nodes.length);
    const found: number[] = [];
    for (let number = 0; number < counts.length; number += 1) {
      if ((counts[number] ?? 0) < plan.minimumGroups) continue;
      const kind = nodes[number]?.kind;
      if (kind !== undefined && kinds.includes(kind)) found.push(number);
    }
    return found;
  };
  return {
    vocabulary: buildVocabulary({ documentCount: nodes.length, frequencies: new Map(documentFrequencies(terms)) }),
    documents,
    matching,
    candidates: async (plan, kinds, waiting) => {
      const found: SearchDocument[] = [];
      await inSlices(matching(plan, kinds), (number) => void found.push(documents.at(number)), waiting);
      return found;
    },
  };
}
