/** What is told of every request when it has ended: a line of the log, figures, and the end of its span. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing.ts';
import { recordOf } from './request-record.ts';

export interface Watchers {
  readonly log: Log;
  /** Null where they are switched off. */
  readonly metrics: Metrics | null;
  readonly tracing: Tracing | null;
}

function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply, ms: number): void {
  if (!log.isLevelEnabled('info')) return;
  const { operation, cost, code, hasLeft } = recordOf(request);
  log.info(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      operation: operation ?? undefined,
      cost: cost ?? undefined,
      status: hasLeft ? undefined : reply.statusCode,
      code: code ?? undefined,
      ms: Math.round(ms),
    },
    hasLeft ? 'request given up by its client' : 'request',
  );
}

/** Adds them to a server. Of all addresses there is a line, of the API alone there are figures and spans. */
export function watchRequests(server: FastifyInstance, { log, metrics, tracing }: Watchers): void {
  server.addHook('onRequest', (request, reply, done) => {
    // Fastify's own clock runs only for its own log.
    const startedAt = performance.now();
    const isApi = request.routeOptions.url === '/graphql';
    if (isApi) tracing?.beginRequest(request.id, request.headers['traceparent']?.toString());
    // An answer that nobody waited for is never finished, but its response is closed like any other.
    reply.raw.once('close', () => {
      const record = recordOf(request);
      record.hasLeft = !reply.raw.writableFinished;
      const ms = performance.now() - startedAt;
      logRequest(log, request, reply, ms);
      if (!isApi) return;
      metrics?.request(record, ms);
      tracing?.endRequest(request.id, { method: request.method, status: reply.statusCode });
    });
    done();
  });
}
