/** The product's own questions: `questions/NN-name.graphql`, found by number or name. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../config/package-root.ts';

export interface Question {
  /** `01`. */
  readonly number: string;
  /** `papers-by-venue`. */
  readonly name: string;
  /** What it asks, in words: the comment at its top. */
  readonly title: string;
  readonly document: string;
}

const FILE_NAME = /^(\d{2})-([\w-]+)\.graphql$/;

/** All questions of a folder, by number. */
export function listQuestions(folder: string = path.join(PACKAGE_ROOT, 'questions')): readonly Question[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const [, number, name] = FILE_NAME.exec(file) ?? [];
      if (number === undefined || name === undefined) return [];
      const document = readFileSync(path.join(folder, file), 'utf8');
      return [{ number, name, title: /^#\s*(.+)$/m.exec(document)?.[1] ?? name, document }];
    });
}

/** The question that `1`, `01` or its name means, or `null`. */
export function findQuestion(wanted: string, questions: readonly Question[]): Question | null {
  const number = wanted.padStart(2, '0');
  return questions.find((question) => question.number === number || question.name === wanted) ?? null;
}
