/**
 * From the environment to a checked configuration. The only reader of `process.env`; everything else is handed its part.
 * A wrong setting stops the start, and all wrong settings are told at once, each with what to do.
 */
import type { z } from 'zod';
import { parseAddress } from './address.ts';
import { SETTINGS, type Setting } from './settings.ts';

type Values = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

export interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export type Config = Omit<Values, 'neo4jUri' | 'neo4jUser' | 'neo4jPassword' | 'neo4jDatabase' | 'neo4jPlainText'> & {
  /** `null`: the graph is held in memory. */
  readonly neo4j: Neo4jConfig | null;
};
export type Environment = Readonly<Record<string, string | undefined>>;

/** All that is wrong with the settings, one sentence each; no sentence holds a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * The configuration an environment describes. An empty variable counts as absent.
 * @throws ConfigError with every problem found.
 */
export function loadConfig(environment: Environment): Config {
  const problems: string[] = [];
  const values = readValues(environment, problems);
  problems.push(...neo4jProblems(values));
  const { requestDeadlineMs, shutdownGraceMs } = values;
  if (requestDeadlineMs !== undefined && shutdownGraceMs !== undefined && requestDeadlineMs > shutdownGraceMs) {
    problems.push(
      'REQUEST_DEADLINE_MS must not be above SHUTDOWN_GRACE_MS: a stop could not wait for running requests.',
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return assemble(values as Values);
}

/** The configuration of this process. */
export function configFromProcess(): Config {
  return loadConfig(process.env);
}

function readValues(environment: Environment, problems: string[]): Partial<Values> {
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(SETTINGS) as [string, Setting<unknown>][]) {
    const given = environment[setting.name];
    const raw = given === undefined || given.trim() === '' ? (setting.default ?? '') : given.trim();
    const result = setting.schema.safeParse(raw);
    if (result.success) values[key] = result.data;
    else problems.push(`${setting.name} ${result.error.issues[0]?.message ?? 'is wrong'}${shown(setting, raw)}.`);
  }
  return values as Partial<Values>;
}

/** What was given, cut short; an address may hold a password, so only its end is trusted to be harmless. */
function shown(setting: Setting<unknown>, raw: string): string {
  if (setting.secret || raw.includes('@')) return '';
  return `, not ${JSON.stringify(raw.slice(0, 80))}`;
}

function neo4jProblems({ neo4jUri, neo4jPassword, neo4jPlainText }: Partial<Values>): string[] {
  if (neo4jUri === null) return [];
  const problems: string[] = [];
  if (!neo4jPassword) problems.push('NEO4J_PASSWORD is missing: set it to the password of NEO4J_USER.');
  if (neo4jPassword === 'neo4j')
    problems.push('NEO4J_PASSWORD is the default one of Neo4j: change it there, then set it here.');
  if (neo4jUri !== undefined && neo4jPlainText === false && isPlain(neo4jUri) && !isLoopback(neo4jUri)) {
    problems.push(
      'NEO4J_URI would send the password without TLS: use neo4j+s:// or bolt+s://, ' +
        'or set NEO4J_PLAIN_TEXT=on where the network itself is private.',
    );
  }
  return problems;
}

function isPlain(uri: string): boolean {
  return /^(neo4j|bolt):/.test(uri);
}

function isLoopback(uri: string): boolean {
  const host = parseAddress(uri)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function assemble(values: Values): Config {
  const { neo4jUri, neo4jUser, neo4jPassword, neo4jDatabase, neo4jPlainText: _, ...rest } = values;
  const neo4j =
    neo4jUri === null ? null : { uri: neo4jUri, user: neo4jUser, password: neo4jPassword, database: neo4jDatabase };
  return { ...rest, neo4j };
}
