/** Retrieval for search: the documents that hold each term. */
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

/** Documents by term: those of term n are `holders[offsets[n] .. offsets[n + 1])`, ascending. */
interface Postings {
  readonly numbers: ReadonlyMap<Term, number>;
  readonly offsets: Uint32Array;
  readonly holders: Uint32Array;
}

/** Which terms each document has, in the order of the documents: those of document d are `terms[starts[d] .. starts[d + 1])`. */
interface TermsOfDocuments {
  readonly numbers: ReadonlyMap<Term, number>;
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
}

/** Cuts texts to numbers of terms; a text that many documents have, as a topic's label or an author's name, once. */
function createCutter() {
  const numbers = new Map<Term, number>();
  const shared = new Map<string, readonly number[]>();
  const numberOf = (term: Term): number => {
    let number = numbers.get(term);
    if (number === undefined) numbers.set(term, (number = numbers.size));
    return number;
  };
  const cut = (text: string): readonly number[] => tokens(text).map(numberOf);
  const cutOnce = (text: string): readonly number[] => {
    let terms = shared.get(text);
    if (terms === undefined) shared.set(text, (terms = cut(text)));
    return terms;
  };
  return { numbers, cut, cutOnce };
}

async function cutDocuments(documents: readonly SearchDocument[]): Promise<TermsOfDocuments> {
  const { numbers, cut, cutOnce } = createCutter();
  const starts = new Uint32Array(documents.length + 1);
  /** By term, one more than the last document that has it. */
  const seen: number[] = [];
  let terms = new Uint32Array(documents.length * 32 + 1_024);
  let length = 0;
  const add = (term: number, document: number): void => {
    if (seen[term] === document + 1) return;
    seen[term] = document + 1;
    if (length === terms.length) {
      const more = new Uint32Array(length * 2);
      more.set(terms);
      terms = more;
    }
    terms[length] = term;
    length += 1;
  };
  for (let document = 0; document < documents.length; document += 1) {
    if (document % DOCUMENTS_AT_A_TIME === DOCUMENTS_AT_A_TIME - 1) await nextTurn();
    const { topics = [], authors = [], ...own } = documents[document]?.fields ?? {};
    for (const texts of Object.values(own)) for (const text of texts) for (const term of cut(text)) add(term, document);
    for (const texts of [topics, authors])
      for (const text of texts) for (const term of cutOnce(text)) add(term, document);
    starts[document + 1] = length;
  }
  return { numbers, starts, terms: terms.subarray(0, length) };
}

/** Turns terms by document into documents by term. */
function postingsOf({ numbers, starts, terms }: TermsOfDocuments): Postings {
  const offsets = new Uint32Array(numbers.size + 1);
  for (const term of terms) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1;
  for (let term = 0; term < numbers.size; term += 1)
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
  const next = offsets.slice();
  const holders = new Uint32Array(terms.length);
  for (let document = 0; document + 1 < starts.length; document += 1) {
    const end = starts[document + 1] ?? 0;
    for (let at = starts[document] ?? 0; at < end; at += 1) {
      const term = terms[at] ?? 0;
      const place = next[term] ?? 0;
      holders[place] = document;
      next[term] = place + 1;
    }
  }
  return { numbers, offsets, holders };
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

/** Built in steps, so that questions are answered meanwhile. */
export async function buildSearchIndex(records: GraphRecords): Promise<SearchIndex> {
  const documents = searchDocuments(records);
  await nextTurn();
  const postings = postingsOf(await cutDocuments(documents));
  const frequencies = new Map<Term, number>();
  for (const [term, number] of postings.numbers) {
    frequencies.set(term, (postings.offsets[number + 1] ?? 0) - (postings.offsets[number] ?? 0));
  }
  return {
    vocabulary: buildVocabulary({ documentCount: documents.length, frequencies }),
    candidates: (plan, kinds) => {
      if (plan.groups.length === 0) return [];
      const counts = matchedGroups(postings, plan, documents.length);
      return documents.filter(
        (document, number) => (counts[number] ?? 0) >= plan.minimumGroups && kinds.includes(document.kind),
      );
    },
  };
}
