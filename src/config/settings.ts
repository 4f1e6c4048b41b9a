/**
 * The table of settings: what can be set, its default, its unit and what it means. README repeats it and a test compares
 * both. Every value arrives as text from the environment; its schema turns the text into what the program uses.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { parseAddress } from './address.ts';

export interface Setting<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** The text that stands for an absent value; `null` where there is none. */
  readonly default: string | null;
  readonly unit: string;
  readonly meaning: string;
  /** Whether the value must never be printed. */
  readonly secret: boolean;
  readonly schema: z.ZodType<T, string>;
}

const text = z.string();

function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  const message = `must be a whole number from ${min} to ${max}`;
  return text
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const onOff = z
  .enum(['on', 'off', 'true', 'false'], 'must be on or off')
  .transform((word) => word === 'on' || word === 'true') as z.ZodType<boolean, string>;

function webOrigin(value: string): string | null {
  const url = parseAddress(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '') ? url.origin : null;
}

const publicUrl = text.transform((value, context) => {
  const url = value === '' ? '' : webOrigin(value);
  if (url !== null) return url === '' ? null : url;
  context.addIssue('must be an origin such as https://graph.example, without a path');
  return z.NEVER;
});

const collector = text.transform((value, context) => {
  const url = value === '' ? null : parseAddress(value);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (value === '' || isPlain) return value === '' ? null : value;
  context.addIssue('must be an address such as http://localhost:4318, without user or password in it');
  return z.NEVER;
});

const originList = text.transform((value, context) => {
  const words = value.split(',').map((word) => word.trim());
  const origins = words.filter((word) => word !== '').map(webOrigin);
  if (!origins.includes(null)) return origins as readonly string[];
  context.addIssue('must be origins such as https://portal.example, separated by commas; * is not accepted');
  return z.NEVER;
});

const wordList = (isWord: (word: string) => boolean, message: string): z.ZodType<readonly string[], string> =>
  text
    .transform((value) => value.split(',').map((word) => word.trim()))
    .transform((words): readonly string[] => words.filter((word) => word !== ''))
    .refine((words) => words.every(isWord), message);

function isNetwork(word: string): boolean {
  const [address = '', prefix, ...rest] = word.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  return (
    bits > 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** What one operation may cost: with fewer points a minute the dearest ones could never be asked. */
const LEAST_POINTS = 20_000;
const points = wholeNumber(0, 1_000_000_000).refine(
  (count) => count === 0 || count >= LEAST_POINTS,
  'must be 0 or at least 20000, what one operation may cost',
);

const NEO4J_SCHEMES = /^(neo4j|bolt)(\+s|\+ssc)?:$/;
const neo4jUri = text.transform((value, context) => {
  if (value === '') return null;
  const url = parseAddress(value);
  if (url !== null && url.username === '' && url.password === '' && NEO4J_SCHEMES.test(url.protocol)) return value;
  context.addIssue('must read like neo4j+s://host:7687 or bolt://127.0.0.1:7687, without user or password in it');
  return z.NEVER;
});

type Row = readonly [name: string, fallback: string | null, unit: string, meaning: string];

function setting<T>([name, fallback, unit, meaning]: Row, schema: z.ZodType<T, string>): Setting<T> {
  return { name, default: fallback, unit, meaning, secret: false, schema };
}

export const SETTINGS = {
  host: setting(['HOST', '127.0.0.1', 'address', 'Where the server listens.'], text),
  port: setting(['PORT', '4000', 'port', 'Where the server listens; 0 takes any free one.'], wholeNumber(0, 65_535)),
  publicUrl: setting(['PUBLIC_URL', '', 'origin', 'The address people use when a proxy stands in front.'], publicUrl),
  corsOrigins: setting(['CORS_ORIGINS', '', 'origins', 'Other sites whose pages may ask, by comma; none.'], originList),
  frameAncestors: setting(
    ['FRAME_ANCESTORS', '', 'origins', 'Sites that may show /explore?embed=1 in a frame, by comma; none.'],
    originList,
  ),
  introspection: setting(['INTROSPECTION', 'on', 'on, off', 'Whether clients may read the schema.'], onOff),
  logLevel: setting(
    ['LOG_LEVEL', 'info', 'level', 'Least severe log lines written: debug, info, warn, error or silent.'],
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
  ),
  slowMs: setting(
    ['SLOW_MS', '1000', 'ms', 'A statement or question that takes as long has a line in the log.'],
    wholeNumber(1, 60_000),
  ),
  metrics: setting(
    ['METRICS', 'off', 'on, off', 'Whether /metrics has figures for Prometheus; pages of other sites never see them.'],
    onOff,
  ),
  otlpEndpoint: setting(
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      '',
      'address',
      'A collector for traces, OTLP over HTTP, such as http://localhost:4318; none.',
    ],
    collector,
  ),
  dataDir: setting(['DATA_DIR', 'data', 'folder', 'Your own rows: every .jsonl file in it joins the graph.'], text),
  cacheDir: setting(
    [
      'CACHE_DIR',
      '.cache',
      'folder',
      'Where built graphs are kept between starts, the four used last, and where a build puts its lists.',
    ],
    text,
  ),
  neo4jUri: setting(['NEO4J_URI', '', 'address', 'The Neo4j to use; without it the graph is in memory.'], neo4jUri),
  neo4jUser: setting(['NEO4J_USER', 'neo4j', 'name', 'Who signs in to Neo4j.'], text),
  neo4jPassword: {
    ...setting(['NEO4J_PASSWORD', '', 'secret', 'The password of NEO4J_USER; needed with NEO4J_URI.'], text),
    secret: true,
  },
  neo4jDatabase: setting(['NEO4J_DATABASE', 'neo4j', 'name', 'The database inside Neo4j.'], text),
  neo4jPlainText: setting(
    ['NEO4J_PLAIN_TEXT', 'off', 'on, off', 'Allows a connection without TLS to a host that is not this machine.'],
    onOff,
  ),
  readIndexResources: setting(
    [
      'READ_INDEX_RESOURCES',
      '300000',
      'resources',
      'The largest graph in Neo4j whose shape and words are kept here to count, page and search; 0: none.',
    ],
    wholeNumber(0, 10_000_000),
  ),
  keptNodes: setting(
    [
      'KEPT_NODES',
      '20000',
      'nodes',
      'Nodes read from Neo4j and kept until the graph changes, and as many again in lists; 0: none.',
    ],
    wholeNumber(0, 10_000_000),
  ),
  keptFilterBytes: setting(
    [
      'KEPT_FILTER_BYTES',
      '8000000',
      'bytes',
      'What filters accept, kept in memory until the graph changes; 0 keeps none.',
    ],
    wholeNumber(0, 10_000_000_000),
  ),
  warmUp: setting(
    [
      'WARM_UP',
      'on',
      'on, off',
      'Whether a start asks the own questions first, so that nobody waits for what is made once.',
    ],
    onOff,
  ),
  requestDeadlineMs: setting(
    ['REQUEST_DEADLINE_MS', '5000', 'ms', 'How long one request may take; shorter than SHUTDOWN_GRACE_MS.'],
    wholeNumber(100, 60_000),
  ),
  bodyLimitBytes: setting(
    ['BODY_LIMIT_BYTES', '100000', 'bytes', 'The largest request body.'],
    wholeNumber(1_000, 10_000_000),
  ),
  responseCacheBytes: setting(
    ['RESPONSE_CACHE_BYTES', '64000000', 'bytes', 'Answers kept in memory until the graph changes; 0 keeps none.'],
    wholeNumber(0, 10_000_000_000),
  ),
  headersTimeoutMs: setting(
    ['HEADERS_TIMEOUT_MS', '10000', 'ms', 'How long a client may take to send its headers.'],
    wholeNumber(1_000, 60_000),
  ),
  requestTimeoutMs: setting(
    ['REQUEST_TIMEOUT_MS', '15000', 'ms', 'How long a client may take to send a whole request.'],
    wholeNumber(1_000, 120_000),
  ),
  maxConnections: setting(
    ['MAX_CONNECTIONS', '1024', 'connections', 'Open connections; further ones are closed at once.'],
    wholeNumber(1, 100_000),
  ),
  requestsRunning: setting(
    ['REQUESTS_RUNNING', '64', 'requests', 'GraphQL requests answered at once.'],
    wholeNumber(1, 10_000),
  ),
  requestsWaiting: setting(
    ['REQUESTS_WAITING', '256', 'requests', 'GraphQL requests that may wait for their turn; further ones get 503.'],
    wholeNumber(0, 100_000),
  ),
  pointsPerMinute: setting(
    [
      'POINTS_PER_MINUTE',
      '0',
      'points',
      'What the queries of one client may cost in a minute, such as 200000; 0: any.',
    ],
    points,
  ),
  apiKeyHashes: {
    ...setting(
      ['API_KEY_HASHES', '', 'SHA-256', 'Keys in X-Api-Key that have points of their own, hashed, in hex, by comma.'],
      wordList((word) => /^[\da-f]{64}$/.test(word), 'must be SHA-256 hashes of 64 lower-case hex digits, by comma'),
    ),
    // Somebody may put the key itself here.
    secret: true,
  },
  trustedProxies: setting(
    ['TRUSTED_PROXIES', '', 'networks', 'Proxies whose X-Forwarded-For counts, as addresses or CIDR, by comma; none.'],
    wordList(isNetwork, 'must be addresses or networks such as 10.0.0.0/8, by comma'),
  ),
  shutdownGraceMs: setting(
    ['SHUTDOWN_GRACE_MS', '10000', 'ms', 'How long running requests may take to end after SIGTERM.'],
    wholeNumber(0, 120_000),
  ),
} as const;
