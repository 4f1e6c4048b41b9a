/** The folder of snapshots: their names, and how many of them are kept. */
import { access, constants, mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from './manifest.ts';

/** Snapshots kept, of different rows or programs; the least recently used go, for one of a large graph has 160 MB. */
const SNAPSHOTS = 4;
/** What a start that was killed left behind is older. */
const DRAFT_MS = 3_600_000;
const SNAPSHOT = /^graph-[0-9a-f]{16}\.bin$/;
const DRAFT = /^(?:draft-\d+-\d+\.bin|spill-[0-9a-f-]{36})$/;

/** Of the program that builds: another one may give another graph for the same input. */
async function programChecksum(): Promise<string> {
  const source = dirname(import.meta.dirname);
  const folders = ['domain', 'ingest', 'pack', 'search', 'spill'].map((folder) => join(source, folder));
  const listed = folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true }));
  const files = (await Promise.all(listed)).flat().filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(path)));
  return sha256(Buffer.concat(texts));
}

/** The time says which are used; a folder that cannot be written only forgets it. */
export async function markUsed(path: string): Promise<void> {
  await utimes(path, new Date(), new Date()).catch(() => undefined);
}

/** Whether a folder takes files. */
export async function canBeWritten(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Removes snapshots that were not used for the longest, and drafts that nobody writes any more. */
export async function removeOld(cacheDir: string): Promise<void> {
  const names = (await readdir(cacheDir)).filter((name) => SNAPSHOT.test(name) || DRAFT.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(cacheDir, name);
      return { path, isDraft: DRAFT.test(name), usedAt: (await stat(path)).mtimeMs };
    }),
  );
  const newestFirst = files.filter(({ isDraft }) => !isDraft).toSorted((a, b) => b.usedAt - a.usedAt);
  const drafts = files.filter(({ isDraft, usedAt }) => isDraft && Date.now() - usedAt > DRAFT_MS);
  for (const { path } of [...newestFirst.slice(SNAPSHOTS), ...drafts]) await rm(path, { force: true });
}

export async function snapshotPath(cacheDir: string, checksum: string): Promise<string> {
  return join(cacheDir, `graph-${sha256(`${await programChecksum()} ${checksum}`).slice(0, 16)}.bin`);
}
