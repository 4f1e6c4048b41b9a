/** A Fastify that knows nothing and answers with the bytes it is given: the floor under every measurement. */
import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';

const [, , bytesFile = ''] = process.argv;
const bytes = readFileSync(bytesFile);
const server = fastify({ logger: false });
server.post('/graphql', (_request, reply) =>
  reply.header('content-type', 'application/graphql-response+json; charset=utf-8').send(bytes),
);
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void server.close());
