/** The seed's checksums: a file that changed by accident is noticed before it becomes part of the graph. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { IngestError, type Problem } from './problem.ts';

/** Files of the seed beside its rows that take part in the graph. */
const FIXED_FILES = [
  'topics.json',
  'section-topics.json',
  'sources.json',
  'venues.json',
  'organizations.json',
  'tag-cases.jsonl',
];

const manifestModel = z.object({ files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)) });
export type Manifest = z.infer<typeof manifestModel>;

export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same of what a stream brings, of which little is in memory at a time. */
export async function sha256OfStream(bytes: NodeJS.ReadableStream): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(bytes, hash);
  return hash.digest('hex');
}

/** Writes the checksums of the row files and of the fixed files as they are now. */
export async function renewManifest(seedDir: string): Promise<void> {
  const rowFiles = (await readdir(join(seedDir, 'rows'))).map((name) => `rows/${name}`);
  const files: Record<string, string> = {};
  for (const name of [...FIXED_FILES, ...rowFiles].toSorted())
    files[name] = sha256(await readFile(join(seedDir, name)));
  await writeFile(join(seedDir, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
}

/**
 * Reads the files the manifest names and compares them with it.
 * @returns the files' texts by name.
 * @throws IngestError for each file that is missing or differs.
 */
export async function readSeedFiles(seedDir: string): Promise<ReadonlyMap<string, string>> {
  const parsed = manifestModel.safeParse(JSON.parse(await readFile(join(seedDir, 'manifest.json'), 'utf8')));
  if (!parsed.success)
    throw new IngestError([
      { file: 'manifest.json', line: null, field: 'files', message: 'expected a checksum for each file' },
    ]);
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [name, checksum] of Object.entries(parsed.data.files)) {
    const bytes = await readFile(join(seedDir, name)).catch(() => null);
    if (bytes === null) {
      problems.push({
        file: name,
        line: null,
        field: 'file',
        message: 'expected the file the manifest names, got none',
      });
    } else if (sha256(bytes) !== checksum) {
      problems.push({
        file: name,
        line: null,
        field: 'checksum',
        message: `expected ${checksum.slice(0, 12)}…, got another: the file was changed. Put it back, or accept it with npm run import-facts -- --accept`,
      });
    } else {
      texts.set(name, bytes.toString('utf8'));
    }
  }
  if (problems.length > 0) throw new IngestError(problems);
  return texts;
}
