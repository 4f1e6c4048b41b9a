/**
 * The product without what makes it safe: its schema, resolvers and stores behind Apollo's and the driver's defaults. No limits,
 * masking, rules for origins, deadlines, signals or slots. Tests that hold here too prove nothing about the product. It takes
 * the product's settings and prints the same address line.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { configFromProcess, type Config } from '../../src/config/config.ts';
import type { Context } from '../../src/graphql/context.ts';
import { createLoaders } from '../../src/graphql/loaders.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { createMetrics, type Metrics } from '../../src/observability/metrics.ts';
import { newRequestRecord } from '../../src/observability/request-record.ts';
import type { GraphStore, ReadOptions } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { neo4jStoreOver } from '../../src/store/neo4j/neo4j-store.ts';
import { openSeedGraph } from '../../src/store/open-store.ts';
import { reportedStore } from '../../src/store/reported-store.ts';
import { createNaiveRunner, openNaiveDriver } from './naive-runner.ts';

/** The longest time a timer can wait: nobody gives up. */
const NEVER_MS = 2 ** 31 - 1;
const STATUS_MS = 1_500;

async function openBareStore(config: Config, metrics: Metrics): Promise<GraphStore> {
  if (config.neo4j === null) {
    const { graph, terms } = await openSeedGraph(config, () => undefined);
    return reportedStore(createMemoryStore(graph, { terms }), metrics.statement);
  }
  const driver = openNaiveDriver(config.neo4j);
  const runner = createNaiveRunner(driver, config.neo4j.database, metrics.statement);
  return neo4jStoreOver({ driver, runner }, config.neo4j);
}

function bareContext(store: GraphStore): Context {
  const signal = new AbortController().signal;
  const read = (coordinate: string): ReadOptions => ({ signal, deadlineMs: NEVER_MS, coordinate, requestId: '' });
  const loaders = createLoaders(store, read);
  return { store, requestId: '', read, loaders, budget: null, record: newRequestRecord(), rateLimit: null };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

async function answerGraphql(
  [apollo, store]: readonly [ApolloServer<Context>, GraphStore],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const { method = 'GET', url = '/' } = request;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search, body: await bodyOf(request) },
    context: async () => bareContext(store),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // What the engine's own server answers to pages of any site.
  response.setHeader('access-control-allow-origin', '*');
  response.statusCode = answer.status ?? 200;
  response.end(answer.body.kind === 'complete' ? answer.body.string : '');
}

async function answerProbe(store: GraphStore, response: ServerResponse): Promise<void> {
  const status = await store.status({ signal: AbortSignal.timeout(STATUS_MS), deadlineMs: STATUS_MS });
  response.statusCode = status.state === 'ready' ? 200 : 503;
  response.end(JSON.stringify({ status: status.state, store: store.name }));
}

function bareHttp(apollo: ApolloServer<Context>, store: GraphStore, metrics: Metrics): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://bare');
    if (pathname === '/graphql') await answerGraphql([apollo, store], request, response);
    else if (pathname === '/livez') response.end('{"status":"alive"}');
    else if (pathname === '/readyz') await answerProbe(store, response);
    else if (pathname === '/metrics') response.end(await metrics.text(store.name, null));
    else response.writeHead(404).end();
  };
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.statusCode = 500;
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });
}

const config = configFromProcess();
const metrics = createMetrics();
const store = await openBareStore(config, metrics);
const schema = createSchema(new URL('../../schema.graphql', import.meta.url));
const apollo = new ApolloServer<Context>({ schema, introspection: config.introspection });
await apollo.start();
const server = bareHttp(apollo, store, metrics);
server.listen(config.port, config.host, () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Store:    ${store.name}\nOpen:     http://${config.host}:${port}/graphql (API, bare)\n`);
});
