/**
 * The documents of each term as bytes, for keeping them in a database: the gaps between ascending numbers, seven bits a byte, the
 * lowest first, the eighth set where another byte follows. Most gaps of a common term take one byte instead of four.
 */
import type { DocumentTerms, StoredTerms } from './document-terms.ts';
import type { Term } from './tokens.ts';

/** The lists of some neighbouring terms. */
export interface PackedPart {
  /** The number of the first of them. */
  readonly firstTerm: number;
  readonly bytes: Uint8Array;
}

export interface PackedPostings extends Iterable<PackedPart> {
  /** How many parts there are. */
  readonly length: number;
}

/** In a part, unless one term alone has more. */
const POSTINGS_IN_A_PART = 400_000;
/** A gap has at most 32 bits. */
const MOST_BYTES = 5;
const LOW_BITS = 0x7f;
const MORE = 0x80;

/** The first term of each part. */
function firstTerms({ terms, offsets }: StoredTerms): number[] {
  const firsts: number[] = [];
  let room = 0;
  for (let term = 0; term < terms.length; term += 1) {
    const size = (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
    if (firsts.length === 0 || size > room) {
      firsts.push(term);
      room = POSTINGS_IN_A_PART;
    }
    room -= size;
  }
  return firsts;
}

function packLists({ offsets, holders }: StoredTerms, first: number, end: number): Uint8Array {
  const from = offsets[first] ?? 0;
  const some = holders.subarray(from, offsets[end] ?? 0);
  const bytes = new Uint8Array(some.length * MOST_BYTES);
  let length = 0;
  for (let term = first; term < end; term += 1) {
    let expected = 0;
    for (let at = offsets[term] ?? 0; at < (offsets[term + 1] ?? 0); at += 1) {
      const holder = some[at - from] ?? 0;
      let gap = holder - expected;
      for (; gap > LOW_BITS; gap >>>= 7) bytes[length++] = (gap & LOW_BITS) | MORE;
      bytes[length++] = gap;
      expected = holder + 1;
    }
  }
  return bytes.slice(0, length);
}

/** The documents of all terms in their order; each part is made when it is taken. */
export function packPostings(terms: StoredTerms): PackedPostings {
  const firsts = firstTerms(terms);
  return {
    length: firsts.length,
    *[Symbol.iterator]() {
      for (const [part, firstTerm] of firsts.entries()) {
        yield { firstTerm, bytes: packLists(terms, firstTerm, firsts[part + 1] ?? terms.terms.length) };
      }
    },
  };
}

const DAMAGED = 'The kept postings are damaged';

/** Reads a list from bytes. @returns where the next one begins. @throws Error where the bytes end before it, or lead out of the documents. */
function unpackList(list: Uint32Array, bytes: Uint8Array, from: number, documentCount: number): number {
  let at = from;
  let expected = 0;
  for (let index = 0; index < list.length; index += 1) {
    let gap = 0;
    let byte = MORE;
    for (let factor = 1; byte >= MORE; factor *= MORE) {
      if (at >= bytes.length) throw new Error(DAMAGED);
      byte = bytes[at] ?? 0;
      at += 1;
      gap += (byte & LOW_BITS) * factor;
    }
    const holder = expected + gap;
    if (holder >= documentCount) throw new Error(DAMAGED);
    list[index] = holder;
    expected = holder + 1;
  }
  return at;
}

/** What postings are unpacked with. */
export interface KnownTerms {
  readonly documentCount: number;
  /** In the order of the terms that were packed: each with how many documents have it, at least one. */
  readonly frequencies: ReadonlyMap<Term, number>;
}

/** What `packPostings` was given. @param parts in their order. @throws Error where they are not those of these terms. */
export function unpackPostings({ documentCount, frequencies }: KnownTerms, parts: Iterable<Uint8Array>): DocumentTerms {
  const terms = [...frequencies.keys()];
  const offsets = new Uint32Array(terms.length + 1);
  for (const [term, name] of terms.entries()) offsets[term + 1] = (offsets[term] ?? 0) + (frequencies.get(name) ?? 0);
  const holders = new Uint32Array(offsets.at(-1) ?? 0);
  let term = 0;
  for (const bytes of parts) {
    for (let at = 0; at < bytes.length; term += 1) {
      if (term >= terms.length) throw new Error(DAMAGED);
      at = unpackList(holders.subarray(offsets[term], offsets[term + 1]), bytes, at, documentCount);
    }
  }
  if (term < terms.length) throw new Error(DAMAGED);
  return { documentCount, terms, offsets, holders };
}
