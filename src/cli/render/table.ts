import { cut, padEnd, padStart, widthOf } from './width.ts';

export type Cell = string | number;

export interface TableOptions {
  /** Columns the whole table may take. */
  readonly width: number;
}

/** Widest a column may be before it is cut, when the table as a whole is too wide: the widest columns give first. */
function fittingWidths(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, width) => sum + width, 0);
  while (total() > available) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 8) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Lines of a table with a head; numbers stand to the right, texts to the left. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], options: TableOptions): string[] {
  const columns = head.map((title, index) => [title, ...rows.map((row) => String(row[index] ?? ''))]);
  const natural = columns.map((cells) => Math.max(...cells.map(widthOf)));
  const widths = fittingWidths(natural, options.width - 2 * (head.length - 1));
  const numeric = head.map((_, index) => rows.every((row) => typeof row[index] === 'number' || row[index] === ''));
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const text = cut(String(cell), width);
        return numeric[index] === true ? padStart(text, width) : padEnd(text, width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}
