/** Answers that do not come from a query, in the shape every GraphQL client can read. */
import { ERRORS, type ErrorCode, type ErrorFigures } from '../domain/errors.ts';

export const GRAPHQL_JSON = 'application/graphql-response+json; charset=utf-8';
export const PLAIN_JSON = 'application/json; charset=utf-8';

/** The body of a refused request. */
export function errorBody(code: ErrorCode, message: string, requestId: string, figures: ErrorFigures = {}): string {
  return JSON.stringify({ errors: [{ message, extensions: { ...figures, code, requestId } }] });
}

/** The codes that the GraphQL-over-HTTP specification wants as 200 for clients that only know `application/json`. */
const WELL_FORMED_REFUSALS = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_WIDE',
  'QUERY_TOO_COSTLY',
  'FILTER_TOO_LARGE',
  'INVALID_CURSOR',
  'INVALID_ID',
]);

/** Whether a client names the older media type and not the newer one; a client that takes anything gets the newer rules. */
export function knowsOnlyPlainJson(accept: string | undefined): boolean {
  return (
    accept !== undefined && accept.includes('application/json') && !accept.includes('application/graphql-response+json')
  );
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/**
 * The HTTP status of an answer: the first error's where there is no data at all, else what the engine chose. Data beside
 * errors is a 200. `chosen` stays for BAD_REQUEST, whose rows in the specification differ by method and type.
 */
export function statusOf(body: string, chosen: number, accept: string | undefined): number {
  // Answers with errors start with them; the others, nearly all, are not read a second time.
  if (!body.startsWith('{"errors"')) return chosen;
  const { errors, data } = JSON.parse(body) as { errors: { extensions?: { code?: unknown } }[]; data?: unknown };
  if (data !== undefined && data !== null) return 200;
  const code = errors[0]?.extensions?.code;
  if (!isErrorCode(code) || code === 'BAD_REQUEST') return chosen;
  if (WELL_FORMED_REFUSALS.has(code) && knowsOnlyPlainJson(accept)) return 200;
  return ERRORS[code].httpStatus;
}

/** The code of the first error of an answer; null where it has none of our table. */
export function codeIn(body: string): ErrorCode | null {
  if (!body.startsWith('{"errors"')) return null;
  const { errors } = JSON.parse(body) as { errors: { extensions?: { code?: unknown } }[] };
  const code = errors[0]?.extensions?.code;
  return isErrorCode(code) ? code : null;
}

/** What to tell a client that may come back: the seconds an error names, else 1; null for any other status. */
export function retryAfterSeconds(status: number, body: string): number | null {
  if (status !== 429 && status !== 503) return null;
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions?: { retryAfterSeconds?: unknown } }[] };
  const named = errors[0]?.extensions?.retryAfterSeconds;
  return typeof named === 'number' ? named : 1;
}
