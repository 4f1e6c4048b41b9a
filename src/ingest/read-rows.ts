/** Lines of JSON to rows: all of the input is checked before anything is built from it. */
import { problemsOf, show, type Problem } from './problem.ts';
import { rowModelFor, type PlacedRow } from './row.ts';

export interface RowFile {
  /** Its name, for messages. */
  readonly file: string;
  /** Slug of the source its rows belong to. */
  readonly source: string;
  /** Without their ends; they may be read each time that they are taken. */
  readonly lines: Iterable<string>;
}

/** The lines of a text, whichever line ends it has. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}

function parseLine(file: RowFile, line: number, json: string): PlacedRow | Problem[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [{ file: file.file, line, field: 'row', message: `expected one JSON object on a line, got ${show(json)}` }];
  }
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  const parsed = rowModelFor(kind).safeParse(value);
  if (!parsed.success) return problemsOf(parsed.error, file.file, line, value);
  return { row: parsed.data, source: file.source, file: file.file, line };
}

/**
 * Reads every line of a file. A byte order mark, Windows line ends and empty lines are fine.
 * @param onProblem told what is wrong with each line that is no row.
 */
export function* readRows(file: RowFile, onProblem: (problem: Problem) => void): Generator<PlacedRow> {
  let number = 0;
  for (const given of file.lines) {
    number += 1;
    const line = number === 1 ? given.replace(/^\ufeff/, '') : given;
    if (line.trim() === '') continue;
    const result = parseLine(file, number, line);
    if (Array.isArray(result)) result.forEach(onProblem);
    else yield result;
  }
}
