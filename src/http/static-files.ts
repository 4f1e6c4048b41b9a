/** Pages: folders of built files, known by name before the first request, so that no path leads elsewhere. */
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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

/** A page of built files and where it is served. */
export interface WebPage {
  readonly folder: string;
  /** The address of its `index.html`, without a slash at the end; `''` for the root. */
  readonly at: string;
  /** Whether every address below `at` that is no file shows the page too: its views have addresses of their own. */
  readonly hasViews: boolean;
  /** Headers of the page and its files, over those that every answer has; null takes one away. */
  readonly headersFor: (request: FastifyRequest) => Readonly<Record<string, string | null>>;
}

/** Serves a page, its files compressed once; a folder without a page answers with a sentence that says so. */
export function addPageRoutes(server: FastifyInstance, { folder, at, hasViews, headersFor }: WebPage): void {
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
    for (const [name, value] of Object.entries(headersFor(request))) {
      if (value === null) reply.removeHeader(name);
      else reply.header(name, value);
    }
    const zip = String(request.headers['accept-encoding'] ?? '').includes('gzip');
    if (zip) reply.header('content-encoding', 'gzip');
    return reply
      .header('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream')
      .header('cache-control', HASHED.test(address) ? 'public, max-age=31536000, immutable' : 'no-cache')
      .header('vary', 'Accept-Encoding')
      .send(zip ? gzipped : raw);
  };
  for (const address of files.keys()) {
    server.get(at + address, (request, reply) => serve(address, request, reply));
  }
  const isBuilt = files.has('/index.html');
  const show = (request: FastifyRequest, reply: FastifyReply): unknown =>
    isBuilt ? serve('/index.html', request, reply) : reply.code(404).type('text/plain').send(NOT_BUILT);
  server.get(at === '' ? '/' : at, show);
  if (hasViews) server.get(`${at}/*`, show);
}

const NOT_BUILT = 'This page is not built here. The API itself is at /graphql.\n';
