/** Sends a kept answer: in the smallest form the client takes, or not at all where the client has it already. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordOf } from './request-record.ts';
import { ENCODINGS, type Encoding, type KeptAnswer } from './response-cache.ts';

/** Below this, compressing saves nothing. */
const SMALL_BYTES = 1_000;

function encodingFor(request: FastifyRequest, { text }: KeptAnswer): Encoding | null {
  if (text.length < SMALL_BYTES) return null;
  const accepted = String(request.headers['accept-encoding'] ?? '').toLowerCase();
  const takes = (name: string): boolean => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted);
  return ENCODINGS.find(takes) ?? null;
}

/**
 * Whoever has an answer must ask whether it is still right: a new revision of the graph may come at any time. POST is not kept
 * by anybody on the way.
 */
export async function sendKept(request: FastifyRequest, reply: FastifyReply, kept: KeptAnswer): Promise<FastifyReply> {
  recordOf(request).operation = kept.operation;
  const isGet = request.method === 'GET';
  reply.header('cache-control', isGet ? 'no-cache' : 'no-store').header('vary', 'Origin, Accept, Accept-Encoding');
  if (isGet) {
    reply.header('etag', kept.etag);
    const known = String(request.headers['if-none-match'] ?? '');
    if (known === '*' || known.split(',').some((tag) => tag.trim() === kept.etag)) return reply.code(304).send();
  }
  const encoding = encodingFor(request, kept);
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply
    .code(200)
    .header('content-type', kept.contentType)
    .send(encoding === null ? kept.text : await kept.encoded(encoding));
}
