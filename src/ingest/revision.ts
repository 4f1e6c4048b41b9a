/** What names a graph: the checksum of all that is in it. */
import { createHash } from 'node:crypto';
import type { GraphRows } from '../domain/model.ts';

const HASHED_AT_ONCE = 1_000;

/** SHA-256 of the lists as JSON, as one text that for a large graph would be longer than a text may be. */
export function revisionOf(lists: Omit<GraphRows, 'revision'>): string {
  const hash = createHash('sha256');
  for (const [place, [list, rows]] of Object.entries(lists).entries()) {
    hash.update(`${place === 0 ? '{' : ','}${JSON.stringify(list)}:[`);
    let texts: string[] = [];
    let isFirst = true;
    const update = (): void => {
      if (texts.length > 0) hash.update(`${isFirst ? '' : ','}${texts.join(',')}`);
      isFirst &&= texts.length === 0;
      texts = [];
    };
    for (const row of rows) {
      if (texts.push(JSON.stringify(row)) === HASHED_AT_ONCE) update();
    }
    update();
    hash.update(']');
  }
  return hash.update('}').digest('hex');
}
