import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldRecords } from '../../src/domain/model.ts';
import { renewManifest } from '../../src/ingest/manifest.ts';
import { openGraph, openRows, type OpenInput } from '../../src/ingest/snapshot.ts';

const SEED = path.resolve(import.meta.dirname, '../../seed');

describe('the snapshot of a built graph', () => {
  let folder = '';
  let builds = 0;
  let input: OpenInput;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'snapshot-'));
    const seedDir = path.join(folder, 'seed');
    await mkdir(path.join(seedDir, 'rows'), { recursive: true });
    const fixed = (await readdir(SEED, { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const { name } of fixed) await cp(path.join(SEED, name), path.join(seedDir, name));
    const rows = ['A row about ML testing', 'Another row'].map((title) => JSON.stringify({ title, kind: 'article' }));
    await writeFile(path.join(seedDir, 'rows', 'epml.jsonl'), `${rows.join('\n')}\n`);
    await renewManifest(seedDir);
    const onProgress: OpenInput['onProgress'] = ({ stage }) => {
      if (stage === 'link') builds += 1;
    };
    input = { seedDir, dataDir: null, cacheDir: path.join(folder, 'cache'), onProgress };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function snapshot(): Promise<string> {
    const names = await readdir(input.cacheDir);
    expect(names).toHaveLength(1);
    return path.join(input.cacheDir, names[0] ?? '');
  }

  it('is read instead of building again', async () => {
    const built = await openGraph(input);
    const before = builds;
    expect(built.graph.resources).toHaveLength(2);
    expect(await openGraph(input)).toEqual(built);
    expect(builds).toBe(before);
  });

  it('is done without where its folder cannot be, and that is told once', async () => {
    const inFile = path.join(input.seedDir, 'topics.json', 'cache');
    const told: string[] = [];
    const built = await openGraph({ ...input, cacheDir: inFile, onUnkept: (code) => void told.push(code) });
    expect(built).toEqual(await openGraph(input));
    expect(told).toEqual(['ENOTDIR']);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    [
      'altered in one bit',
      (bytes) => Buffer.concat([bytes.subarray(0, -9), Buffer.from([(bytes.at(-9) ?? 0) ^ 1]), bytes.subarray(-8)]),
    ],
    ['of another kind', () => Buffer.from('no snapshot')],
  ])('is not trusted when it is %s: the graph is built and kept again', async (_name, damage) => {
    const built = await openGraph(input);
    const place = await snapshot();
    await writeFile(place, damage(await readFile(place)));
    const before = builds;
    expect(await openGraph(input)).toEqual(built);
    expect(builds).toBe(before + 1);
    expect(await openGraph(input)).toEqual(built);
    expect(builds).toBe(before + 1);
  });

  it('stands beside the last few others; older ones go, and what a killed start left', async () => {
    const cacheDir = path.join(folder, 'crowded');
    await mkdir(cacheDir);
    const place = async (name: string, hoursAgo: number): Promise<string> => {
      const file = path.join(cacheDir, name);
      const then = new Date(Date.now() - hoursAgo * 3_600_000);
      await writeFile(file, '');
      await utimes(file, then, then);
      return name;
    };
    const named = (digit: number): string => `graph-${String(digit).repeat(16)}.bin`;
    const kept = [
      await place(named(1), 1),
      await place(named(2), 2),
      await place(named(3), 3),
      await place('draft-77-1.bin', 0.1),
      await place('notes.txt', 900),
    ];
    const gone = [
      await place(named(4), 4),
      await place(named(5), 50),
      await place('draft-78-1.bin', 2),
      await place('spill-4b1c0f3e-8d57-4a2b-9c1e-7f6a5d4c3b2a', 2),
    ];
    await openGraph({ ...input, cacheDir });
    const names = await readdir(cacheDir);
    expect(names).toEqual(expect.arrayContaining(kept));
    expect(names.filter((name) => gone.includes(name))).toEqual([]);
    expect(names).toHaveLength(kept.length + 1);
  });

  it('is read row by row too, and then holds the same; built and held where it is damaged or cannot be kept', async () => {
    const { graph } = await openGraph(input);
    const rows = await openRows(input);
    expect(Array.isArray(rows.graph.resources)).toBe(false);
    expect(heldRecords(rows.graph)).toEqual(graph);
    await rows.close();
    const place = await snapshot();
    const bytes = await readFile(place);
    await writeFile(place, bytes.subarray(0, -1));
    const cacheDir = path.join(input.seedDir, 'topics.json', 'cache');
    for (const other of [input, { ...input, cacheDir }]) {
      const before = builds;
      const held = await openRows(other);
      expect(heldRecords(held.graph)).toEqual(graph);
      expect(builds).toBe(before + 1);
      await held.close();
    }
    expect(await readFile(place)).toEqual(bytes);
  });

  it('that is read counts as used', async () => {
    const file = await snapshot();
    const longAgo = new Date(0);
    await utimes(file, longAgo, longAgo);
    await openGraph(input);
    expect((await stat(file)).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
  });
});
