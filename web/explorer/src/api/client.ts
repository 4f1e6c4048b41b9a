/** Asks the API beside this page, like any other client. */

/** A failure as a person should read it. */
export class ApiError extends Error {
  readonly code: string;
  readonly requestId: string | null;

  constructor(message: string, code: string, requestId: string | null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.requestId = requestId;
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly requestId?: string };
  }[];
}

/** The text of a query, with the shape of its answer. */
export interface Query<Data, Variables> {
  readonly text: string;
  /** Only for the compiler. */
  readonly shape?: { readonly data: Data; readonly variables: Variables };
}

/** Ties the text of a query to the types of its variables and answer. */
export function query<Data, Variables>(text: string): Query<Data, Variables> {
  return { text: text.trim() };
}

async function parse(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new ApiError(`The server answered ${response.status} without JSON.`, 'BAD_ANSWER', null);
  }
}

/** @throws ApiError when the API refuses or fails; DOMException `AbortError` when `signal` fires. */
export async function ask<Data, Variables>(
  { text }: Query<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify({ query: text, variables }),
    signal,
  });
  const { data, errors } = await parse(response);
  const [error] = errors ?? [];
  if (error !== undefined) {
    throw new ApiError(error.message, error.extensions?.code ?? 'INTERNAL', error.extensions?.requestId ?? null);
  }
  return data as Data;
}
