/** What a misspelt query was meant to be. */
import { fold, tidy } from '../domain/text.ts';
import { MAX_QUERY_CHARACTERS } from './plan.ts';
import { stem } from './stem.ts';
import { tokens, isJapaneseTerm, type Term } from './tokens.ts';
import type { NearTerm, Vocabulary } from './vocabulary.ts';

/** Corrected queries an answer may hold. */
export const MAX_SUGGESTIONS = 3;
/** Letters a word must have to be corrected, and to be corrected by two edits. */
const CORRECTED_LETTERS = 4;
const TWO_EDITS_LETTERS = 7;
const NEAR_TERMS = 30;
/** A known word is doubted where it is this long and rare, and a near one, no form of it, this many times as frequent. */
const DOUBTED_LETTERS = 6;
const DOUBTED_FREQUENCY = 3;
const FAR_MORE_FREQUENT = 40;
/** How many times as likely a correction is: with an edit less, with the same first letter, with the same letters swapped. */
const EDIT_LESS = 40;
const SAME_FIRST_LETTER = 4;
const SAME_LETTERS = 10;

const WORD = /[\p{L}\p{M}\p{N}'\u2019]+/gu;
const ENDINGS = ['s', 'es', 'd', 'ed', 'ing', 'r', 'er', 'rs', 'ers', 'ly'];

/** How frequent the known words are that an unknown one is a regular form of, and so no misspelling. */
function frequencyOfBase(word: Term, vocabulary: Vocabulary): number {
  const bases = ENDINGS.filter((ending) => word.endsWith(ending)).flatMap((ending) => {
    const base = word.slice(0, -ending.length);
    return base.length < CORRECTED_LETTERS ? [] : ending === 'ing' ? [base, `${base}e`] : [base];
  });
  return Math.max(0, ...bases.map((base) => vocabulary.documentFrequency(base)));
}

const sortedLetters = (word: Term): string => [...word].toSorted().join('');

/** Near words, the likeliest first: frequent, few edits, the same first letter, which is seldom mistyped, and the same letters. */
function likely(word: Term, vocabulary: Vocabulary): Term[] {
  const distance = word.length < TWO_EDITS_LETTERS ? 1 : 2;
  const letters = sortedLetters(word);
  const likelihood = ({ term, distance: edits }: NearTerm): number =>
    (vocabulary.documentFrequency(term) / EDIT_LESS ** (edits - 1)) *
    (term[0] === word[0] ? SAME_FIRST_LETTER : 1) *
    (sortedLetters(term) === letters ? SAME_LETTERS : 1);
  return vocabulary
    .near(word, distance, NEAR_TERMS)
    .toSorted((a, b) => likelihood(b) - likelihood(a))
    .map(({ term }) => term);
}

/** The likeliest corrections of a word; none where it is right as far as anybody knows. */
function corrections(word: Term, vocabulary: Vocabulary): Term[] {
  if (word.length < CORRECTED_LETTERS || isJapaneseTerm(word) || /^\p{N}+$/u.test(word)) return [];
  const frequency = vocabulary.documentFrequency(word);
  if (frequency === 0) {
    const [first, ...others] = likely(word, vocabulary);
    const isForm =
      first === undefined ||
      FAR_MORE_FREQUENT * frequencyOfBase(word, vocabulary) > vocabulary.documentFrequency(first);
    return isForm ? [] : [first, ...others];
  }
  if (frequency > DOUBTED_FREQUENCY || word.length < DOUBTED_LETTERS) return [];
  return vocabulary
    .near(word, 1, NEAR_TERMS)
    .map(({ term }) => term)
    .filter((term) => vocabulary.documentFrequency(term) >= FAR_MORE_FREQUENT * frequency && stem(term) !== stem(word));
}

/** Whole queries with their misspelt words corrected, the likeliest first, folded; none for a query that is right. */
export function suggestQueries(text: string, vocabulary: Vocabulary): string[] {
  const folded = fold(tidy(text));
  const found = new Map<string, Term[]>();
  for (const [word] of folded.matchAll(WORD)) {
    const [term, ...others] = tokens(word);
    if (term === undefined || others.length > 0) continue;
    const better = corrections(term, vocabulary);
    if (better.length > 0) found.set(word, better);
  }
  if (found.size === 0) return [];
  const queries = Array.from({ length: MAX_SUGGESTIONS }, (_, choice) =>
    folded.replace(WORD, (word) => {
      const better = found.get(word);
      // Only one word has its second and third choice tried: the last.
      const isLast = word === [...found.keys()].at(-1);
      return better === undefined ? word : (better[isLast ? Math.min(choice, better.length - 1) : 0] ?? word);
    }),
  );
  return [...new Set(queries)].filter((query) => query.length <= MAX_QUERY_CHARACTERS);
}
