/**
 * Which budget a request draws on. A client is told by its API key where the key is a known one, else by its address; keys
 * anybody could make up would be budgets anybody could make up. Keys are kept and compared as SHA-256 only.
 */
import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Budget } from '../domain/budget.ts';

export interface RateLimitRules {
  /** Points each client may spend in a minute; 0 for as many as it likes. */
  readonly pointsPerMinute: number;
  /** SHA-256 of the keys that have a budget of their own, in lower-case hex. */
  readonly apiKeyHashes: readonly string[];
}
export type RequestOrigin = Pick<FastifyRequest, 'ip' | 'headers'>;
/** The budget of whoever sends a request; null where there are none. */
export type Budgets = (request: RequestOrigin) => Budget | null;

export const API_KEY_HEADER = 'x-api-key';
/** Clients remembered; the one that has not asked for longest is forgotten first, and starts anew with all points. */
const CLIENTS_REMEMBERED = 10_000;
const MINUTE_MS = 60_000;
/** Points that rounding may swallow. */
const ROUNDING = 1e-6;

/**
 * A token bucket, full at first, that fills evenly.
 * @param now milliseconds since 1970; a clock that is set back fills nothing.
 */
export function createBudget(limit: number, now: () => number): Budget {
  let level = limit;
  let filledAt = now();
  const perMs = limit / MINUTE_MS;
  const fill = (): void => {
    level = Math.min(limit, level + Math.max(0, now() - filledAt) * perMs);
    filledAt = now();
  };
  return {
    limit,
    remaining: () => {
      fill();
      return Math.floor(level + ROUNDING);
    },
    spend: (points) => {
      fill();
      if (level + ROUNDING < points) return false;
      level = Math.max(0, level - points);
      return true;
    },
    forfeit: (points) => {
      fill();
      level = Math.max(0, level - points);
    },
    resetAt: () => {
      fill();
      return new Date(filledAt + Math.ceil((limit - level) / perMs));
    },
    secondsUntil: (points) => {
      fill();
      return Math.max(1, Math.ceil((points - level) / perMs / 1_000));
    },
  };
}

/** What addresses count as one client: an IPv4 address, or a /64 network, which one host of IPv6 may have for itself. */
export function clientNetwork(address: string): string {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const zeros = Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0');
  const network = [...groups(head), ...zeros, ...groups(tail)].slice(0, 4);
  return `${network.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** The name a client is remembered by. */
function clientOf({ ip, headers }: RequestOrigin, known: ReadonlySet<string>): string {
  const key = headers[API_KEY_HEADER];
  if (typeof key === 'string' && known.size > 0) {
    const hash = createHash('sha256').update(key).digest('hex');
    if (known.has(hash)) return `key ${hash}`;
  }
  return `address ${clientNetwork(ip)}`;
}

/** Makes the budgets of one server. @param now milliseconds since 1970. */
export function createBudgets({ pointsPerMinute, apiKeyHashes }: RateLimitRules, now: () => number): Budgets {
  if (pointsPerMinute === 0) return () => null;
  const known = new Set(apiKeyHashes);
  // A Map keeps the order of insertion, so its first entry is the one that asked longest ago.
  const clients = new Map<string, Budget>();
  return (request) => {
    const client = clientOf(request, known);
    const budget = clients.get(client) ?? createBudget(pointsPerMinute, now);
    clients.delete(client);
    clients.set(client, budget);
    const [oldest] = clients.keys();
    if (clients.size > CLIENTS_REMEMBERED && oldest !== undefined) clients.delete(oldest);
    return budget;
  };
}
