/** The playground: a folder of built files, known by name before the first request, so that no path leads elsewhere. */
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from './security.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.graphql': 'text/plain; charset=utf-8',
};
/** Vite puts a hash of the content before the ending: `main-Bx3kQz9_.js`. */
const HASHED = /-[\w-]{8}\.\w+$/;
const compress = promisify(gzip);

interface Asset {
  readonly raw: Buffer;
  readonly gzipped: Buffer;
}

/** Address to file name for everything in a folder; empty when the folder is not there. */
export function listFiles(folder: string): ReadonlyMap<string, string> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return new Map();
  const names = readdirSync(folder, { recursive: true }).map(String);
  const files = names.map((name) => path.join(folder, name)).filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]));
}

/** Serves the folder at `/`, compressed once; a folder without a page answers with a sentence that says so. */
export function addStaticRoutes(server: FastifyInstance, folder: string): void {
  const files = listFiles(folder);
  const assets = new Map<string, Promise<Asset>>();
  const load = async (file: string): Promise<Asset> => {
    const raw = await readFile(file);
    return { raw, gzipped: await compress(raw) };
  };
  const serve = async (address: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const file = files.get(address) ?? '';
    const asset = assets.get(file) ?? load(file);
    assets.set(file, asset);
    const { raw, gzipped } = await asset;
    const zip = String(request.headers['accept-encoding'] ?? '').includes('gzip');
    if (zip) reply.header('content-encoding', 'gzip');
    return reply
      .header('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream')
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', HASHED.test(address) ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('vary', 'Accept-Encoding')
      .send(zip ? gzipped : raw);
  };
  for (const address of files.keys()) server.get(address, (request, reply) => serve(address, request, reply));
  if (files.has('/index.html')) server.get('/', (request, reply) => serve('/index.html', request, reply));
  else server.get('/', (_request, reply) => reply.code(404).type('text/plain').send(NO_PLAYGROUND));
}

const NO_PLAYGROUND = 'The playground is not built here. The API itself is at /graphql.\n';
