import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, type Environment } from '../../src/config/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { MAX_COST } from '../../src/graphql/limits.ts';

function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have defaults that stand without any environment', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, neo4j: null, introspection: true, corsOrigins: [] });
    expect(loadConfig({ PORT: '  ', INTROSPECTION: '' })).toEqual(config);
  });

  it('are reported wrong all at once, each by its name', () => {
    const problems = problemsOf({
      PORT: '70000',
      INTROSPECTION: 'maybe',
      LOG_LEVEL: 'loud',
      CORS_ORIGINS: '*',
      PUBLIC_URL: 'https://graph.example/path',
      MAX_CONNECTIONS: '1e3',
      NEO4J_URI: 'http://localhost:7687',
      SHUTDOWN_GRACE_MS: '10',
    });
    const web = ['PORT', 'PUBLIC_URL', 'CORS_ORIGINS', 'INTROSPECTION', 'LOG_LEVEL', 'MAX_CONNECTIONS'];
    const names = [...web, 'NEO4J_URI', 'NEO4J_PASSWORD'];
    for (const name of names) expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    expect(problems).toHaveLength(names.length + 1);
  });

  it('never print a secret, not even one inside an address', () => {
    const problems = problemsOf({
      NEO4J_URI: 'bolt://neo4j:canary-secret@db.example:7687',
      NEO4J_PASSWORD: 'neo4j',
      PORT: 'x',
    });
    expect(problems.length).toBeGreaterThanOrEqual(2);
    expect(problems.join('\n')).not.toContain('canary-secret');
  });

  it('refuse a plain connection to another machine unless it is asked for', () => {
    const remote = { NEO4J_URI: 'bolt://db.example:7687', NEO4J_PASSWORD: 'long-enough' };
    expect(problemsOf(remote)).toEqual([expect.stringContaining('without TLS')]);
    expect(loadConfig({ ...remote, NEO4J_PLAIN_TEXT: 'on' }).neo4j?.uri).toBe('bolt://db.example:7687');
    for (const uri of [
      'neo4j+s://db.example',
      'bolt://127.0.0.1:7687',
      'bolt://localhost:7687',
      'neo4j://[::1]:7687',
    ]) {
      expect(problemsOf({ ...remote, NEO4J_URI: uri })).toEqual([]);
    }
  });

  it('ask for the password of Neo4j and refuse its default one', () => {
    const uri = { NEO4J_URI: 'bolt://127.0.0.1:7687' };
    expect(problemsOf(uri)).toEqual([expect.stringContaining('NEO4J_PASSWORD is missing')]);
    expect(problemsOf({ ...uri, NEO4J_PASSWORD: 'neo4j' })).toEqual([expect.stringContaining('default')]);
  });

  it('accept origins only, so that a list of sites can never become "everyone"', () => {
    expect(loadConfig({ CORS_ORIGINS: 'https://a.example, http://b.example:8080/' }).corsOrigins).toEqual([
      'https://a.example',
      'http://b.example:8080',
    ]);
    for (const wrong of ['a.example', 'https://a.example/x', 'null', 'https://*.example,*']) {
      expect(problemsOf({ CORS_ORIGINS: wrong })).toHaveLength(1);
    }
  });

  it('give a client at least what one operation may cost, or no budget at all', () => {
    for (const points of [0, MAX_COST]) {
      expect(loadConfig({ POINTS_PER_MINUTE: String(points) }).pointsPerMinute).toBe(points);
    }
    expect(problemsOf({ POINTS_PER_MINUTE: String(MAX_COST - 1) })).toHaveLength(1);
  });

  it('take hashes of keys, and addresses and networks of proxies', () => {
    const hash = 'ab'.repeat(32);
    expect(loadConfig({ API_KEY_HASHES: `${hash}, ${hash}` }).apiKeyHashes).toEqual([hash, hash]);
    expect(problemsOf({ API_KEY_HASHES: 'canary-key' })).toEqual([expect.not.stringContaining('canary-key')]);
    const networks = ['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'];
    expect(loadConfig({ TRUSTED_PROXIES: networks.join(',') }).trustedProxies).toEqual(networks);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '*', 'true']) {
      expect(problemsOf({ TRUSTED_PROXIES: wrong })).toHaveLength(1);
    }
  });

  it('each say what they are, in which unit, and have a default that their own rule accepts', () => {
    for (const setting of Object.values(SETTINGS)) {
      expect(setting.meaning).toMatch(/^[A-Z].*\.$/);
      expect(setting.unit).not.toBe('');
      expect(setting.schema.safeParse(setting.default ?? '').success).toBe(true);
    }
  });
});
