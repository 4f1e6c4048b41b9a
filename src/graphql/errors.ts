/** What leaves the server when something fails: rows of the closed table, and nothing of our insides. */
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorCode, type ErrorFigures } from '../domain/errors.ts';
import { coercionMessage } from './coercion-message.ts';

/** A message that quotes a long value would send it back. */
const MAX_MESSAGE_CHARACTERS = 300;
export const MAX_ERRORS = 50;

const SHORT_MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  BAD_USER_INPUT: 'A variable or argument does not fit its type.',
  BAD_REQUEST: 'The request cannot be read; send a JSON object with query and, where needed, variables.',
};

/** Codes of the engine, as rows of our table. */
const ENGINE_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
};

/** A domain error for the client, outside a resolver. */
export function toGraphqlError(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: extensionsOf(error.code, error.figures) });
}

function extensionsOf(code: ErrorCode, figures: ErrorFigures = {}): Record<string, unknown> {
  return { ...figures, code };
}

function domainErrorOf(error: unknown): DomainError | null {
  const inner = error instanceof GraphQLError ? (error.originalError ?? unwrapResolverError(error)) : error;
  return inner instanceof DomainError ? inner : null;
}

/** The row of the closed table that the client will read. */
export function codeOf(error: GraphQLError): ErrorCode {
  return domainErrorOf(error)?.code ?? ENGINE_CODES[String(error.extensions['code'])] ?? 'INTERNAL';
}

/** The last thing that happens to an error before it is sent. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const place = {
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
  const expected = domainErrorOf(error);
  const engineCode = ENGINE_CODES[String(formatted.extensions?.['code'])];
  if (expected !== null && engineCode !== 'GRAPHQL_VALIDATION_FAILED') {
    return { message: expected.message, ...place, extensions: extensionsOf(expected.code, expected.figures) };
  }
  if (engineCode === undefined) {
    return { message: 'Something failed on our side.', ...place, extensions: extensionsOf('INTERNAL') };
  }
  const isShort = formatted.message.length <= MAX_MESSAGE_CHARACTERS && !/call stack/i.test(formatted.message);
  const message =
    coercionMessage(formatted.message) ??
    (isShort ? formatted.message : (SHORT_MESSAGES[engineCode] ?? 'The request was refused.'));
  return { message, ...place, extensions: extensionsOf(engineCode) };
}

/** The same where introspection is off: a name that the client did not write is not told, not even of what is missing. */
export function formatErrorOfClosedSchema(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const told = formatError(formatted, error);
  if (!/\bnot provided\.$/.test(told.message)) return told;
  return { ...told, message: 'An argument or a field of an input that is required is missing.' };
}
