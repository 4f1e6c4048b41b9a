/** `/graphql`: from HTTP to the engine and back. */
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GRAPHQL_JSON, PLAIN_JSON, errorBody, knowsOnlyPlainJson, statusOf } from './answers.ts';
import { isNestedDeeperThan, JSON_NESTING_LIMIT } from './nesting.ts';

/** What a request's context is made of. */
export interface RequestFacts {
  readonly requestId: string;
  /** Fires when the client has left or the deadline has passed. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}
export interface Engine<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly createContext: (facts: RequestFacts) => C;
  readonly deadlineMs: number;
}

/** A signal for everything done for this request: nobody works for a client that has left, nor past the deadline. */
function requestSignal(reply: FastifyReply, deadlineMs: number): AbortSignal {
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort();
  });
  return AbortSignal.any([left.signal, AbortSignal.timeout(deadlineMs)]);
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** Answers a refused request in GraphQL shape, in the media type the client knows. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply {
  const code = status === 403 ? 'FORBIDDEN' : status >= 500 ? 'INTERNAL' : 'BAD_REQUEST';
  const type = knowsOnlyPlainJson(request.headers.accept) ? PLAIN_JSON : GRAPHQL_JSON;
  return reply
    .code(status)
    .header('content-type', type)
    .send(errorBody(code, message, request.id));
}

/** The handler of GET and POST. */
export function graphqlHandler<C extends BaseContext>(engine: Engine<C>) {
  const { apollo, createContext, deadlineMs } = engine;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (isNestedDeeperThan(JSON_NESTING_LIMIT, request.body)) {
      return refuse(request, reply, 400, `The body nests lists and objects deeper than ${JSON_NESTING_LIMIT} levels.`);
    }
    const at = request.url.indexOf('?');
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: at < 0 ? '' : request.url.slice(at),
        body: request.body,
      },
      context: async () =>
        createContext({ requestId: request.id, signal: requestSignal(reply, deadlineMs), deadlineMs }),
    });
    const body = answer.body.kind === 'complete' ? answer.body.string : '';
    for (const [name, value] of answer.headers) reply.header(name, value);
    return reply.code(statusOf(body, answer.status ?? 200, request.headers.accept)).send(body);
  };
}
