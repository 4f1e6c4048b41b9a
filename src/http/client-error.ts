/** What is not HTTP, or comes too slowly to become a request: answered by hand, told in one line, and its socket closed. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from '../observability/log.ts';
import { errorBody, PLAIN_JSON } from './answers.ts';

const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};
const MESSAGES: Readonly<Record<number, string>> = {
  408: 'The request did not arrive in time.',
  413: 'The body is not sent in a way that can be read.',
  431: 'The headers are too large.',
};

/** Answers the handler of errors below HTTP. A client that has gone is none of them. */
export function clientErrorHandler(log: Log): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const status = STATUSES[error.code ?? ''] ?? 400;
    const requestId = randomUUID();
    log.info({ requestId, status, code: 'BAD_REQUEST', reason: error.code }, 'not a request');
    const body = errorBody('BAD_REQUEST', MESSAGES[status] ?? 'This is not HTTP.', requestId);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: ${PLAIN_JSON}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    socket.destroySoon();
  };
}
