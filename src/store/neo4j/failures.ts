/** What the database says when it fails, in the words of the closed table. The text of the database stays in `cause`. */
import { isRetryableError, Neo4jError } from 'neo4j-driver';
import { DomainError } from '../../domain/errors.ts';

const LOGIN_CODES: readonly string[] = [
  'Neo.ClientError.Security.Unauthorized',
  'Neo.ClientError.Security.CredentialsExpired',
];
const LOGIN_LIMIT_CODE = 'Neo.ClientError.Security.AuthenticationRateLimit';
const TIMEOUT_CODES: readonly string[] = [
  'Neo.ClientError.Transaction.TransactionTimedOut',
  'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration',
  'Neo.ClientError.Transaction.LockClientStopped',
];
const OVERLOAD_CODES: readonly string[] = [
  'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
  'Neo.TransientError.General.OutOfMemoryError',
];

/** The driver has no code for these: no connection came in time, or the driver was given up meanwhile. */
const NO_CONNECTION = /^(?:Connection acquisition timed out|Pool is closed)/;

export const LOGIN_ADVICE = 'Neo4j refuses the login. Check NEO4J_USER and NEO4J_PASSWORD.';
const LOGIN_LIMIT_ADVICE =
  'Neo4j refuses every login for some seconds, after wrong ones. Check NEO4J_USER and NEO4J_PASSWORD, and try again.';
export const UNREACHABLE_ADVICE = 'Neo4j does not answer. Check that it runs and that NEO4J_URI names it.';
export const DATABASE_ADVICE = 'Neo4j has no such database. Check NEO4J_DATABASE.';

/** What a person can do about a failure, when it is one of address, login or database. */
export function adviceFor(error: unknown): string | null {
  if (!(error instanceof Neo4jError)) return null;
  if (LOGIN_CODES.includes(error.code)) return LOGIN_ADVICE;
  if (error.code === LOGIN_LIMIT_CODE) return LOGIN_LIMIT_ADVICE;
  if (error.code === 'Neo.ClientError.Database.DatabaseNotFound') return DATABASE_ADVICE;
  return null;
}

/** Maps any failure of the driver to a domain error; a domain error passes as it is. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const cause = { cause: error };
  if (!(error instanceof Neo4jError)) return new DomainError('INTERNAL', 'The question failed.', {}, cause);
  const advice = adviceFor(error);
  if (advice !== null)
    return new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.', {}, cause);
  if (TIMEOUT_CODES.includes(error.code)) {
    return new DomainError('TIMEOUT', 'The answer did not come in time; ask for less at once.', {}, cause);
  }
  if (OVERLOAD_CODES.includes(error.code)) {
    return new DomainError('OVERLOADED', 'The question needs too much memory at the moment; ask for less.', {}, cause);
  }
  const isAway = ['ServiceUnavailable', 'SessionExpired'].includes(error.code) || NO_CONNECTION.test(error.message);
  if (isAway || isRetryableError(error)) {
    return new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.', {}, cause);
  }
  return new DomainError('INTERNAL', 'The question failed.', {}, cause);
}
