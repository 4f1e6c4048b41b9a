/**
 * One DOI with two titles. A DOI is the surest sign that two rows are one work, so a wrong one would silently give a work
 * somebody else's title, year and authors. Lists do shorten titles ("TFX: …"), hence titles that share words are joined and
 * the report shows them; titles that share next to nothing are refused, for only a person can say which row is wrong.
 */
import { isJapanese } from '../domain/text.ts';
import { show, type Problem } from './problem.ts';
import type { Candidate, Candidates } from './candidates.ts';

/** Shorter words are in every title. */
const MIN_WORD_CHARACTERS = 4;
/** Of the words of the shorter title, how many the longer one must have too. */
const MIN_SHARED = 1 / 3;

function wordsOf(titleKey: string): Set<string> {
  const words = titleKey.split('-');
  const telling = words.filter((word) => word.length >= MIN_WORD_CHARACTERS);
  return new Set(telling.length === 0 ? words : telling);
}

/** Whether two titles may be forms of one. Titles in different scripts cannot be compared, and may. */
export function titlesMayBeOne(a: Candidate, b: Candidate): boolean {
  if (isJapanese(a.placed.row.title) !== isJapanese(b.placed.row.title)) return true;
  const [wordsA, wordsB] = [wordsOf(a.titleKey), wordsOf(b.titleKey)];
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  return shared / Math.min(wordsA.size, wordsB.size) >= MIN_SHARED;
}

/** @returns a problem for each row whose DOI an earlier row has with a title that is clearly another. */
export function doiProblems(candidates: Candidates): Problem[] {
  const problems: Problem[] = [];
  const firstOfDoi = new Map<string, number>();
  for (const { rank, key } of candidates.sharing('doi')) {
    const known = firstOfDoi.get(key);
    if (known === undefined) {
      firstOfDoi.set(key, rank);
      continue;
    }
    const [first, candidate] = [candidates.at(known), candidates.at(rank)];
    if (titlesMayBeOne(first, candidate)) continue;
    const { file, line, row } = candidate.placed;
    const place = `${first.placed.file}:${first.placed.line}`;
    const message =
      `expected a DOI that no other title has, got ${show(key)} for ${show(row.title)}, ` +
      `but ${place} has it for ${show(first.placed.row.title)}: correct the DOI or the title of one of them`;
    problems.push({ file, line, field: 'doi', message });
  }
  return problems;
}
