/** A stamp of everything a built page is made from, so that a built page that is out of date can be told. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const STAMP_FILE = 'sources.sha256';

function filesUnder(root: string, source: string): string[] {
  if (statSync(path.join(root, source)).isFile()) return [source];
  const names = readdirSync(path.join(root, source), { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => `${source}/${name.split(path.sep).join('/')}`);
  return files.filter((file) => statSync(path.join(root, file)).isFile());
}

/** One line for each source, as `sha256sum` writes them, sorted by path; `root` is the top of the project. */
export function stampOf(root: string, sources: readonly string[]): string {
  const files = sources.flatMap((source) => filesUnder(root, source)).toSorted();
  const lines = files.map((file) => {
    const digest = createHash('sha256').update(readFileSync(path.join(root, file)));
    return `${digest.digest('hex')}  ${file}\n`;
  });
  return lines.join('');
}
