/** Traces as the server speaks of them. What makes spans of them needs packages of its own, loaded only where it is wanted. */
import type { Log } from './log.ts';
import type { RequestRecord } from './request-record.ts';
import type { StatementReport } from './store-report.ts';

/** What is told of a request when it has ended. */
export interface RequestEnd {
  readonly method: string;
  readonly status: number;
}

/** One trace for each request: the request, in it the operation, and in that the statements. Names and numbers only. */
export interface Tracing {
  /** Begins the span of a request. @param traceparent the header by which it belongs to a trace of its caller. */
  beginRequest(requestId: string, traceparent: string | undefined): void;
  endRequest(requestId: string, end: RequestEnd): void;
  /** Begins the span of what the engine does for a request. @returns what ends it. */
  beginOperation(requestId: string): (record: RequestRecord) => void;
  /** Adds a statement that has ended. */
  statement(report: StatementReport): void;
  /** Sends what is left; waits at most two seconds. */
  close(): Promise<void>;
}

/** What `npm install` is told where they are missing; package.json names them as optional peers. */
export const TRACING_PACKAGES = [
  '@opentelemetry/api@~1.9.1',
  '@opentelemetry/exporter-trace-otlp-http@~0.223.1',
  '@opentelemetry/resources@~2.12.1',
  '@opentelemetry/sdk-trace@~2.12.1',
] as const;

function isMissingPackage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

/** @param endpoint base address of a collector that takes OTLP over HTTP. @returns null where TRACING_PACKAGES are not installed. */
export async function openTracing(endpoint: string, log: Pick<Log, 'warn'>): Promise<Tracing | null> {
  try {
    const { createOtlpTracing } = await import('./otlp-tracing.ts');
    return createOtlpTracing(endpoint, log);
  } catch (error) {
    if (isMissingPackage(error)) return null;
    throw error;
  }
}
