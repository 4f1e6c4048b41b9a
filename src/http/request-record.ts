/** The record of each request, from its first use to the last line about it. */
import type { FastifyRequest } from 'fastify';
import { newRequestRecord, type RequestRecord } from '../observability/request-record.ts';

// Keyed by the request, not kept on it: a request that never reached a hook has a record too.
const records = new WeakMap<FastifyRequest, RequestRecord>();

export function recordOf(request: FastifyRequest): RequestRecord {
  const record = records.get(request) ?? newRequestRecord();
  records.set(request, record);
  return record;
}
