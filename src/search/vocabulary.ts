/** The words of all documents: how rare each is, and which of them a typed word may mean. Kept by a store with its revision. */

/**
 * A term is what the indexes hold: a folded Latin word or number, or two neighbouring characters of Japanese text (one where it
 * stands alone). `tokens.ts` makes terms; nothing else does.
 */
export type Term = string;

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
  near(term: Term, distance: 1 | 2, limit: number): readonly { readonly term: Term; readonly distance: number }[];
}
