/** What is wrong with input: always the file, the line and the field, and what was expected. */
import type { ZodError } from 'zod';

export interface Problem {
  readonly file: string;
  /** From 1; null where the file has no lines to speak of. */
  readonly line: number | null;
  readonly field: string;
  /** Reads on after the place: "expected …, got …". */
  readonly message: string;
}

const MAX_SHOWN = 50;
const MAX_VALUE_CHARACTERS = 80;

/** `file:line: field: message`. */
export function formatProblem({ file, line, field, message }: Problem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${field}: ${message}`;
}

/** Refuses input as a whole: nothing of that load is kept. Its message lists the problems, 50 at most. */
export class IngestError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shown = problems.slice(0, MAX_SHOWN).map(formatProblem);
    const rest = problems.length > MAX_SHOWN ? [`… and ${problems.length - MAX_SHOWN} more`] : [];
    super([`${problems.length} problem(s) in the input; nothing was loaded.`, ...shown, ...rest].join('\n'));
    this.name = 'IngestError';
    this.problems = problems;
  }
}

/** A value of the input for a message: on one line, cut to 80 characters. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
}

/** The problems zod found, each at its field. */
export function problemsOf(error: ZodError, file: string, line: number | null, input?: unknown): Problem[] {
  return error.issues.map((issue) => {
    let value: unknown = input;
    for (const step of issue.path)
      value = value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined;
    const got = input === undefined ? '' : `, got ${show(value)}`;
    return { file, line, field: issue.path.join('.') || 'row', message: `${issue.message}${got}` };
  });
}
