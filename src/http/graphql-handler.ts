/** `/graphql`: from HTTP to the engine and back. */
import { HeaderMap, type ApolloServer, type BaseContext } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rateLimited, type Budget } from '../domain/budget.ts';
import type { Slots } from '../domain/slots.ts';
import type { RequestRecord } from '../observability/request-record.ts';
import { withPlace } from './admission.ts';
import { codeIn, PLAIN_JSON, retryAfterSeconds, statusOf } from './answers.ts';
import { isNestedDeeperThan, JSON_NESTING_LIMIT } from './nesting.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { Budgets } from './rate-limit.ts';
import { refuse, refuseBy } from './refusal.ts';
import { recordOf } from './request-record.ts';
import type { Answered } from './response-cache.ts';

/** What a request's context is made of. */
export interface RequestFacts {
  readonly requestId: string;
  /** Fires when the client has left or the deadline has passed. */
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  /** What the client may still spend; null for as much as it likes. */
  readonly budget: Budget | null;
  /** Filled as the request goes on, for the log and the metrics. */
  readonly record: RequestRecord;
}
/** What a request must have before it is read. */
export interface Gates {
  readonly places: Slots;
  readonly budgets: Budgets;
}
export interface Engine<C extends BaseContext> {
  readonly apollo: ApolloServer<C>;
  readonly createContext: (facts: RequestFacts) => C;
  readonly deadlineMs: number;
  /** Where answers are kept between requests. */
  readonly kept: KeptAnswers;
}

/**
 * A signal for everything done for this request: nobody works for a client that has left, nor past the deadline. One
 * controller and a timer that is cleared: signals of `AbortSignal.any` and `timeout` hold what listens to them until they
 * fire, which kept 0.6 MB of each request for five seconds.
 */
function requestSignal(reply: FastifyReply, deadlineMs: number): AbortSignal {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), deadlineMs);
  // A client may leave while its body is still read.
  if (reply.raw.destroyed) ended.abort();
  reply.raw.once('close', () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) ended.abort();
  });
  return ended.signal;
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

type HttpAnswer = Awaited<ReturnType<ApolloServer['executeHTTPGraphQLRequest']>>;

function send(request: FastifyRequest, reply: FastifyReply, answer: HttpAnswer): FastifyReply {
  const body = answer.body.kind === 'complete' ? answer.body.string : '';
  for (const [name, value] of answer.headers) reply.header(name, value);
  const status = statusOf(body, answer.status ?? 200, request.headers.accept);
  // What the engine refuses before a request starts never reaches its plugins.
  recordOf(request).code ??= codeIn(body);
  const seconds = retryAfterSeconds(status, body);
  if (seconds !== null) reply.header('retry-after', seconds);
  return reply.code(status).send(body);
}

/** What may be kept of an answer: text without errors. */
function worthKeeping(answer: HttpAnswer, { operation }: RequestRecord): Answered | null {
  if (answer.body.kind !== 'complete' || answer.status !== undefined || answer.body.string.startsWith('{"errors"'))
    return null;
  return { contentType: answer.headers.get('content-type') ?? PLAIN_JSON, text: answer.body.string, operation };
}

/**
 * The handler of GET and POST. A kept answer costs nothing; whoever needs a new one needs a point left and a place. What more it
 * costs is known when it is read.
 */
export function graphqlHandler<C extends BaseContext>(
  { apollo, createContext, deadlineMs, kept }: Engine<C>,
  { places, budgets }: Gates,
) {
  const answerTo = (request: FastifyRequest, facts: RequestFacts): Promise<HttpAnswer> => {
    const at = request.url.indexOf('?');
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: at < 0 ? '' : request.url.slice(at),
        body: request.body,
      },
      context: async () => createContext(facts),
    });
  };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (isNestedDeeperThan(JSON_NESTING_LIMIT, request.body)) {
      return refuse(request, reply, 400, `The body nests lists and objects deeper than ${JSON_NESTING_LIMIT} levels.`);
    }
    const startedAt = performance.now();
    let made: AbortSignal | null = null;
    const signalOf = (): AbortSignal => (made ??= requestSignal(reply, deadlineMs));
    return kept.answer({ request, reply }, signalOf, async (mayKeep) => {
      const signal = signalOf();
      const budget = budgets(request);
      if (budget !== null && budget.remaining() < 1) {
        // A reply is a promise of its own end: it must not be awaited here.
        void refuseBy(request, reply, rateLimited(budget, 1));
        return null;
      }
      let answered: Answered | null = null;
      await withPlace(places, signal, { request, reply }, async () => {
        const leftMs = Math.max(0, deadlineMs - (performance.now() - startedAt));
        const facts = { requestId: request.id, signal, deadlineMs: leftMs, budget, record: recordOf(request) };
        const answer = await answerTo(request, facts);
        answered = mayKeep ? worthKeeping(answer, facts.record) : null;
        if (answered === null) void send(request, reply, answer);
      });
      return answered;
    });
  };
}
