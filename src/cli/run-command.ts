import { ConfigError } from '../config/config.ts';
import { DomainError } from '../domain/errors.ts';
import { UsageError } from './arguments.ts';

const EXPECTED_CODES: Readonly<
  Record<string, (error: NodeJS.ErrnoException & { address?: string; port?: number }) => string>
> = {
  EADDRINUSE: ({ address, port }) =>
    `${address ?? 'The address'}:${port ?? ''} is taken by another program: stop it, or set PORT to another number.`,
  EACCES: () => 'The system does not allow this: choose a PORT above 1023, or check the rights of the folder.',
  EADDRNOTAVAIL: ({ address }) => `This machine has no address ${address ?? ''}: set HOST to one of its own.`,
  ENOSPC: () => 'The disk has no room left; what was being written is not complete.',
  ENOTFOUND: () => 'HOST is not a known name: set it to an address of this machine.',
};

/** What a person is told about a failure: a sentence and what to do, never a stack. */
export function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return 'Something failed.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return EXPECTED_CODES[code]?.(error) ?? error.message;
}

/** Runs a command to its exit code; a failure is one message on standard error and exit code 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
