/**
 * Who may ask from a browser. The API has no cookies, takes JSON only and writes nothing on GET; what is left to prevent is
 * a foreign page that reads, or times, a graph on a private network. So a request from another site is refused before it
 * costs anything, unless the site is in the allow-list.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface OriginRules {
  readonly publicUrl: string | null;
  readonly corsOrigins: readonly string[];
  /** Sites that may show the explorer in a frame. */
  readonly frameAncestors: readonly string[];
}
/** Where a request comes from, as far as a browser tells. */
export type Caller =
  | { readonly kind: 'own-or-none' }
  | { readonly kind: 'allowed'; readonly origin: string }
  | { readonly kind: 'foreign' };

type Headers = Pick<FastifyRequest['headers'], 'origin' | 'host' | 'sec-fetch-site'>;

/** `Origin: null` (a sandboxed page, a local file) is foreign. */
export function callerOf(headers: Headers, rules: Pick<OriginRules, 'publicUrl' | 'corsOrigins'>): Caller {
  const { origin } = headers;
  if (origin === undefined) return { kind: headers['sec-fetch-site'] === 'cross-site' ? 'foreign' : 'own-or-none' };
  if (rules.corsOrigins.includes(origin)) return { kind: 'allowed', origin };
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  const own = origin === rules.publicUrl || (host !== null && host !== '' && host === headers.host?.toLowerCase());
  return { kind: own ? 'own-or-none' : 'foreign' };
}

/** Headers that let a page of an allowed site read the answer. There is no `*`, and nothing is sent to other sites. */
export function corsHeaders(caller: Caller): Readonly<Record<string, string>> {
  if (caller.kind !== 'allowed') return {};
  return {
    'access-control-allow-origin': caller.origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type, accept',
    'access-control-max-age': '600',
  };
}

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
const PAGE_SOURCES =
  "default-src 'none'; script-src 'self'; worker-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The editor writes style elements at run time, hence the one exception; scripts come from files only. */
export function playgroundHeaders(): Readonly<Record<string, string>> {
  return { 'content-security-policy': `${PAGE_SOURCES}; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'` };
}

/** The explorer may stand in a frame of the listed sites, and only when it is asked for without its own header. */
export function explorerHeaders(
  embedded: boolean,
  ancestors: readonly string[],
): Readonly<Record<string, string | null>> {
  const framed = embedded && ancestors.length > 0;
  const policy = `${PAGE_SOURCES}; style-src 'self'; frame-ancestors ${framed ? ancestors.join(' ') : "'none'"}`;
  // The older header knows no list of sites.
  return { 'content-security-policy': policy, ...(framed ? { 'x-frame-options': null } : {}) };
}

/** Sent with every answer; a page replaces the content policy by its own. */
export function setSecurityHeaders(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': API_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    vary: 'Origin',
  });
}
