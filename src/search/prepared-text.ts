/**
 * Texts of documents cut into numbered terms, kept as long as the vocabulary they belong to: ranking looks at thousands of
 * documents, and comparing numbers is what makes that quick.
 */
import { SEARCH_FIELDS, SHARED_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';
import { isStopWord } from './stop-words.ts';
import { isJapaneseTerm, tokens, type Term } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PreparedText {
  /** Equal texts of fields that many documents share have one number; -1 for the others. */
  readonly shared: number;
  /** Numbers of its terms, in its order. */
  readonly terms: readonly number[];
  /** Parallel to `terms`: how many terms that are no stop words stand before each. */
  readonly places: readonly number[];
  /** Terms that are no stop words. */
  readonly telling: number;
}

export interface PreparedField {
  readonly field: SearchField;
  readonly texts: readonly PreparedText[];
}

export interface PreparedTexts {
  /** A document's fields; the same object for the same document. */
  fieldsOf(document: SearchDocument): readonly PreparedField[];
  /** Numbers of shared texts are below this. */
  sharedCount(): number;
  /** The number of a term, for as long as these are kept. */
  numberOf(term: Term): number;
  termOf(number: number): Term;
  /** Whether the term of a number is of Japanese characters. */
  isJapanese(number: number): boolean;
}

interface NumberedTerms {
  readonly terms: Term[];
  readonly japanese: boolean[];
  readonly telling: boolean[];
  numberOf(term: Term): number;
}

function numberTerms(): NumberedTerms {
  const numbers = new Map<Term, number>();
  const [terms, japanese, telling]: [Term[], boolean[], boolean[]] = [[], [], []];
  const numberOf = (term: Term): number => {
    let number = numbers.get(term);
    if (number === undefined) {
      numbers.set(term, (number = terms.length));
      terms.push(term);
      japanese.push(isJapaneseTerm(term));
      telling.push(!isStopWord(term));
    }
    return number;
  };
  return { terms, japanese, telling, numberOf };
}

function prepareText(text: string, numbered: NumberedTerms, shared: number): PreparedText {
  const terms = tokens(text).map(numbered.numberOf);
  let telling = 0;
  const places = terms.map((term) => {
    const place = telling;
    if (numbered.telling[term] === true) telling += 1;
    return place;
  });
  return { shared, terms, places, telling };
}

function createPreparedTexts(): PreparedTexts {
  const documents = new WeakMap<SearchDocument, readonly PreparedField[]>();
  const shared = new Map<string, PreparedText>();
  const numbered = numberTerms();
  const sharedText = (text: string): PreparedText => {
    let prepared = shared.get(text);
    if (prepared === undefined) shared.set(text, (prepared = prepareText(text, numbered, shared.size)));
    return prepared;
  };
  const prepareField = ([field, texts]: [SearchField, readonly string[]]): PreparedField => {
    return {
      field,
      texts: texts.map(SHARED_FIELDS.has(field) ? sharedText : (text) => prepareText(text, numbered, -1)),
    };
  };
  return {
    fieldsOf: (document) => {
      let fields = documents.get(document);
      if (fields === undefined) documents.set(document, (fields = inOrder(document).map(prepareField)));
      return fields;
    },
    sharedCount: () => shared.size,
    numberOf: numbered.numberOf,
    termOf: (number) => numbered.terms[number] ?? '',
    isJapanese: (number) => numbered.japanese[number] === true,
  };
}

/** Fields with their texts, in the order of SEARCH_FIELDS. */
function inOrder({ fields }: SearchDocument): [SearchField, readonly string[]][] {
  return SEARCH_FIELDS.flatMap((field): [SearchField, readonly string[]][] => {
    const texts = fields[field];
    return texts === undefined ? [] : [[field, texts]];
  });
}

const kept = new WeakMap<Vocabulary, PreparedTexts>();

/** What a vocabulary's documents were cut into is kept with it. */
export function preparedTexts(vocabulary: Vocabulary): PreparedTexts {
  let texts = kept.get(vocabulary);
  if (texts === undefined) kept.set(vocabulary, (texts = createPreparedTexts()));
  return texts;
}
