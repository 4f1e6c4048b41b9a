/** Retrieval for search: the documents that hold each term. */
import SearchableMap from 'minisearch/SearchableMap';
import type { NodeKind } from '../../domain/ids.ts';
import type { GraphRecords } from '../../domain/model.ts';
import { searchDocuments } from '../../search/documents.ts';
import type { Alternative, QueryPlan } from '../../search/query-plan.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { tokens, type Term } from '../../search/tokens.ts';
import { buildVocabulary, type Vocabulary } from '../../search/vocabulary.ts';

export interface SearchIndex {
  readonly vocabulary: Vocabulary;
  /** Documents of these kinds that match at least `plan.minimumGroups` groups, sorted by id. */
  candidates(plan: QueryPlan, kinds: readonly NodeKind[]): SearchDocument[];
}

/** Documents that are cut before others get their turn. */
const DOCUMENTS_AT_A_TIME = 400;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Documents of each term, ascending. */
async function postingsOf(documents: readonly SearchDocument[]): Promise<Map<Term, number[]>> {
  const postings = new Map<Term, number[]>();
  // Labels of topics stand in many documents; each is cut once.
  const cut = new Map<string, readonly Term[]>();
  for (let number = 0; number < documents.length; number += 1) {
    if (number % DOCUMENTS_AT_A_TIME === DOCUMENTS_AT_A_TIME - 1) await nextTurn();
    const { topics = [], authors = [], ...own } = documents[number]?.fields ?? {};
    for (const text of topics) if (!cut.has(text)) cut.set(text, tokens(text));
    const shared = topics.flatMap((text) => cut.get(text) ?? []);
    for (const terms of [shared, ...[...authors, ...Object.values(own).flat()].map(tokens)]) {
      for (const term of terms) {
        const holders = postings.get(term);
        if (holders === undefined) postings.set(term, [number]);
        else if (holders.at(-1) !== number) holders.push(number);
      }
    }
  }
  return postings;
}

/** Documents by term; a radix tree, which keeps what terms have in common once. */
type Postings = Pick<SearchableMap<Uint32Array>, 'get'>;

const NOBODY = new Uint32Array(0);

function holdingAll(postings: Postings, { terms }: Alternative): Uint32Array {
  const lists = terms.map((term) => postings.get(term) ?? NOBODY).toSorted((a, b) => a.length - b.length);
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

/** Built in steps, so that questions are answered meanwhile. */
export async function buildSearchIndex(records: GraphRecords): Promise<SearchIndex> {
  const documents = searchDocuments(records);
  await nextTurn();
  const postings = await postingsOf(documents);
  const frequencies = new Map<Term, number>();
  const packed = new SearchableMap<Uint32Array>();
  for (const [term, numbers] of postings) {
    frequencies.set(term, numbers.length);
    packed.set(term, Uint32Array.from(numbers));
  }
  return {
    vocabulary: buildVocabulary({ documentCount: documents.length, frequencies }),
    candidates: (plan, kinds) => {
      if (plan.groups.length === 0) return [];
      const counts = matchedGroups(packed, plan, documents.length);
      return documents.filter(
        (document, number) => (counts[number] ?? 0) >= plan.minimumGroups && kinds.includes(document.kind),
      );
    },
  };
}
