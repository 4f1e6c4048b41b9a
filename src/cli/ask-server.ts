import { UsageError } from './arguments.ts';
import { isObject, type Json, type JsonObject } from './render/json.ts';

export interface Asked {
  readonly document: string;
  readonly variables: JsonObject;
}
/** What came back, whoever answered. */
export interface Answer {
  readonly data: JsonObject | null;
  readonly errors: readonly string[];
  /** The answer as it came. */
  readonly raw: Json;
}

/** An answer in its JSON form, checked as far as it will be printed. */
export function toAnswer(body: Json | undefined): Answer {
  if (!isObject(body)) return { data: null, errors: ['The answer is not GraphQL.'], raw: body ?? null };
  const errors = Array.isArray(body['errors']) ? (body['errors'] as readonly Json[]) : [];
  return {
    data: isObject(body['data']) ? body['data'] : null,
    errors: errors.map((error) => (isObject(error) ? String(error['message']) : 'Unknown error')),
    raw: body,
  };
}

/** Longer than the server's own deadline, so that its words arrive rather than ours. */
const PATIENCE_MS = 20_000;

/** Asks a running server. @throws UsageError where none answers at the address. */
export async function askServer(url: string, { document, variables }: Asked): Promise<Answer> {
  const address = new URL(url.replace(/\/$/, '').endsWith('/graphql') ? url : `${url.replace(/\/$/, '')}/graphql`);
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  const response = await fetch(address, request).catch(() => null);
  if (response === null) throw new UsageError(`No server answers at ${address.origin}; start one with npm start.`);
  const text = await response.text();
  try {
    return toAnswer(JSON.parse(text) as Json);
  } catch {
    throw new UsageError(`What answers at ${address.origin} is not this server (HTTP ${response.status}).`);
  }
}
