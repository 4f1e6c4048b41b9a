/** Prints what a load measured, as rows for docs/SECURITY.md. */
export function tellFigure(check: number, what: string, figure: string): void {
  process.stdout.write(`| ${check} | ${what} | ${figure} |\n`);
}
