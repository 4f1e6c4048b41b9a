/** The HTTP server: routes, limits and what every request passes; what is answered lies in the files beside this one. */
import { randomUUID } from 'node:crypto';
import type { BaseContext } from '@apollo/server';
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import { failureFacts } from '../observability/failure.ts';
import type { Log } from '../observability/log.ts';
import type { GraphStore } from '../store/graph-store.ts';
import { clientErrorHandler } from './client-error.ts';
import { graphqlHandler, type Engine, type Gates } from './graphql-handler.ts';
import { addHealthRoutes, statusReader } from './health.ts';
import { addMetricsRoute } from './metrics-route.ts';
import type { PhaseHolder } from './phase.ts';
import { refuse, refuseBy } from './refusal.ts';
import {
  callerOf,
  corsHeaders,
  explorerHeaders,
  playgroundHeaders,
  setSecurityHeaders,
  type OriginRules,
} from './security.ts';
import { addPageRoutes } from './static-files.ts';
import { watchRequests, type Watchers } from './watch-requests.ts';

export interface ServerLimits {
  readonly bodyLimitBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
}
export interface ServerDependencies<C extends BaseContext> extends Watchers {
  readonly engine: Engine<C>;
  readonly store: GraphStore;
  readonly limits: ServerLimits;
  readonly origins: OriginRules;
  readonly gates: Gates;
  /** Addresses and networks of proxies whose word on a client's address counts. */
  readonly trustedProxies: readonly string[];
  readonly holder: PhaseHolder;
  /** Null where the schema is closed: the playground reads it, and its pages name the fields. */
  readonly playgroundDir: string | null;
  readonly explorerDir: string;
}

const STOPPING = 'This process is stopping; ask another one.';

/** A server that is ready to listen. */
export function createServer<C extends BaseContext>(dependencies: ServerDependencies<C>): FastifyInstance {
  const { engine, store, limits, origins, gates, metrics, holder, log } = dependencies;
  const server = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: dependencies.trustedProxies.length > 0 && [...dependencies.trustedProxies],
    bodyLimit: limits.bodyLimitBytes,
    requestTimeout: limits.requestTimeoutMs,
    forceCloseConnections: 'idle',
    clientErrorHandler: clientErrorHandler(log),
    // An address that cannot even be decoded never reaches the error handler below.
    frameworkErrors: (error, request, reply) => answerError(log, error, request, reply),
    // Node looks at its time limits every 30 s unless told otherwise.
    http: { headersTimeout: limits.headersTimeoutMs, connectionsCheckingInterval: 1_000 },
  });
  server.server.maxConnections = limits.maxConnections;
  // Only JSON is read: any page may send text/plain anywhere without asking first.
  server.removeContentTypeParser('text/plain');
  // Without promises: every kept answer passes here.
  server.addHook('onRequest', (_request, reply, done) => {
    setSecurityHeaders(reply);
    done();
  });
  watchRequests(server, dependencies);
  server.setErrorHandler((error: FastifyError, request, reply) => answerError(log, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    refuse(request, reply, 404, 'There is nothing at this address; the API is at /graphql.'),
  );
  addGraphqlRoutes(server, { engine, origins, gates, holder });
  const readStatus = statusReader(store);
  addHealthRoutes(server, store.name, readStatus, holder);
  addMetricsRoute(server, { metrics, storeName: store.name, readStatus, origins });
  addPages(server, dependencies);
  return server;
}

function addPages(
  server: FastifyInstance,
  {
    playgroundDir,
    explorerDir,
    origins,
  }: Pick<ServerDependencies<BaseContext>, 'playgroundDir' | 'explorerDir' | 'origins'>,
): void {
  if (playgroundDir !== null)
    addPageRoutes(server, { folder: playgroundDir, at: '', hasViews: false, headersFor: playgroundHeaders });
  addPageRoutes(server, {
    folder: explorerDir,
    at: '/explore',
    hasViews: true,
    headersFor: ({ query }) =>
      explorerHeaders((query as Record<string, unknown>)['embed'] === '1', origins.frameAncestors),
  });
}

function addGraphqlRoutes<C extends BaseContext>(
  server: FastifyInstance,
  { engine, origins, gates, holder }: Pick<ServerDependencies<C>, 'engine' | 'origins' | 'gates' | 'holder'>,
): void {
  // One that stops ends what it has begun, and begins nothing.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    holder.phase === 'running'
      ? undefined
      : refuseBy(request, reply.header('connection', 'close'), new DomainError('OVERLOADED', STOPPING));
  // After size and type of the body have been judged, and before anything in it is.
  const preHandler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = callerOf(request.headers, origins);
    if (caller.kind === 'foreign') {
      return refuse(request, reply, 403, 'Pages of this origin may not ask; CORS_ORIGINS lists those that may.');
    }
    reply.headers(corsHeaders(caller));
    return isUtf8(request) ? undefined : refuse(request, reply, 415, 'Send the body as application/json in UTF-8.');
  };
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest,
    preHandler,
    handler: graphqlHandler(engine, gates),
  });
  server.options('/graphql', { preHandler }, (_request, reply) => reply.code(204).send());
  server.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (request, reply) =>
      refuse(request, reply.header('allow', 'GET, POST'), 405, 'Ask with POST, or with GET for queries.'),
  });
}

function isUtf8(request: FastifyRequest): boolean {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'The address or the JSON of the body cannot be read.',
  413: 'The body is too large; split the question, or pass long lists in several requests.',
  415: 'Send the body as application/json.',
};

/** Words of a library never reach the client; its error code goes to the log. */
function answerError(log: Log, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  const known = status >= 400 && status < 500;
  if (!known) log.error({ requestId: request.id, failure: failureFacts(error) }, 'request failed');
  const message = MESSAGES[status] ?? (known ? 'The request cannot be read.' : 'Something failed on our side.');
  return refuse(request, reply, known ? status : 500, message);
}
