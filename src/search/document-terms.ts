/** Which documents hold each term: what retrieval in this process stands on. Made once for a graph, and kept with its snapshot. */
import { inSlices, nextTurn } from '../domain/turns.ts';
import { SEARCH_FIELDS, type SearchDocument } from './search-document.ts';
import { tokens, type Term } from './tokens.ts';

/** Documents are numbered in the order of their ids; those of term n are `holders[offsets[n] .. offsets[n + 1])`, ascending. */
export interface DocumentTerms {
  readonly documentCount: number;
  /** Each once. */
  readonly terms: readonly Term[];
  readonly offsets: Uint32Array;
  readonly holders: Uint32Array;
}

/** Texts of these fields stand in many documents, and are cut once. */
const SHARED: ReadonlySet<string> = new Set(['topics', 'authors']);
/** Room for the terms of a document, to begin with. */
const USUAL_TERMS = 32;

/** Cuts texts to numbers of terms. */
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

/** Terms in the order of the documents: those of document d are `terms[starts[d] .. starts[d + 1])`, each once. */
interface Cut {
  readonly numbers: ReadonlyMap<Term, number>;
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
}

/** Numbers of terms by document, as documents are added in their order. */
function createCut(documentCount: number) {
  const { numbers, cut, cutOnce } = createCutter();
  const starts = new Uint32Array(documentCount + 1);
  /** By term, one more than the last document that has it. */
  const seen: number[] = [];
  let terms = new Uint32Array(documentCount * USUAL_TERMS + 1_024);
  let length = 0;
  const addTerm = (term: number, document: number): void => {
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
  return {
    add: ({ fields }: SearchDocument, document: number): void => {
      for (const field of SEARCH_FIELDS) {
        const cutText = SHARED.has(field) ? cutOnce : cut;
        for (const text of fields[field] ?? []) for (const term of cutText(text)) addTerm(term, document);
      }
      starts[document + 1] = length;
    },
    all: (): Cut => ({ numbers, starts, terms: terms.subarray(0, length) }),
  };
}

/** Turns terms by document into documents by term. */
function byTerm({ numbers, starts, terms }: Cut): DocumentTerms {
  const offsets = new Uint32Array(numbers.size + 1);
  for (const term of terms) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1;
  for (let term = 0; term < numbers.size; term += 1)
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
  const next = offsets.slice();
  const holders = new Uint32Array(terms.length);
  const documentCount = starts.length - 1;
  for (let document = 0; document < documentCount; document += 1) {
    const end = starts[document + 1] ?? 0;
    for (let at = starts[document] ?? 0; at < end; at += 1) {
      const term = terms[at] ?? 0;
      const place = next[term] ?? 0;
      holders[place] = document;
      next[term] = place + 1;
    }
  }
  return { documentCount, terms: [...numbers.keys()], offsets, holders };
}

/** Cuts all documents, in the order of their ids; in slices, so that questions are answered meanwhile. */
export async function findDocumentTerms(
  documents: Iterable<SearchDocument>,
  documentCount: number,
): Promise<DocumentTerms> {
  const cut = createCut(documentCount);
  let number = 0;
  await inSlices(documents, (document) => {
    cut.add(document, number);
    number += 1;
  });
  await nextTurn();
  return byTerm(cut.all());
}

/** The other way round: the numbers of the terms of each document, by its number. */
export function termsByDocument({ documentCount, offsets, holders }: DocumentTerms): (document: number) => Uint32Array {
  const starts = new Uint32Array(documentCount + 1);
  for (const document of holders) starts[document + 1] = (starts[document + 1] ?? 0) + 1;
  for (let document = 0; document < documentCount; document += 1)
    starts[document + 1] = (starts[document + 1] ?? 0) + (starts[document] ?? 0);
  const next = starts.slice();
  const numbers = new Uint32Array(holders.length);
  for (let term = 0; term + 1 < offsets.length; term += 1) {
    const end = offsets[term + 1] ?? 0;
    for (let at = offsets[term] ?? 0; at < end; at += 1) {
      const document = holders[at] ?? 0;
      const place = next[document] ?? 0;
      numbers[place] = term;
      next[document] = place + 1;
    }
  }
  return (document) => numbers.subarray(starts[document] ?? 0, starts[document + 1] ?? 0);
}
