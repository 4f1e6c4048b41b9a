/** One request to the API, and the forms in which a person takes it elsewhere. */

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Where the API is, seen from the page: they may both lie below a path of a proxy. */
export function apiAddress(page: string): string {
  return new URL('./graphql', page).href;
}

/** Reads the text of the variables editor. @throws SyntaxError, TypeError when it is not a JSON object. */
export function parseVariables(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === '') return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('Variables are a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** Text in single quotes as a POSIX shell reads it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A command that asks the same with POST. */
export function asCurl(api: string, request: GraphqlRequest): string {
  return `curl -sS ${quoted(api)} -H 'content-type: application/json' --data-binary ${quoted(JSON.stringify(request))}`;
}

/** An address that asks the same with GET. */
export function asUrl(api: string, { query, variables, operationName }: GraphqlRequest): string {
  const search = new URLSearchParams({ query });
  if (variables !== undefined) search.set('variables', JSON.stringify(variables));
  if (operationName !== undefined) search.set('operationName', operationName);
  return `${api}?${search}`;
}
