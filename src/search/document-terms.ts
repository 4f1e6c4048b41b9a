/** Which documents hold each term: what retrieval in this process stands on. Made once for a graph, and kept with its snapshot. */
import { inPieces, type StoredLists, type StoredNumbers } from '../domain/stored-numbers.ts';
import { inSlices, nextTurn } from '../domain/turns.ts';
import { createWordList, type WordList } from '../domain/word-list.ts';
import { SEARCH_FIELDS, SHARED_FIELDS, type SearchDocument } from './search-document.ts';
import { tokens, type Term } from './tokens.ts';

/** Documents are numbered in the order of their ids; those of term n are `holders[offsets[n] .. offsets[n + 1])`, ascending. */
export interface StoredTerms {
  readonly documentCount: number;
  /** Each once. */
  readonly terms: readonly Term[];
  readonly offsets: Uint32Array;
  readonly holders: StoredNumbers;
}

/** The same in memory. */
export interface DocumentTerms extends StoredTerms {
  readonly holders: Uint32Array;
}

/** The whole of them in memory. */
export function heldTerms(terms: StoredTerms): DocumentTerms {
  return { ...terms, holders: terms.holders.subarray(0, terms.holders.length) };
}

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
  readonly terms: StoredNumbers;
}

/** Makes an empty list, of about so many words. */
export type NewList = (room: number) => WordList;

/** Numbers of terms by document, as documents are added in their order. */
function createCut(documentCount: number, newList: NewList) {
  const { numbers, cut, cutOnce } = createCutter();
  const starts = new Uint32Array(documentCount + 1);
  /** By term, one more than the last document that has it. */
  const seen: number[] = [];
  const terms = newList(documentCount * USUAL_TERMS);
  const addTerm = (term: number, document: number): void => {
    if (seen[term] === document + 1) return;
    seen[term] = document + 1;
    terms.push(term);
  };
  return {
    add: ({ fields }: SearchDocument, document: number): void => {
      for (const field of SEARCH_FIELDS) {
        const cutText = SHARED_FIELDS.has(field) ? cutOnce : cut;
        for (const text of fields[field] ?? []) for (const term of cutText(text)) addTerm(term, document);
      }
      starts[document + 1] = terms.length;
    },
    all: (): Cut => ({ numbers, starts, terms }),
  };
}

/** Lists in memory. */
interface HeldLists extends StoredLists {
  readonly offsets: Uint32Array;
  readonly members: Uint32Array;
}

/** Where the lists of all members begin, one after another, when they are turned round: one more than there are members. */
function boundsOf(members: StoredNumbers, memberCount: number): Uint32Array {
  const bounds = new Uint32Array(memberCount + 1);
  inPieces(members, (some) => {
    for (const member of some) bounds[member + 1] = (bounds[member + 1] ?? 0) + 1;
  });
  for (let member = 0; member < memberCount; member += 1)
    bounds[member + 1] = (bounds[member + 1] ?? 0) + (bounds[member] ?? 0);
  return bounds;
}

/** For each member from `first` until `end`, the lists that have it, ascending. @param bounds of all members. */
function transposed(
  { offsets, members }: StoredLists & Pick<HeldLists, 'offsets'>,
  bounds: Uint32Array,
  first: number,
  end: number,
): HeldLists {
  const begin = bounds[first] ?? 0;
  const own = bounds.slice(first, end + 1).map((bound) => bound - begin);
  const next = own.slice();
  const size = own.length - 1;
  const lists = new Uint32Array(own[size] ?? 0);
  let list = 0;
  inPieces(members, (some, start) => {
    for (let at = 0; at < some.length; at += 1) {
      const member = (some[at] ?? 0) - first;
      if (member < 0 || member >= size) continue;
      while (start + at >= (offsets[list + 1] ?? Infinity)) list += 1;
      const place = next[member] ?? 0;
      lists[place] = list;
      next[member] = place + 1;
    }
  });
  return { offsets: own, members: lists };
}

/** Postings that are turned round together: 16 MB. */
const POSTINGS_AT_ONCE = 4_000_000;
/** All postings are gone through for each piece of them, so that a piece is no smaller than this part of all. */
const SMALLEST_PART = 1 / 16;

/** The end of the terms from `first` on that have no more than `most` postings together; one term at least. */
function endOfPiece(bounds: Uint32Array, first: number, most: number): number {
  let end = first + 1;
  while (end + 1 < bounds.length && (bounds[end + 1] ?? 0) - (bounds[first] ?? 0) <= most) end += 1;
  return end;
}

/**
 * Cuts all documents, in the order of their ids; in slices, so that questions are answered meanwhile. The terms and the bounds of
 * their lists are in memory, but of the postings only some at a time.
 * @param newList makes the two lists of all postings.
 * @param postingsAtOnce may be in memory at a time, or a sixteenth of all where that is more.
 */
export async function storeDocumentTerms(
  documents: Iterable<SearchDocument>,
  documentCount: number,
  newList: NewList,
  postingsAtOnce = POSTINGS_AT_ONCE,
): Promise<StoredTerms> {
  const cut = createCut(documentCount, newList);
  let number = 0;
  await inSlices(documents, (document) => {
    cut.add(document, number);
    number += 1;
  });
  await nextTurn();
  const { numbers, starts, terms } = cut.all();
  const bounds = boundsOf(terms, numbers.size);
  const holders = newList(terms.length);
  const most = Math.max(postingsAtOnce, Math.ceil(terms.length * SMALLEST_PART));
  for (let first = 0; first < numbers.size;) {
    await nextTurn();
    const end = endOfPiece(bounds, first, most);
    const { members } = transposed({ offsets: starts, members: terms }, bounds, first, end);
    for (const holder of members) holders.push(holder);
    first = end;
  }
  return { documentCount, terms: [...numbers.keys()], offsets: bounds, holders };
}

/** The same, all in memory. */
export async function findDocumentTerms(
  documents: Iterable<SearchDocument>,
  documentCount: number,
): Promise<DocumentTerms> {
  return heldTerms(await storeDocumentTerms(documents, documentCount, createWordList));
}

/** In how many documents each term stands, in the order of the terms. */
export function documentFrequencies({ terms, offsets }: StoredTerms): [Term, number][] {
  return terms.map((term, number) => [term, (offsets[number + 1] ?? 0) - (offsets[number] ?? 0)]);
}

/** Documents whose terms are found together. */
const DOCUMENTS_AT_ONCE = 32_768;

/**
 * The other way round: the numbers of the terms of a document, by its number. Neighbours are best asked for one after
 * another: all terms are gone through for some thousands of them, so that the list of all need not be there a second time.
 */
export function termsByDocument({ documentCount, offsets, holders }: StoredTerms): (document: number) => Uint32Array {
  const bounds = boundsOf(holders, documentCount);
  let first = -1;
  let found: HeldLists = { offsets: new Uint32Array(), members: new Uint32Array() };
  return (document) => {
    const start = document - (document % DOCUMENTS_AT_ONCE);
    if (start !== first) {
      const end = Math.min(documentCount, start + DOCUMENTS_AT_ONCE);
      found = transposed({ offsets, members: holders }, bounds, start, end);
      first = start;
    }
    const { offsets: ends, members } = found;
    return members.subarray(ends[document - start], ends[document - start + 1]);
  };
}
