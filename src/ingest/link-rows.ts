/** Rows that other rows give rise to: code, further works with a title of their own, originals of translations. */
import { canonicalUrl } from '../domain/identifiers.ts';
import { TYPE_OF_KIND, type LinkRow, type PlacedRow, type WorkRow } from './row.ts';

/** Owner and name of a code address, or null. */
export function codeRepository(address: string): string | null {
  const found = /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/([^/\s]+)\/([^/\s?#]+)/i.exec(address);
  const [owner, name] = [found?.[1], found?.[2]?.replace(/\.git$/, '')];
  return owner === undefined || name === undefined || name === '' ? null : `${owner}/${name}`;
}

export const CODE_LABEL = /\bcode\b|github/i;

/** A row that another one gave rise to, at the same place. */
function derivedFrom({ row: { locator }, ...place }: PlacedRow, row: WorkRow): PlacedRow<WorkRow> {
  return { ...place, fromLink: true, row: { ...row, ...(locator == null ? {} : { locator }) } };
}

/** The original of a translation: of the same kind and by the same authors. */
function rowOfOriginal({ translates, kind, authors }: WorkRow): WorkRow | null {
  return typeof translates === 'object' && translates !== null ? { ...translates, kind, authors } : null;
}

/** Whether the row is itself what its code link leads to. */
function isSameCode(row: WorkRow, linked: WorkRow): boolean {
  const type = TYPE_OF_KIND[row.kind];
  const isCode = type === 'REPOSITORY' || type === 'TOOL' || linked.kind !== 'repository';
  return isCode && canonicalUrl(row.url ?? '') === canonicalUrl(linked.url ?? '');
}

/**
 * Rows for the other works that a row names, where they have a title of their own to show: code on GitHub or GitLab (its
 * owner/name), links that give a title, and the original of a translation.
 */
export function rowsOfLinks(placed: PlacedRow<WorkRow>): PlacedRow<WorkRow>[] {
  const linked = (placed.row.links ?? []).flatMap((link) => {
    const row = rowOfLink(link.label, link.url, link.title ?? null);
    return row === null || isSameCode(placed.row, row) ? [] : [row];
  });
  return [...linked, ...[rowOfOriginal(placed.row) ?? []].flat()].map((row) => derivedFrom(placed, row));
}

/** The repository of a code link found elsewhere, or null. */
export function rowOfFoundLink(placed: PlacedRow<LinkRow>): PlacedRow<WorkRow> | null {
  const row = rowOfLink(placed.row.label, placed.row.url, null);
  return row === null ? null : derivedFrom(placed, row);
}

/** What a link leads to as a row of its own, or null where it has no title to show. */
export function rowOfLink(label: string, url: string, title: string | null): WorkRow | null {
  const repository = CODE_LABEL.test(label) ? codeRepository(url) : null;
  if (repository !== null) {
    const host = /gitlab\.com/i.test(url) ? 'gitlab.com' : 'github.com';
    return { title: repository, kind: 'repository', url: `https://${host}/${repository}` };
  }
  if (title === null) return null;
  return { title, kind: /paper/i.test(label) ? 'paper' : /video|slides|talk/i.test(label) ? 'talk' : 'article', url };
}
