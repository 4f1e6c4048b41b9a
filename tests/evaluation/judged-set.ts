/** Queries with what a person holds for relevant, and typing errors made by chance from titles and labels. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SearchDocument } from '../../src/search/search-document.ts';

const rule = z.strictObject({
  grade: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  ids: z.array(z.string()).optional(),
  /** A pattern that a title of a resource holds, whatever its case. */
  title: z.string().optional(),
  /** The resource has one of these topics. */
  topics: z.array(z.string()).optional(),
  author: z.string().optional(),
});
const judged = z.strictObject({
  /** `rules`: the first that fits a node gives its grade; none, 0. All conditions of a rule must hold. */
  queries: z.array(z.strictObject({ query: z.string(), language: z.enum(['EN', 'JA']), rules: z.array(rule) })),
  misspelt: z.array(z.strictObject({ query: z.string(), right: z.string() })),
  right: z.array(z.string()),
  suggest: z.array(z.strictObject({ prefix: z.string(), targets: z.array(z.string()), title: z.string().optional() })),
});
export type JudgedSet = z.infer<typeof judged>;
type Rule = z.infer<typeof rule>;

export function readJudgedSet(): JudgedSet {
  const text = readFileSync(new URL('search-judgements.json', import.meta.url), 'utf8');
  return judged.parse(JSON.parse(text));
}

function fits(
  document: SearchDocument,
  { ids, title, topics, author }: Rule,
  topicsOf: (id: string) => readonly string[],
) {
  const { fields } = document;
  if (ids !== undefined && !ids.includes(document.id)) return false;
  if (ids === undefined && document.kind !== 'RESOURCE') return false;
  const titles = [...(fields.title ?? []), ...(fields.titleTranslated ?? [])].join('\n');
  if (title !== undefined && !new RegExp(title, 'iu').test(titles)) return false;
  if (author !== undefined && fields.authors?.some((name) => name.includes(author)) !== true) return false;
  return topics === undefined || topicsOf(document.id).some((topic) => topics.includes(topic));
}

/** 0–3. */
export function gradeOf(
  document: SearchDocument,
  rules: readonly Rule[],
  topicsOf: (id: string) => readonly string[],
): number {
  return rules.find((one) => fits(document, one, topicsOf))?.grade ?? 0;
}

/** Discounted cumulative gain of the first ten, gain 2^grade − 1 (Järvelin and Kekäläinen). */
function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

/** nDCG@10 of the grades of an answer against the grades of everything there is. */
export function ndcg(found: readonly number[], all: readonly number[]): number {
  const best = gain(all.toSorted((a, b) => b - a));
  return best === 0 ? 1 : gain(found) / best;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const EDITS = ['swap', 'delete', 'insert', 'replace'] as const;

/** The text with one of its longer Latin words mistyped, not in its first letter; null when it has none. */
export function mistype(text: string, edit: (typeof EDITS)[number], next: () => number): string | null {
  const words = [...text.matchAll(/[A-Za-z]{5,}/g)];
  const word = words[Math.floor(next() * words.length)];
  if (word === undefined) return null;
  const at = word.index + 1 + Math.floor(next() * (word[0].length - 2));
  const letter = String.fromCharCode(97 + Math.floor(next() * 26));
  const [before, here, after, rest] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1), text.slice(at + 2)];
  const changed = {
    swap: before + after + here + rest,
    delete: before + after + rest,
    insert: before + letter + here + after + rest,
    replace: before + letter + after + rest,
  }[edit];
  return changed.toLowerCase() === text.toLowerCase() ? null : changed;
}
