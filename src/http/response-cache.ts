/**
 * Answers kept as text in front of the engine. The graph changes only with its revision, which is part of the key, so a kept
 * answer is never an old one; a new revision empties the cache. Equal requests that arrive together are computed once.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface KeptAnswer {
  readonly contentType: string;
  readonly operation: string | null;
  /** Weak: one answer in several encodings. */
  readonly etag: string;
  readonly text: Buffer;
  /** Compressed when it is first asked for, and then kept. */
  encoded(encoding: Encoding): Promise<Buffer>;
}

/** What a computation gives: text worth keeping, or null for errors and whatever belongs to one client. */
export interface Answered {
  readonly contentType: string;
  readonly text: string;
  /** The name of the operation, for the log. */
  readonly operation: string | null;
}

export interface ResponseCache {
  /** The kept answer to this request in this revision, without waiting. */
  find(revision: string, key: string): KeptAnswer | null;
  /** The answer that another request with this key is waiting for; null when there is none, or when it is not to be kept. */
  joined(revision: string, key: string, signal: AbortSignal): Promise<KeptAnswer | null>;
  /** Announces that the answer is being computed. @returns what is to be called once with the result, whatever it is; it returns what was kept. */
  begin(revision: string, key: string): (answered: Answered | null) => KeptAnswer | null;
}

const compress = {
  gzip: promisify(gzip),
  // The middle of the scale: nine tenths of the gain for a tenth of the time.
  br: (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
} as const satisfies Record<Encoding, (text: Buffer) => Promise<Buffer>>;
/** Compressed copies come later; together they are smaller than the text. */
const COPIES_FACTOR = 2;

function keep({ contentType, operation, text: given }: Answered): KeptAnswer {
  const text = Buffer.from(given);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const copies = new Map<Encoding, Promise<Buffer>>();
  return {
    contentType,
    operation,
    etag: `W/"${digest}"`,
    text,
    encoded: (encoding) => {
      let copy = copies.get(encoding);
      if (copy === undefined) copies.set(encoding, (copy = compress[encoding](text)));
      return copy;
    },
  };
}

/** Rejects nothing: what is given up is simply not there. */
function unless<T>(signal: AbortSignal, pending: Promise<T>): Promise<T | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const leave = (): void => resolve(null);
    signal.addEventListener('abort', leave, { once: true });
    void pending.then((value) => {
      signal.removeEventListener('abort', leave);
      resolve(value);
    });
  });
}

/** @param maxBytes of kept answers, their compressed copies and keys; the least recently used go first. */
export function createResponseCache(maxBytes: number): ResponseCache {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: maxBytes,
    sizeCalculation: ({ text }, key) => text.length * COPIES_FACTOR + key.length * 2,
  });
  const pending = new Map<string, Promise<KeptAnswer | null>>();
  let current = '';

  function turnTo(revision: string): void {
    if (revision === current) return;
    current = revision;
    kept.clear();
    pending.clear();
  }

  return {
    find: (revision, key) => {
      turnTo(revision);
      return kept.get(key) ?? null;
    },
    joined: async (revision, key, signal) => {
      turnTo(revision);
      const computed = pending.get(key);
      return computed === undefined ? null : unless(signal, computed);
    },
    begin: (revision, key) => {
      turnTo(revision);
      const { promise, resolve } = withResolvers<KeptAnswer | null>();
      pending.set(key, promise);
      return (answered) => {
        const answer = answered === null ? null : keep(answered);
        if (pending.get(key) === promise) pending.delete(key);
        if (answer !== null && current === revision) kept.set(key, answer);
        resolve(answer);
        return answer;
      };
    },
  };
}

function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
