/** Spellings of one name: which of them is shown, and which are further names. The same whatever the order of the rows. */
import { compareText } from '../domain/ids.ts';

/** How often each spelling of a name was met. */
export type Spellings = Map<string, number>;

/** Counts a spelling once more. */
export function countSpelling(spellings: Spellings, spelling: string): Spellings {
  return spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1);
}

/** The most frequent spelling, of equally frequent ones the smallest by code point. @throws Error (a bug) when there is none. */
export function usualSpelling(spellings: Spellings): string {
  const [first] = [...spellings].toSorted(([a, timesA], [b, timesB]) => timesB - timesA || compareText(a, b));
  if (first === undefined) throw new Error('A name without a spelling');
  return first[0];
}
