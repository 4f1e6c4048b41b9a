/**
 * The closed table of errors: every failure a client can see has a row here, and nothing else leaves the server.
 * README repeats the table and a test compares both.
 */
interface ErrorRow {
  /** HTTP status when the answer holds no data at all. */
  readonly httpStatus: number;
  /** Whether the same request may succeed later without being changed. */
  readonly retriable: boolean;
  /** What the code means, in one sentence, for README. */
  readonly meaning: string;
}

export const ERRORS = {
  GRAPHQL_PARSE_FAILED: { httpStatus: 400, retriable: false, meaning: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { httpStatus: 400, retriable: false, meaning: 'The document does not fit the schema.' },
  BAD_USER_INPUT: { httpStatus: 400, retriable: false, meaning: 'An argument or variable breaks a rule it names.' },
  QUERY_TOO_DEEP: { httpStatus: 400, retriable: false, meaning: 'Fields are nested deeper than the limit.' },
  QUERY_TOO_WIDE: { httpStatus: 400, retriable: false, meaning: 'The query plans more store calls than the limit.' },
  QUERY_TOO_COSTLY: { httpStatus: 400, retriable: false, meaning: 'The query may return more nodes than the limit.' },
  FILTER_TOO_LARGE: {
    httpStatus: 400,
    retriable: false,
    meaning: 'The filter is nested too deep or has too many conditions.',
  },
  INVALID_CURSOR: {
    httpStatus: 400,
    retriable: false,
    meaning: 'The cursor is damaged or belongs to another list, filter or order.',
  },
  INVALID_ID: { httpStatus: 400, retriable: false, meaning: 'The id is malformed or of another kind.' },
  BAD_REQUEST: { httpStatus: 400, retriable: false, meaning: 'Body, content type, size or method cannot be accepted.' },
  UNAUTHENTICATED: { httpStatus: 401, retriable: false, meaning: 'The request needs a credential.' },
  FORBIDDEN: {
    httpStatus: 403,
    retriable: false,
    meaning: 'The request is not allowed, for example from a foreign origin.',
  },
  RATE_LIMITED: { httpStatus: 429, retriable: true, meaning: 'The points of this client are used up.' },
  OVERLOADED: { httpStatus: 503, retriable: true, meaning: 'Too many requests at once; try again after Retry-After.' },
  STORE_UNAVAILABLE: { httpStatus: 503, retriable: true, meaning: 'The graph cannot be read at the moment.' },
  TIMEOUT: { httpStatus: 504, retriable: true, meaning: 'The answer did not come within the deadline.' },
  UNKNOWN_OUTCOME: { httpStatus: 500, retriable: false, meaning: 'A write may or may not have happened.' },
  INTERNAL: { httpStatus: 500, retriable: false, meaning: 'Something failed on our side; the id finds it in the log.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** Named numbers of a limit that may travel in `extensions`, for example `{ cost: 21000, limit: 20000 }`. */
export type ErrorFigures = Readonly<Record<string, number | string>>;

/**
 * An expected failure. Its message is public: it says what is wrong and what to do, and never holds a secret, a path, a
 * statement or a database message.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly figures: ErrorFigures;

  constructor(code: ErrorCode, message: string, figures: ErrorFigures = {}, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.figures = figures;
  }
}

/** The code of any failure: `INTERNAL` for those that nobody expected. */
export function errorCodeOf(error: unknown): ErrorCode {
  return error instanceof DomainError ? error.code : 'INTERNAL';
}

/** Ends a switch over a closed union; reaching it is a bug, and the compiler says so first. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
