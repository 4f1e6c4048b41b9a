/**
 * What each question costs, in figures that do not depend on the machine. They are kept beside the answers; one that
 * changes by more than a tenth fails, in either direction, so that a gain is kept too. `UPDATE_GOLDEN=1` writes them anew.
 */
import { golden } from './golden-questions.ts';

const TOLERANCE = 0.1;

/** Figures by their name. */
export type Work = Readonly<Record<string, number>>;
/** By the name of the question. */
export type WorkOfQuestions = Readonly<Record<string, Work>>;

function cellsOf(
  work: WorkOfQuestions,
): { readonly question: string; readonly figure: string; readonly count: number }[] {
  return Object.entries(work).flatMap(([question, figures]) =>
    Object.entries(figures).map(([figure, count]) => ({ question, figure, count })),
  );
}

/** Rows of what changed too much, `question, figure: before -> now (change)`; none where all is as it was. */
export function changedWork(before: WorkOfQuestions, now: WorkOfQuestions): string[] {
  const known = [
    ...new Set([...cellsOf(before), ...cellsOf(now)].map(({ question, figure }) => `${question}\t${figure}`)),
  ];
  return known.flatMap((cell) => {
    const [question = '', figure = ''] = cell.split('\t');
    const [was, is] = [before[question]?.[figure] ?? 0, now[question]?.[figure] ?? 0];
    if (Math.abs(is - was) <= was * TOLERANCE) return [];
    const change = was === 0 ? 'new' : `${is > was ? '+' : ''}${Math.round((is / was - 1) * 100)} %`;
    return [`${question}, ${figure}: ${was} -> ${is} (${change})`];
  });
}

/** What changed too much against a kept file, which an update writes. */
export function changedFrom(file: string, now: WorkOfQuestions): string[] {
  return changedWork(JSON.parse(golden(file, `${JSON.stringify(now, null, 2)}\n`)) as WorkOfQuestions, now);
}
