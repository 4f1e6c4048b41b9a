import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../src/config/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { boundsForImage } from '../../src/neo4j-server/conf.ts';
import { ROOT } from '../http/product.ts';

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  restart: z.string(),
  read_only: z.boolean().default(false),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
});
const composeFile = z.object({
  services: z.object({ neo4j: service, seed: service, api: service }),
  volumes: z.record(z.string(), z.unknown()),
});

function text(name: string): string {
  return readFileSync(path.join(ROOT, name), 'utf8');
}
const { services, volumes } = composeFile.parse(parse(text('docker-compose.yml'), { merge: true }));
const dockerfile = text('Dockerfile');

describe('docker-compose.yml', () => {
  it('binds to loopback only', () => {
    const ports = Object.values(services).flatMap((one) => one.ports);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('takes the password from the environment and will not start without', () => {
    const passwords = [
      services.neo4j.environment['NEO4J_AUTH'],
      services.api.environment['NEO4J_PASSWORD'],
      services.seed.environment['NEO4J_PASSWORD'],
    ];
    for (const password of passwords) expect(password).toContain('${NEO4J_PASSWORD:?');
  });

  it('starts Neo4j 5.26 with the bounds the API relies on, a volume and a health check', () => {
    expect(services.neo4j.image).toMatch(/^neo4j:5\.26.*-community$/);
    expect(Object.keys(boundsForImage())).toContain('NEO4J_dbms_security_allow__csv__import__from__file__urls');
    expect(services.neo4j.environment).toMatchObject(boundsForImage());
    const [volume] = services.neo4j.volumes;
    expect(Object.keys(volumes)).toContain(volume?.split(':')[0]);
    expect(services.neo4j.healthcheck).toBeDefined();
  });

  it('seeds once, then starts the API', () => {
    expect(services.seed.restart).toBe('no');
    expect(services.seed.depends_on['neo4j']?.condition).toBe('service_healthy');
    expect(services.api.depends_on['seed']?.condition).toBe('service_completed_successfully');
  });

  it.each(['seed', 'api'] as const)('gives %s only settings that exist, and that are accepted', (name) => {
    const { environment } = services[name];
    const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.name));
    expect(Object.keys(environment).filter((key) => !known.has(key))).toEqual([]);
    const config = loadConfig({ ...environment, NEO4J_PASSWORD: 'from-the-environment' });
    expect(config.neo4j?.uri).toBe('bolt://neo4j:7687');
  });

  it.each(['seed', 'api'] as const)(
    'lets %s write nothing but memory, and gives it no rights of the system',
    (name) => {
      expect(services[name]).toMatchObject({
        read_only: true,
        tmpfs: ['/tmp'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      const isReadOnly = (volume: string): boolean => volume.endsWith(':ro');
      expect(services[name].volumes.every(isReadOnly)).toBe(true);
      expect(/CACHE_DIR=(\S+)/.exec(dockerfile)?.[1]).toMatch(/^\/tmp\//);
    },
  );

  it('starts what the npm scripts start', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(text('package.json')));
    expect(scripts['seed']).toContain(services.seed.command?.join(' '));
    expect(scripts['start']).toContain('node --expose-gc dist/main.js');
    expect(dockerfile).toContain('CMD ["node", "--expose-gc", "dist/main.js"]');
  });
});

describe('Dockerfile', () => {
  it('has stages, leaves development packages behind, and does not run as root', () => {
    expect(dockerfile.match(/^FROM /gm)?.length).toBeGreaterThanOrEqual(2);
    expect(dockerfile).toContain('npm ci --omit=dev');
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ["node", "--expose-gc", "dist/main.js"]'));
  });

  it('copies all that traces need where they are wanted', () => {
    expect(dockerfile).toMatch(/if \[ "\$TRACING" = on \]; then cp -rn \/all\/@opentelemetry node_modules\/; fi/);
    const { packages } = z
      .object({
        packages: z.record(z.string(), z.object({ dependencies: z.record(z.string(), z.string()).default({}) })),
      })
      .parse(JSON.parse(text('package-lock.json')));
    const ours = Object.entries(packages).filter(([place]) => place.startsWith('node_modules/@opentelemetry/'));
    const needed = ours.flatMap(([, { dependencies }]) => Object.keys(dependencies));
    expect(needed.length).toBeGreaterThan(5);
    expect(needed.filter((name) => !name.startsWith('@opentelemetry/'))).toEqual([]);
  });

  it('uses a Node that package.json allows', () => {
    const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(text('package.json')));
    const image = Number(/^FROM node:(\d+)/m.exec(dockerfile)?.[1]);
    expect(image).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  });

  it('copies only what .dockerignore lets through', () => {
    const allowed = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, names]) => names?.split(' ') ?? [],
    );
    expect(copied.filter((name) => !allowed.includes(name.replace(/^\.\//, '')))).toEqual([]);
  });
});
