/** `/metrics`, for a scraper on the same network. */
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../observability/metrics.ts';
import type { StatusReader } from './health.ts';
import { refuse } from './refusal.ts';
import { callerOf, type OriginRules } from './security.ts';

export interface MetricsRoute {
  /** Null where they are switched off: then there is nothing at this address. */
  readonly metrics: Metrics | null;
  readonly storeName: string;
  readonly readStatus: StatusReader;
  readonly origins: Pick<OriginRules, 'publicUrl'>;
}

/** Adds the route. No page of another site may read it, not even one that may ask the API. */
export function addMetricsRoute(
  server: FastifyInstance,
  { metrics, storeName, readStatus, origins }: MetricsRoute,
): void {
  if (metrics === null) return;
  server.get('/metrics', async (request, reply) => {
    const caller = callerOf(request.headers, { publicUrl: origins.publicUrl, corsOrigins: [] });
    if (caller.kind === 'foreign') return refuse(request, reply, 403, 'Pages may not read the metrics.');
    const status = await readStatus();
    const text = await metrics.text(storeName, status.state === 'ready' ? status.revision : null);
    return reply.header('content-type', metrics.contentType).header('cache-control', 'no-store').send(text);
  });
}
