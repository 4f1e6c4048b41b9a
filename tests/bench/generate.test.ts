import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workAt } from '../../bench/generate/works.ts';
import { createWorld, HUB_AUTHOR, HUB_VENUE, type World } from '../../bench/generate/world.ts';
import { writeRows } from '../../bench/generate/write-rows.ts';
import { isJapanese } from '../../src/domain/text.ts';
import { linesOf } from '../../src/ingest/read-rows.ts';
import type { WorkRow } from '../../src/ingest/row.ts';
import { ROOT } from '../http/product.ts';
import { builtGraph } from '../ingest/built-graph.ts';
import { inputOf } from '../ingest/small-input.ts';

const WORKS = 2_000;
const folders: string[] = [];

async function filesOf(world: World): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'generated-'));
  folders.push(folder);
  await writeRows(world, folder, () => undefined);
  const names = (await readdir(folder)).toSorted();
  const read = async (name: string): Promise<[string, string]> => [
    name,
    await readFile(path.join(folder, name), 'utf8'),
  ];
  return new Map(await Promise.all(names.map(read)));
}

function sha256(files: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
}

function namesOf({ authors }: WorkRow): string[] {
  return (authors ?? []).map((author) => (typeof author === 'string' ? author : author.name));
}

/** How often each value occurs, the most frequent first. */
function frequencies(values: readonly (string | null | undefined)[]): number[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value != null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].toSorted((a, b) => b - a);
}

let world: World;
let rows: readonly WorkRow[];

beforeAll(async () => {
  world = await createWorld(WORKS, 1);
  rows = Array.from({ length: WORKS }, (_, place) => workAt(world, place).row);
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

describe('generated rows', () => {
  it('are the same files for the same seed, and others for another', async () => {
    const first = sha256(await filesOf(world));
    expect(sha256(await filesOf(await createWorld(WORKS, 1)))).toBe(first);
    expect(sha256(await filesOf(await createWorld(WORKS, 2)))).not.toBe(first);
  });

  it('have an author with one work of ten and a venue with three of ten', () => {
    expect(rows.filter((row) => namesOf(row).includes(HUB_AUTHOR))).toHaveLength(WORKS / 10);
    expect(rows.filter(({ venue }) => venue === HUB_VENUE)).toHaveLength((WORKS * 3) / 10);
  });

  it.each([
    ['topics', (row: WorkRow) => row.topics ?? []],
    ['authors', namesOf],
    ['venues', ({ venue }: WorkRow) => [venue]],
  ])('name a few %s often and most of them rarely', (_what, valuesOf) => {
    const counts = frequencies(rows.flatMap(valuesOf));
    const middle = counts[Math.floor(counts.length / 2)] ?? 0;
    expect(counts.length).toBeGreaterThan(100);
    expect(counts[5]).toBeGreaterThan(4 * middle);
  });

  it('have one Japanese title in five', () => {
    const share = rows.filter(({ title }) => isJapanese(title)).length / WORKS;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
  });

  it('become a resource each, however many sources list it, with code and explanations linked', async () => {
    const works = 400;
    const files = [...(await filesOf(await createWorld(works, 1)))];
    const { seed } = inputOf({});
    const topics = await readFile(path.join(ROOT, 'seed', 'topics.json'), 'utf8');
    const { graph } = builtGraph({
      seed: new Map([...seed, ['topics.json', topics]]),
      files: files.map(([file, text]) => ({ file, source: path.basename(file, '.jsonl'), lines: linesOf(text) })),
      sources: files.map(([file]) => {
        const slug = path.basename(file, '.jsonl');
        return { slug, name: slug, url: null, licence: null, revision: null, retrievedAt: '2026-01-01' };
      }),
    });
    expect(graph.resources).toHaveLength(works);
    expect(graph.listings.length).toBeGreaterThan(works);
    expect(new Set(graph.links.map(({ kind }) => kind))).toEqual(new Set(['EXPLAINS', 'IMPLEMENTS']));
  });
});

describe('npm run generate', () => {
  it.each([
    [['--size', 'L'], '--out is needed'],
    [['--size', 'huge', '--out', 'x'], '--size, where it is neither L nor XL, must be a whole number'],
  ])('refuses %j', async (words, message) => {
    const program = ['--import', 'tsx', path.join(ROOT, 'bench', 'generate', 'main.ts'), ...words];
    const said = await new Promise((resolve) => {
      execFile(process.execPath, program, { cwd: ROOT }, (error, _stdout, stderr) =>
        resolve(`${error?.code ?? 0} ${stderr}`),
      );
    });
    expect(said).toContain(`1 ${message}`);
  });
});
