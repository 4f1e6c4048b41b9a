import { slugify } from '../domain/text.ts';

/** Slug of an edition without a trailing parenthesis: `MLSys 2019 (SysML 2019)` is `mlsys-2019`. */
export function editionSlug(edition: string): string {
  return slugify(edition.replace(/\s*\([^)]*\)\s*$/, ''));
}
