/** Spans for a collector, by OpenTelemetry. The only file that needs its packages; tracing.ts loads it where they are wanted. */
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import { ERRORS, type ErrorCode } from '../domain/errors.ts';
import type { Log } from './log.ts';
import { parseTraceparent } from './trace-context.ts';
import type { Tracing } from './tracing.ts';

const SERVICE = 'mlops-knowledge-graph';
const EXPORT_DEADLINE_MS = 2_000;
/** A collector that is away is told of this often. */
const WARNING_INTERVAL_MS = 60_000;
const EXPORTED = 0;

/** A request that has not ended. */
interface OpenRequest {
  readonly span: Span;
  /** Where its operation, and then its statements, belong. */
  context: Context;
}

/** Says in the log that spans are lost, and how many; never where they should have gone. */
function toldExporter(inner: SpanExporter, log: Pick<Log, 'warn'>): SpanExporter {
  let warnedAt = -Infinity;
  return {
    export: (spans, done) =>
      inner.export(spans, (result) => {
        if (result.code !== EXPORTED && performance.now() - warnedAt > WARNING_INTERVAL_MS) {
          warnedAt = performance.now();
          log.warn({ spans: spans.length }, 'traces were not taken by their collector');
        }
        done(result);
      }),
    shutdown: () => inner.shutdown(),
  };
}

function openProvider(endpoint: string, log: Pick<Log, 'warn'>): TracerProvider {
  const url = endpoint.replace(/\/*$/, '/v1/traces');
  const exporter = toldExporter(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_DEADLINE_MS }), log);
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_DEADLINE_MS })],
  });
}

function callersContext(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceparent(traceparent);
  if (parent === null) return ROOT_CONTEXT;
  const { traceId, spanId, isSampled } = parent;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/** What is our fault marks a span as failed; what a client asked wrongly does not. */
function tellCode(span: Span, code: ErrorCode | null): void {
  if (code === null) return;
  span.setAttribute('error.type', code);
  if (ERRORS[code].httpStatus >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

function requestSpans(tracer: Tracer, open: Map<string, OpenRequest>): Pick<Tracing, 'beginRequest' | 'endRequest'> {
  return {
    beginRequest: (requestId, traceparent) => {
      const attributes: Attributes = { 'http.route': '/graphql', 'request.id': requestId };
      const span = tracer.startSpan('/graphql', { kind: SpanKind.SERVER, attributes }, callersContext(traceparent));
      open.set(requestId, { span, context: trace.setSpan(ROOT_CONTEXT, span) });
    },
    endRequest: (requestId, { method, status }) => {
      const request = open.get(requestId);
      if (request === undefined) return;
      open.delete(requestId);
      const { span } = request;
      span.updateName(`${method} /graphql`);
      span.setAttributes({ 'http.request.method': method, 'http.response.status_code': status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/**
 * Sends spans to a collector in batches. A collector that is away costs nobody time: what does not fit into the queue is dropped.
 * @param endpoint its base address; traces go to `/v1/traces` below it.
 */
export function createOtlpTracing(endpoint: string, log: Pick<Log, 'warn'>): Tracing {
  const provider = openProvider(endpoint, log);
  const tracer = provider.getTracer(SERVICE);
  const open = new Map<string, OpenRequest>();
  return {
    ...requestSpans(tracer, open),
    beginOperation: (requestId) => {
      const request = open.get(requestId);
      // Questions of our own, such as those of the warm-up, belong to no request.
      if (request === undefined) return () => undefined;
      const span = tracer.startSpan('operation', { kind: SpanKind.INTERNAL }, request.context);
      request.context = trace.setSpan(ROOT_CONTEXT, span);
      return ({ operation, cost, code }) => {
        if (operation !== null)
          span.updateName(`operation ${operation}`).setAttribute('graphql.operation.name', operation);
        if (cost !== null) span.setAttribute('graphql.operation.cost', cost);
        tellCode(span, code);
        span.end();
      };
    },
    statement: ({ requestId, coordinate, statement, plan, rows, ms, code }) => {
      const request = open.get(requestId);
      if (request === undefined) return;
      const attributes: Attributes = {
        'store.coordinate': coordinate,
        'store.statement': statement,
        'store.plan': plan,
        'store.rows': rows,
      };
      // Finer than Date.now(), so that a statement does not begin before its operation.
      const endTime = performance.timeOrigin + performance.now();
      const options = { kind: SpanKind.CLIENT, attributes, startTime: endTime - ms };
      const span = tracer.startSpan(`${statement} ${coordinate}`, options, request.context);
      tellCode(span, code);
      span.end(endTime);
    },
    close: async () => {
      const patience = new Promise((resolve) => setTimeout(resolve, EXPORT_DEADLINE_MS).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
    },
  };
}
