/** Refused requests: always in GraphQL shape, in the media type the client knows. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type DomainError, type ErrorCode } from '../domain/errors.ts';
import { errorBody, GRAPHQL_JSON, knowsOnlyPlainJson, PLAIN_JSON, retryAfterSeconds } from './answers.ts';

function send(request: FastifyRequest, reply: FastifyReply, status: number, body: string): FastifyReply {
  const type = knowsOnlyPlainJson(request.headers.accept) ? PLAIN_JSON : GRAPHQL_JSON;
  const seconds = retryAfterSeconds(status, body);
  if (seconds !== null) reply.header('retry-after', seconds);
  return reply.code(status).header('content-type', type).send(body);
}

/** Refuses what HTTP already tells to be wrong. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply {
  const code: ErrorCode = status === 403 ? 'FORBIDDEN' : status >= 500 ? 'INTERNAL' : 'BAD_REQUEST';
  return send(request, reply, status, errorBody(code, message, request.id));
}

/** Refuses with an error of the closed table and its status. */
export function refuseBy(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, figures }: DomainError,
): FastifyReply {
  return send(request, reply, ERRORS[code].httpStatus, errorBody(code, message, request.id, figures));
}
