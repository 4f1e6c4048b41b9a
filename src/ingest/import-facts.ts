/**
 * Turns a folder of raw fact files into seed/. Run by `npm run import-facts -- FOLDER`; equal facts give equal files.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { linkRowOf, personRowOf, workRowOf } from './fact-rows.ts';
import { renewManifest } from './manifest.ts';
import type { Row } from './row.ts';

/** Facts file, and the source it is kept under. */
const WORK_FILES = {
  'kdd.jsonl': 'kdd',
  'mlsys.jsonl': 'mlsys',
  'opml.jsonl': 'opml',
  'workshops.jsonl': 'workshops',
  'seed-items.jsonl': 'mlops-2021-05',
  'seaibib.jsonl': 'seaibib',
  'applied-ml.jsonl': 'applied-ml',
  'awesome-seml.jsonl': 'awesome-seml',
  'visenger-awesome-mlops.jsonl': 'visenger-awesome-mlops',
  'epml.jsonl': 'epml',
  'awesome-llmops.jsonl': 'awesome-llmops',
  'ml-surveys.jsonl': 'ml-surveys',
  'ml-design-patterns.jsonl': 'ml-design-patterns',
} as const;

async function readJsonLines(file: string): Promise<unknown[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line): unknown => JSON.parse(line));
}

async function writeRows(folder: string, source: string, rows: readonly Row[]): Promise<void> {
  await writeFile(join(folder, 'rows', `${source}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Keeps the order of the sections beside the source: rows are a set, and cannot tell it. */
async function writeSections(seedDir: string, sections: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const file = join(seedDir, 'sources.json');
  const model = z.looseObject({ sources: z.array(z.looseObject({ slug: z.string() })) });
  const { sources, ...rest } = model.parse(JSON.parse(await readFile(file, 'utf8')));
  const described = sources.map((source) => {
    const order = sections.get(source.slug) ?? [];
    return order.length === 0 ? source : { ...source, sections: order };
  });
  await writeFile(file, `${JSON.stringify({ ...rest, sources: described }, null, 2)}\n`);
}

/** An alternative label that two topics claim stays with the narrower one: labels are unique in the graph. */
function withUniqueLabels(taxonomy: unknown): unknown {
  const model = z.looseObject({
    concepts: z.array(
      z.looseObject({
        level: z.number(),
        prefLabel: z.object({ en: z.string(), ja: z.string() }),
        altLabel: z.object({ en: z.array(z.string()), ja: z.array(z.string()) }),
      }),
    ),
  });
  const parsed = model.parse(taxonomy);
  const owner = new Map<string, number>();
  for (const { level, altLabel } of parsed.concepts) {
    for (const label of [...altLabel.en, ...altLabel.ja]) {
      const key = label.toLowerCase();
      owner.set(key, Math.max(owner.get(key) ?? 0, level));
    }
  }
  for (const concept of parsed.concepts) {
    const kept = (label: string): boolean => owner.get(label.toLowerCase()) === concept.level;
    concept.altLabel = { en: concept.altLabel.en.filter(kept), ja: concept.altLabel.ja.filter(kept) };
  }
  return parsed;
}

/**
 * Writes `seedDir` from `factsDir` and renews the manifest.
 * @returns how many rows each source has.
 * @throws Error when a facts file has another form than expected.
 */
export async function importFacts(factsDir: string, seedDir: string): Promise<ReadonlyMap<string, number>> {
  await mkdir(join(seedDir, 'rows'), { recursive: true });
  const counts = new Map<string, number>();
  const sections = new Map<string, readonly string[]>();
  for (const [file, source] of Object.entries(WORK_FILES)) {
    const rows = (await readJsonLines(join(factsDir, file))).map(workRowOf);
    await writeRows(seedDir, source, rows);
    counts.set(source, rows.length);
    sections.set(source, [...new Set(rows.flatMap(({ section }) => section ?? []))]);
  }
  await writeSections(seedDir, sections);
  const links = (await readJsonLines(join(factsDir, 'paper-links.jsonl'))).map(linkRowOf);
  await writeRows(seedDir, 'paper-links', links);
  counts.set('paper-links', links.length);
  const persons = (await readJsonLines(join(factsDir, 'seed-persons.jsonl'))).map(personRowOf);
  await writeRows(seedDir, 'persons', persons);
  counts.set('persons', persons.length);

  const taxonomy = withUniqueLabels(JSON.parse(await readFile(join(factsDir, 'topics.json'), 'utf8')));
  await writeFile(join(seedDir, 'topics.json'), `${JSON.stringify(taxonomy, null, 1)}\n`);
  for (const name of ['section-topics.json', 'tag-cases.jsonl']) {
    await writeFile(join(seedDir, name), await readFile(join(factsDir, name)));
  }
  await renewManifest(seedDir);
  return counts;
}
