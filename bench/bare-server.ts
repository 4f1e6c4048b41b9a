/** A Fastify that knows nothing and answers with the bytes of a file: the floor under every measurement. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fastify } from 'fastify';

const [, , folder = ''] = process.argv;
const bytes = new Map<string, Buffer>();

/** A file is read once, when it is first asked for. */
function bytesOf(name: string): Buffer {
  const known = bytes.get(name) ?? readFileSync(path.join(folder, path.basename(name)));
  bytes.set(name, known);
  return known;
}

const server = fastify({ logger: false });
server.post<{ Params: { name: string } }>('/:name', (asked, reply) =>
  reply.header('content-type', 'application/graphql-response+json; charset=utf-8').send(bytesOf(asked.params.name)),
);
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => process.exit(0));
