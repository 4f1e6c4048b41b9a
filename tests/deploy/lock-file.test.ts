import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '../http/product.ts';

const entry = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const lockFile = z.looseObject({ packages: z.record(z.string(), entry) });
type Lock = z.input<typeof lockFile>;

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'lock-file-'));
afterAll(() => rmSync(SCRATCH, { recursive: true }));

const LOCKS = ['package-lock.json', 'web/playground/package-lock.json', 'web/explorer/package-lock.json'] as const;

function lockText(name: string): string {
  return readFileSync(path.join(ROOT, name), 'utf8');
}

function packagesOf(name: string): [string, z.output<typeof entry>][] {
  return Object.entries(lockFile.parse(JSON.parse(lockText(name))).packages).filter(([place]) => place !== '');
}

function runScript(script: string, words: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(ROOT, 'scripts', script), ...words], { maxBuffer: 1e8 }, (...ended) => {
      const [error, stdout, stderr] = ended;
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });
}

/** Runs a script on a lock of the test's own. */
async function runOn(script: string, lock: Lock, ...options: string[]): Promise<{ code: number; said: string }> {
  const file = path.join(SCRATCH, 'lock.json');
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  return runScript(script, [...options, file]);
}

/** The lock as a registry without oxlint's other platforms leaves it, and those packages as they are written without checksum. */
function withoutPlatforms(): { lock: Lock; left: Record<string, unknown> } {
  const lock = JSON.parse(lockText('package-lock.json')) as { packages: Record<string, Record<string, unknown>> };
  const isOther = ([place]: [string, unknown]): boolean => place.includes('/@oxlint/binding-');
  const entries = Object.entries(lock.packages);
  const left = entries.filter(isOther).map(([place, described]) => {
    const rest = { ...described };
    delete rest['integrity'];
    return [place, rest] as const;
  });
  const packages = Object.fromEntries(entries.filter((one) => !isOther(one)));
  return { lock: { ...lock, packages }, left: Object.fromEntries(left) };
}

describe.each(LOCKS)('%s', (name) => {
  const packages = packagesOf(name);
  const places = new Set(packages.map(([place]) => place));

  it('describes every optional package that one of its packages lists, so that npm ci works on every platform', () => {
    const missing = packages.flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies).filter(
        (optional) => !places.has(`node_modules/${optional}`) && !places.has(`${place}/node_modules/${optional}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry, and a checksum for every package', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });
});

describe('install scripts', () => {
  it('are all turned off by name, in production and in development', () => {
    const { allowScripts } = z
      .object({ allowScripts: z.record(z.string(), z.boolean()) })
      .parse(JSON.parse(lockText('package.json')));
    const scripted = packagesOf('package-lock.json').filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([place]) => place.replace(/^.*node_modules\//, ''));
    // Built for macOS only, and published with its binary.
    expect(names.filter((one) => one !== 'fsevents').toSorted()).toEqual(Object.keys(allowScripts).toSorted());
    expect(Object.values(allowScripts)).not.toContain(true);
  });
});

describe('complete-lock', () => {
  it('finds and adds the packages of other platforms as npm would write them', async () => {
    const { lock, left } = withoutPlatforms();
    const checked = await runOn('complete-lock.mjs', lock, '--check');
    expect(checked.code).toBe(1);
    expect(checked.said).toContain('missing: @oxlint/binding-darwin-arm64@');
    expect((await runOn('complete-lock.mjs', lock)).code).toBe(0);
    const completed = JSON.parse(readFileSync(path.join(SCRATCH, 'lock.json'), 'utf8')) as Lock;
    expect(Object.keys(left).length).toBeGreaterThan(10);
    expect(completed.packages).toMatchObject(left);
    const order = Object.keys(JSON.parse(lockText('package-lock.json')).packages as object);
    expect(Object.keys(completed.packages)).toEqual(order);
  });

  it('changes nothing in a complete lock', async () => {
    const { code, said } = await runOn('complete-lock.mjs', JSON.parse(lockText('package-lock.json')) as Lock);
    expect({ code, said }).toEqual({ code: 0, said: 'The lock is complete.\n' });
    expect(readFileSync(path.join(SCRATCH, 'lock.json'), 'utf8')).toBe(lockText('package-lock.json'));
  });

  it('refuses to guess what a package without a platform in its name is', async () => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { 'some-addon': '1.0.0' } } } };
    const { code, said } = await runOn('complete-lock.mjs', lock);
    expect(code).toBe(1);
    expect(said).toContain('some-addon@1.0.0 is missing');
  });
});

describe('check-licences', () => {
  it('lists every package that is shipped, with its version and licence', async () => {
    const { said } = await runOn('check-licences.mjs', JSON.parse(lockText('package-lock.json')) as Lock, '--list');
    const shipped = packagesOf('package-lock.json').filter(([, { dev }]) => !dev);
    expect(shipped.length).toBeGreaterThan(100);
    const lines = new Set(said.split('\n'));
    const listed = shipped.map(
      ([place, { version, license }]) => `${place.replace(/^.*node_modules\//, '')}@${version}  ${license}`,
    );
    expect(listed.filter((line) => !lines.has(line))).toEqual([]);
    expect(said).toContain('@opentelemetry/sdk-trace@');
  });

  it('passes what is shipped', async () => {
    const { code, said } = await runOn('check-licences.mjs', JSON.parse(lockText('package-lock.json')) as Lock);
    expect({ code, refused: said.includes('refused') }).toEqual({ code: 0, refused: false });
  });

  it.each(['AGPL-3.0-only', 'SSPL-1.0', 'BUSL-1.1', 'Elastic-2.0', 'GPL-3.0', undefined])(
    'refuses a production package under %s, optional or not',
    async (license) => {
      const planted = [{ license }, { license, optional: true }, { license, devOptional: true, optional: true }];
      const packages = Object.fromEntries(planted.map((one, index) => [`node_modules/p${index}`, one]));
      const { code, said } = await runOn('check-licences.mjs', { packages } as Lock);
      expect(code).toBe(1);
      expect(said.match(/^refused: /gm)).toHaveLength(3);
    },
  );
});

describe('sbom', () => {
  it('lists every package that is shipped, with a checksum, and no other', async () => {
    const { said } = await runScript('sbom.mjs', []);
    const component = z.object({
      name: z.string(),
      version: z.string(),
      hashes: z.array(z.object({ alg: z.literal('SHA-512') })).min(1),
    });
    const bill = z
      .object({
        bomFormat: z.literal('CycloneDX'),
        metadata: z.object({ component: z.object({ name: z.literal('mlops-knowledge-graph') }) }),
        components: z.array(component),
      })
      .parse(JSON.parse(said));
    const shipped = packagesOf('package-lock.json').filter(([, { dev }]) => !dev);
    const names = shipped.map(([place, { version }]) => `${place.replace(/^.*node_modules\//, '')}@${version}`);
    expect(bill.components.map(({ name, version }) => `${name}@${version}`).toSorted()).toEqual(
      [...new Set(names)].toSorted(),
    );
  });
});

describe('audit', () => {
  const weakness = {
    source: 1,
    name: 'leaky',
    title: 'Leaks',
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    severity: 'high',
  };
  const report = { vulnerabilities: { leaky: { via: [weakness] }, dependent: { via: ['leaky'] } } };
  const argued = { advisory: 'GHSA-aaaa-bbbb-cccc', package: 'leaky', why: 'Never called.', until: '2999-01-01' };

  async function audit(found: unknown, exceptions: readonly unknown[]): Promise<{ code: number; said: string }> {
    const files = { '--report': found, '--exceptions': exceptions };
    const words = Object.entries(files).flatMap(([option, content]) => {
      const file = path.join(SCRATCH, `${option.slice(2)}.json`);
      writeFileSync(file, JSON.stringify(content));
      return [option, file];
    });
    return runScript('audit.mjs', words);
  }

  it('passes a report without a weakness, and one whose weaknesses are argued', async () => {
    expect((await audit({ vulnerabilities: {} }, [])).code).toBe(0);
    expect(await audit(report, [argued])).toMatchObject({ code: 0, said: expect.stringContaining('1 argued') });
  });

  it.each([
    ['is not argued', []],
    ['is argued for another package', [{ ...argued, package: 'other' }]],
    ['was argued until a day that is over', [{ ...argued, until: '2020-01-01' }]],
    ['has an exception without a reason', [{ ...argued, why: '' }]],
    ['has an exception without an end', [{ ...argued, until: undefined }]],
  ])('fails where a weakness %s', async (_name, exceptions) => {
    const { code, said } = await audit(report, exceptions);
    expect(code).toBe(1);
    expect(said).toContain('GHSA-aaaa-bbbb-cccc');
  });

  it('does not take silence of the registry for a clean report', async () => {
    const { code, said } = await audit({ message: '405 Method Not Allowed', error: {} }, []);
    expect({ code, said }).toEqual({ code: 2, said: 'The registry could not be asked: 405 Method Not Allowed\n' });
  });

  it('has an exception for nothing that has no reason and no end', () => {
    const exception = z.object({
      advisory: z.string(),
      package: z.string(),
      why: z.string().min(20),
      until: z.iso.date(),
    });
    expect(z.array(exception).safeParse(JSON.parse(lockText('audit-exceptions.json'))).success).toBe(true);
  });
});
