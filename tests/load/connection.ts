/** One connection that asks again and again as fast as it is answered, and obeys Retry-After. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one connection, or all of them, met. */
export interface Met {
  /** Answers by status. */
  readonly statuses: Record<number, number>;
  /** Answers of 503 that did not say when to come back. */
  withoutRetryAfter: number;
  /** Connections that were closed or refused without an answer. */
  closed: number;
  /** Milliseconds of the answers with 200. */
  readonly times: number[];
}
export const nothingMet = (): Met => ({ statuses: {}, withoutRetryAfter: 0, closed: 0, times: [] });

interface HttpAnswer {
  readonly status: number;
  readonly retryAfterS: number | null;
  readonly closes: boolean;
}

/** Before the next attempt at a connection that was not taken. */
const AGAIN_MS = 500;
/** Nobody waits for longer. */
const PATIENCE_MS = 15_000;

function header(head: string, name: string): string | null {
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
}

/** @returns null as long as the answer is not whole. */
function readAnswer(text: string): HttpAnswer | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  // The answers asked for here are plain ASCII.
  if (text.length < end + 4 + Number(header(head, 'content-length') ?? 0)) return null;
  const retryAfter = header(head, 'retry-after');
  return {
    status: Number(head.split(' ')[1]),
    retryAfterS: retryAfter === null ? null : Number(retryAfter),
    closes: /close/i.test(header(head, 'connection') ?? ''),
  };
}

/** @returns null when the connection ends first. */
function askOn(socket: Socket, request: string): Promise<HttpAnswer | null> {
  return new Promise((resolve) => {
    let text = '';
    const end = (answer: HttpAnswer | null): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose);
      resolve(answer);
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const answer = readAnswer(text);
      if (answer !== null) end(answer);
    };
    const onClose = (): void => end(null);
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.on('data', onData).once('close', onClose);
    if (socket.destroyed) onClose();
    else socket.write(request);
  });
}

function open(url: URL): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(Number(url.port), url.hostname);
    socket.once('connect', () => resolve(socket)).on('error', () => resolve(null));
  });
}

function count(met: Met, answer: HttpAnswer, ms: number): void {
  met.statuses[answer.status] = (met.statuses[answer.status] ?? 0) + 1;
  if (answer.status === 503 && answer.retryAfterS === null) met.withoutRetryAfter += 1;
  if (answer.status === 200) met.times.push(ms);
}

/** Asks until `until`, a moment of `performance.now()`. */
export async function keepAsking(url: URL, request: string, until: number): Promise<Met> {
  const met = nothingMet();
  let socket: Socket | null = null;
  while (performance.now() < until) {
    socket ??= await open(url);
    const startedAt = performance.now();
    const answer: HttpAnswer | null = socket === null ? null : await askOn(socket, request);
    if (answer === null) {
      met.closed += 1;
      socket = null;
      await sleep(AGAIN_MS);
      continue;
    }
    count(met, answer, performance.now() - startedAt);
    if (answer.closes) socket = null;
    if (answer.retryAfterS !== null) await sleep(answer.retryAfterS * 1_000);
  }
  socket?.destroy();
  return met;
}
