/** What a client is told of a failure: codes of the closed table, and nothing that was not written for it. */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, ERRORS, type ErrorCode } from '../domain/errors.ts';
import type { EngineLog } from './apollo.ts';

/** Codes of the engine that are not the table's, and what they are there. */
const ENGINE_CODES: Readonly<Record<string, ErrorCode>> = {
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** A domain error as the engine carries it. */
export function toGraphQLError(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code, ...error.figures } });
}

function codeOf(code: unknown): ErrorCode | null {
  if (typeof code !== 'string') return null;
  return Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : (ENGINE_CODES[code] ?? null);
}

/** The engine's own words where they name its insides. */
function publicMessage(code: ErrorCode, message: string): string {
  if (/tokens\. Parsing aborted|more that \d+ tokens/.test(message))
    return 'Syntax Error: the document is longer than 2000 tokens.';
  if (/call stack/i.test(message)) return 'The document is nested too deep.';
  if (code === 'BAD_USER_INPUT') return message.replace(/got invalid value .*?(?= at "|; )/s, 'got an invalid value');
  return message;
}

/**
 * Apollo's `formatError`: domain errors by their code, the engine's refusals by theirs; anything else is masked, and the log
 * keeps it under the id that the client is told.
 */
export function formatErrorWith(log: EngineLog | undefined) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    let original: unknown = error;
    while (original instanceof GraphQLError && original.originalError !== undefined) original = original.originalError;
    if (original instanceof DomainError) {
      const { message, code, figures } = original;
      return { ...formatted, message, extensions: { code, ...figures } };
    }
    const code = codeOf(formatted.extensions?.['code']);
    const written = original instanceof GraphQLError;
    if (written && code !== null && code !== 'INTERNAL') {
      return { ...formatted, message: publicMessage(code, formatted.message), extensions: { code } };
    }
    const id = randomUUID();
    log?.error({ errorId: id, err: original }, 'an unexpected failure was masked');
    const { path } = formatted;
    return {
      message: `Something failed on our side. The log has it as ${id}.`,
      ...(path === undefined ? {} : { path }),
      extensions: { code: 'INTERNAL' },
    };
  };
}
