/** Writes generated rows as files of a user's own data: memory holds a block of text a file, however many rows there are. */
import { mkdir, open, utimes, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { workAt } from './works.ts';
import type { World } from './world.ts';

const BLOCK_CHARACTERS = 256_000;
const REPORT_EVERY = 1_000;
/** A file is read on the day it was changed, and the day is part of the graph. */
const WRITTEN_AT = new Date('2026-01-01T12:00:00Z');

interface RowFile {
  readonly file: string;
  readonly handle: FileHandle;
  waiting: string;
}

async function flush(target: RowFile): Promise<void> {
  const text = target.waiting;
  target.waiting = '';
  await target.handle.write(text);
}

function fileName(source: number): string {
  return `generated-${String(source + 1).padStart(2, '0')}.jsonl`;
}

/**
 * Writes all works of a world to `folder`, which is made where it is not there; a file for each source.
 * @returns how many rows were written: more than there are works, for some are listed twice.
 */
export async function writeRows(world: World, folder: string, onProgress: (done: number) => void): Promise<number> {
  await mkdir(folder, { recursive: true });
  const files: RowFile[] = [];
  let rows = 0;
  try {
    for (let source = 0; source < world.sources; source += 1) {
      const file = path.join(folder, fileName(source));
      files.push({ file, handle: await open(file, 'w'), waiting: '' });
    }
    for (let place = 0; place < world.works; place += 1) {
      const { row, sources } = workAt(world, place);
      const line = `${JSON.stringify(row)}\n`;
      for (const source of sources) {
        const target = files[source];
        if (target === undefined) continue;
        rows += 1;
        target.waiting += line;
        if (target.waiting.length > BLOCK_CHARACTERS) await flush(target);
      }
      if (place % REPORT_EVERY === 0) onProgress(place);
    }
    for (const target of files) await flush(target);
    onProgress(world.works);
  } finally {
    for (const { handle } of files) await handle.close();
  }
  for (const { file } of files) await utimes(file, WRITTEN_AT, WRITTEN_AT);
  return rows;
}
