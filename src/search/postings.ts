/** The documents that match a plan, found from the documents of each term. */
import type { DocumentTerms } from './document-terms.ts';
import type { Alternative, QueryPlan } from './query-plan.ts';
import type { Term } from './tokens.ts';

export interface Postings {
  /** The numbers of the documents that are wanted and match at least `plan.minimumGroups` groups, ascending. */
  matching(plan: QueryPlan, isWanted: (number: number) => boolean): number[];
}

const NOBODY = new Uint32Array(0);

/** The documents of a term, ascending. */
type HoldersOf = (term: Term) => Uint32Array;

function holdingAll(holdersOf: HoldersOf, { terms }: Alternative): Uint32Array {
  const lists = terms.map(holdersOf).toSorted((a, b) => a.length - b.length);
  const [shortest = NOBODY, ...others] = lists;
  return others.reduce((held, list) => {
    const present = new Set(list);
    return held.filter((number) => present.has(number));
  }, shortest);
}

/** How many groups each document matches. */
function matchedGroups(holdersOf: HoldersOf, plan: QueryPlan, documentCount: number): Uint8Array {
  const counts = new Uint8Array(documentCount);
  const lastGroup = new Uint8Array(documentCount);
  plan.groups.forEach(({ alternatives }, index) => {
    for (const alternative of alternatives) {
      for (const number of holdingAll(holdersOf, alternative)) {
        if (lastGroup[number] === index + 1) continue;
        lastGroup[number] = index + 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
  });
  return counts;
}

export function createPostings({ documentCount, terms, offsets, holders }: DocumentTerms): Postings {
  const numbers = new Map<Term, number>(terms.map((term, number) => [term, number]));
  const holdersOf: HoldersOf = (term) => {
    const number = numbers.get(term);
    return number === undefined ? NOBODY : holders.subarray(offsets[number] ?? 0, offsets[number + 1] ?? 0);
  };
  return {
    matching: (plan, isWanted) => {
      if (plan.groups.length === 0) return [];
      const counts = matchedGroups(holdersOf, plan, documentCount);
      const found: number[] = [];
      for (let number = 0; number < counts.length; number += 1) {
        if ((counts[number] ?? 0) >= plan.minimumGroups && isWanted(number)) found.push(number);
      }
      return found;
    },
  };
}
