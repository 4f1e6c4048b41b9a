/** Command lines: known flags only, help on every command, and one clear sentence when something is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(`${message} --help shows what there is.`);
    this.name = 'UsageError';
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** The flags and words of a command line. @throws UsageError for an unknown flag or a flag without its value. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The first sentence of Node's message names the flag; what follows explains Node's own conventions.
    throw new UsageError(`${error.message.split('. ')[0] ?? error.message}.`);
  }
}
