/** The words of all documents: how rare each is, and which of them a typed word may mean. Kept by a store with its revision. */
import { compareText } from '../domain/ids.ts';
import { editDistance } from './edit-distance.ts';
import { stem } from './stem.ts';
import { isJapaneseTerm, type Term } from './tokens.ts';

export interface NearTerm {
  readonly term: Term;
  readonly distance: number;
}

export interface Vocabulary {
  /** Documents in all. */
  readonly documentCount: number;
  /** In how many documents a term occurs; 0 for an unknown one. */
  documentFrequency(term: Term): number;
  /** Known terms with the same stem as this one, itself among them where it is known; by code point. */
  sameStem(term: Term): readonly Term[];
  /** Known terms that begin like this, the most frequent first, then by code point. */
  beginningWith(prefix: string, limit: number): readonly Term[];
  /** Known terms at most `distance` edits away (insert, delete, replace, swap of neighbours), nearest, then most frequent, first. */
  near(term: Term, distance: 1 | 2, limit: number): readonly NearTerm[];
}

/** Terms, each with the number of documents it occurs in. */
export interface VocabularyEntries {
  readonly documentCount: number;
  readonly frequencies: ReadonlyMap<Term, number>;
}

/** One bit for each letter of a word: words far apart in letters are far apart in edits, and bits are quick to compare. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index += 1) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Words of one length, with their letters. */
interface Shelf {
  readonly terms: Term[];
  readonly letters: number[];
}

function shelvesOf(terms: Iterable<Term>): Map<number, Shelf> {
  const shelves = new Map<number, Shelf>();
  for (const term of terms) {
    if (isJapaneseTerm(term)) continue;
    let shelf = shelves.get(term.length);
    if (shelf === undefined) shelves.set(term.length, (shelf = { terms: [], letters: [] }));
    shelf.terms.push(term);
    shelf.letters.push(lettersOf(term));
  }
  return shelves;
}

/** Known words within a distance, in no order. One edit changes at most two bits of the letters. */
function within(shelves: ReadonlyMap<number, Shelf>, term: Term, distance: number): NearTerm[] {
  const letters = lettersOf(term);
  const found: NearTerm[] = [];
  for (let length = term.length - distance; length <= term.length + distance; length += 1) {
    const shelf = shelves.get(length);
    shelf?.letters.forEach((bits, index) => {
      if (bitCount(bits ^ letters) > 2 * distance) return;
      const known = shelf.terms[index] ?? '';
      const edits = editDistance(term, known, distance);
      if (edits > 0 && edits <= distance) found.push({ term: known, distance: edits });
    });
  }
  return found;
}

function stemsOf(terms: Iterable<Term>): Map<string, Term[]> {
  const stems = new Map<string, Term[]>();
  for (const term of terms) {
    const root = stem(term);
    const list = stems.get(root);
    if (list === undefined) stems.set(root, [term]);
    else list.push(term);
  }
  return stems;
}

/** Index of the first of sorted `terms` that is not before `text`. */
function firstNotBefore(terms: readonly Term[], text: string): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts terms over documents, each given as its terms. */
export function countTerms(documents: Iterable<Iterable<Term>>): VocabularyEntries {
  const frequencies = new Map<Term, number>();
  let documentCount = 0;
  for (const terms of documents) {
    documentCount += 1;
    for (const term of new Set(terms)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  return { documentCount, frequencies };
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** Stems, prefixes and near words are made ready when the first is asked for. */
export function buildVocabulary({ documentCount, frequencies }: VocabularyEntries): Vocabulary {
  const sorted = lazily(() => [...frequencies.keys()].toSorted(compareText));
  const stems = lazily(() => stemsOf(sorted()));
  const shelves = lazily(() => shelvesOf(frequencies.keys()));
  const documentFrequency = (term: Term): number => frequencies.get(term) ?? 0;
  const moreFrequent = (a: Term, b: Term): number => documentFrequency(b) - documentFrequency(a) || compareText(a, b);
  return {
    documentCount,
    documentFrequency,
    sameStem: (term) => stems().get(stem(term)) ?? [],
    beginningWith: (prefix, limit) => {
      const terms = sorted();
      const first = firstNotBefore(terms, prefix);
      let end = first;
      while (terms[end]?.startsWith(prefix) === true) end += 1;
      return terms.slice(first, end).toSorted(moreFrequent).slice(0, limit);
    },
    near: (term, distance, limit) =>
      within(shelves(), term, distance)
        .toSorted((a, b) => a.distance - b.distance || moreFrequent(a.term, b.term))
        .slice(0, limit),
  };
}
