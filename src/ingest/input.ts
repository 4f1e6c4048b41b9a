/** What a graph is built from: the seed, which its manifest names, and a user's files of rows. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { slugify } from '../domain/text.ts';
import { fileLines } from './file-lines.ts';
import { readSeedFiles, sha256, sha256OfStream } from './manifest.ts';
import { IngestError } from './problem.ts';
import { linesOf, type RowFile } from './read-rows.ts';

const sourcesModel = z.object({
  sources: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      url: z.string().nullable(),
      licence: z.string().nullable(),
      revision: z.string().nullable(),
      retrievedAt: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      /** In the order of the source, which rows in any order cannot tell. */
      sections: z.array(z.string()).optional(),
    }),
  ),
});
type SourceFact = z.infer<typeof sourcesModel>['sources'][number];

/** Everything the graph is built from: the seed, checked, and rows that are read when they are taken. */
export interface Input {
  /** Files by name, as texts. */
  readonly seed: ReadonlyMap<string, string>;
  readonly files: readonly RowFile[];
  readonly sources: readonly SourceFact[];
}

export interface ReadInput extends Input {
  /** Of all that takes part in the build, as it was read. @throws Error (a bug) before all lines were. */
  checksum(): string;
}

/** A file of rows that lies in the user's folder. */
interface UserFile {
  readonly file: string;
  readonly path: string;
  /** A source of its own, read on the day the file was last changed. */
  readonly source: SourceFact;
}

/** Sorted by name; a folder that is not there has none. */
async function userFiles(dataDir: string | null): Promise<UserFile[]> {
  const names = dataDir === null ? [] : await readdir(dataDir).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map(async (file) => {
        const path = join(dataDir ?? '', file);
        const name = basename(file, '.jsonl');
        const retrievedAt = (await stat(path)).mtime.toISOString().slice(0, 10);
        const source = { slug: slugify(name) || 'own', name, url: null, licence: null, revision: null, retrievedAt };
        return { file, path, source };
      }),
  );
}

/** @throws IngestError naming what is not as the model says. */
export function parseSeedJson<T>(seed: ReadonlyMap<string, string>, name: string, model: z.ZodType<T>): T {
  const parsed = model.safeParse(JSON.parse(seed.get(name) ?? 'null'));
  if (parsed.success) return parsed.data;
  throw new IngestError(
    parsed.error.issues.map(({ path, message }) => ({ file: name, line: null, field: path.join('.'), message })),
  );
}

/** The sources of the seed, then those of the user. @throws IngestError where one of these has the name of another. */
function allSources(seed: ReadonlyMap<string, string>, user: readonly UserFile[]): SourceFact[] {
  const { sources } = parseSeedJson(seed, 'sources.json', sourcesModel);
  const taken = new Set(sources.map(({ slug }) => slug));
  for (const { file, source } of user) {
    if (!taken.has(source.slug)) continue;
    const message = `expected a name that is no source yet, got ${source.slug}: rename the file`;
    throw new IngestError([{ file, line: null, field: 'file', message }]);
  }
  return [...sources, ...user.map(({ source }) => source)];
}

/** Named checksums of files, and the sources, which know the days of the user's files. */
function checksumOf(
  seed: ReadonlyMap<string, string>,
  user: readonly (readonly [file: string, checksum: string])[],
  sources: readonly SourceFact[],
): string {
  const files = [...[...seed].map(([name, text]) => [name, sha256(text)] as const), ...user];
  return sha256(JSON.stringify([files.toSorted(), sources]));
}

/**
 * The checksum of `readInput`, for which no file of the user needs to be in memory.
 * @throws IngestError when a seed file is not the one of the manifest, or a user's file has the name of another source.
 */
export async function inputChecksum(seedDir: string, dataDir: string | null): Promise<string> {
  const seed = await readSeedFiles(seedDir);
  const user = await userFiles(dataDir);
  const sums: (readonly [string, string])[] = [];
  for (const { file, path } of user) sums.push([file, await sha256OfStream(createReadStream(path))]);
  return checksumOf(seed, sums, allSources(seed, user));
}

/** Lines of a user's file, and its checksum as it was when they were read. */
function readUserFile({ file, path, source }: UserFile): { readonly rows: RowFile; readonly checksum: () => string } {
  let found: string | null = null;
  function* lines(): Generator<string> {
    const hash = createHash('sha256');
    yield* fileLines(path, (bytes) => hash.update(bytes));
    found = hash.digest('hex');
  }
  return {
    rows: { file, source: source.slug, lines: { [Symbol.iterator]: lines } },
    checksum: () => {
      if (found === null) throw new Error('The checksum of a file that was not read');
      return found;
    },
  };
}

/** Opens the seed and the user's files. @throws IngestError as `inputChecksum`. */
export async function readInput(seedDir: string, dataDir: string | null): Promise<ReadInput> {
  const seed = await readSeedFiles(seedDir);
  const user = await userFiles(dataDir);
  const seedFiles = [...seed]
    .filter(([name]) => name.startsWith('rows/'))
    .map(([name, text]) => ({ file: name, source: basename(name, '.jsonl'), lines: linesOf(text) }));
  const own = user.map((file) => ({ file: file.file, ...readUserFile(file) }));
  const sources = allSources(seed, user);
  return {
    seed,
    files: [...seedFiles, ...own.map(({ rows }) => rows)],
    sources,
    checksum: () =>
      checksumOf(
        seed,
        own.map(({ file, checksum }) => [file, checksum()]),
        sources,
      ),
  };
}
