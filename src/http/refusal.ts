/** Refused requests: always in GraphQL shape, in the media type the client knows. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type DomainError, type ErrorCode, type ErrorFigures } from '../domain/errors.ts';
import { errorBody, GRAPHQL_JSON, knowsOnlyPlainJson, PLAIN_JSON, retryAfterSeconds } from './answers.ts';
import { recordOf } from './request-record.ts';

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly figures?: ErrorFigures;
}

function send(request: FastifyRequest, reply: FastifyReply, { status, code, message, figures }: Refusal): FastifyReply {
  recordOf(request).code = code;
  const body = errorBody(code, message, request.id, figures);
  const type = knowsOnlyPlainJson(request.headers.accept) ? PLAIN_JSON : GRAPHQL_JSON;
  const seconds = retryAfterSeconds(status, body);
  if (seconds !== null) reply.header('retry-after', seconds);
  return reply.code(status).header('content-type', type).send(body);
}

/** Refuses what HTTP already tells to be wrong. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string): FastifyReply {
  const code: ErrorCode = status === 403 ? 'FORBIDDEN' : status >= 500 ? 'INTERNAL' : 'BAD_REQUEST';
  return send(request, reply, { status, code, message });
}

/** Refuses with an error of the closed table and its status. */
export function refuseBy(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message, figures }: DomainError,
): FastifyReply {
  return send(request, reply, { status: ERRORS[code].httpStatus, code, message, figures });
}
