/** Texts of documents cut into terms, kept as long as the vocabulary they belong to. */
import type { SearchDocument, SearchField } from './search-document.ts';
import { isStopWord } from './stop-words.ts';
import { tokens, type Term } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PreparedText {
  readonly terms: readonly Term[];
  /** Parallel to `terms`: how many terms that are no stop words stand before each. */
  readonly places: readonly number[];
  /** Terms that are no stop words. */
  readonly telling: number;
}

export interface PreparedField {
  readonly field: SearchField;
  readonly texts: readonly PreparedText[];
}

/** Gives each document's fields cut into terms; the same object for the same document. */
export type Prepare = (document: SearchDocument) => readonly PreparedField[];

/** Fields whose texts many documents share. */
const SHARED: ReadonlySet<SearchField> = new Set<SearchField>(['topics', 'authors']);

const kept = new WeakMap<Vocabulary, Prepare>();

function prepareText(text: string, canonical: (term: Term) => Term): PreparedText {
  const terms = tokens(text).map(canonical);
  let telling = 0;
  const places = terms.map((term) => {
    const place = telling;
    if (!isStopWord(term)) telling += 1;
    return place;
  });
  return { terms, places, telling };
}

function createPrepare(): Prepare {
  const documents = new WeakMap<SearchDocument, readonly PreparedField[]>();
  const shared = new Map<string, PreparedText>();
  // One string for each term: documents hold some twenty of each.
  const known = new Map<Term, Term>();
  const canonical = (term: Term): Term => {
    const first = known.get(term);
    if (first === undefined) known.set(term, term);
    return first ?? term;
  };
  const sharedText = (text: string): PreparedText => {
    let prepared = shared.get(text);
    if (prepared === undefined) shared.set(text, (prepared = prepareText(text, canonical)));
    return prepared;
  };
  return (document) => {
    let fields = documents.get(document);
    if (fields === undefined) {
      fields = Object.entries(document.fields).map(([name, texts]) => {
        const field = name as SearchField;
        const prepareOne = SHARED.has(field) ? sharedText : (text: string) => prepareText(text, canonical);
        return { field, texts: texts.map(prepareOne) };
      });
      documents.set(document, fields);
    }
    return fields;
  };
}

/** What a vocabulary's documents were cut into is kept with it. */
export function prepareWith(vocabulary: Vocabulary): Prepare {
  let prepare = kept.get(vocabulary);
  if (prepare === undefined) kept.set(vocabulary, (prepare = createPrepare()));
  return prepare;
}
