/** Lines of JSON to rows: all of the input is checked before anything is built from it. */
import { problemsOf, show, type Problem } from './problem.ts';
import { rowModelFor, type PlacedRow } from './row.ts';

export interface RowFile {
  /** Its name, for messages. */
  readonly file: string;
  /** Slug of the source its rows belong to. */
  readonly source: string;
  readonly text: string;
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
 * @returns the rows and, for the lines that are none, what is wrong with each.
 */
export function readRows(file: RowFile): { rows: PlacedRow[]; problems: Problem[] } {
  const rows: PlacedRow[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of file.text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const result = parseLine(file, index + 1, line);
    if (Array.isArray(result)) problems.push(...result);
    else rows.push(result);
  }
  return { rows, problems };
}
