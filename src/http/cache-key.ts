/** What makes two requests one: document, variables, operation, and the media type they are answered in. */
import type { FastifyRequest } from 'fastify';

/** Its answer belongs to one client at one time. */
const OF_ONE_CLIENT = /\brateLimit\b/;

type Asked = Readonly<Record<'query' | 'variables' | 'operationName', unknown>>;

/** Variables of GET arrive as text; the same values are the same request. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function askedBy(request: FastifyRequest): Asked | null {
  const { method, body, query } = request;
  if (method === 'GET') {
    const { query: document, variables, operationName, extensions } = query as Record<string, unknown>;
    const values = parsed(variables);
    if (values === undefined || extensions !== undefined) return null;
    return { query: document, variables: values, operationName };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { query: document, variables, operationName, extensions } = body as Record<string, unknown>;
  return extensions === undefined ? { query: document, variables, operationName } : null;
}

/** @returns null where the answer is not to be kept or shared. */
export function cacheKey(request: FastifyRequest): string | null {
  const asked = askedBy(request);
  if (asked === null || typeof asked.query !== 'string' || OF_ONE_CLIENT.test(asked.query)) return null;
  const { accept = '' } = request.headers;
  return JSON.stringify([accept, asked.query, asked.variables ?? null, asked.operationName ?? null]);
}
