/** Authors from names: one node for all spellings that are known to be one person. */
import { compareText, nodeId, type NodeId } from '../domain/ids.ts';
import type { Author } from '../domain/model.ts';
import { fold, slugify, tidy } from '../domain/text.ts';
import type { PersonRow } from './row.ts';

interface Person {
  readonly name: string;
  readonly nameJa: string | null;
  readonly aliases: readonly string[];
  readonly url: string | null;
}

export interface AuthorRegistry {
  /** The author of a name as a row gives it; null when the name holds no letters. */
  idOf(name: string, orcid?: string | null): NodeId<'AUTHOR'> | null;
  /** All authors that were asked for, by id. */
  authors(): Author[];
}

/** `Michiaki (Aki) Ariga` without what stands in parentheses. */
function withoutParentheses(name: string): string {
  return tidy(name.replace(/\s*[(（][^)）]*[)）]/g, ' '));
}

function personOf(row: PersonRow): Person {
  const name = withoutParentheses(row.name);
  const nickname = /\(([^)]+)\)/.exec(row.name)?.[1];
  const nicknamed = nickname === undefined ? [] : [`${nickname} ${name.split(' ').slice(1).join(' ')}`];
  const spellings = [row.name, ...nicknamed, row.nameJa, ...(row.handles ?? []), ...(row.urls ?? [])];
  return {
    name,
    nameJa: row.nameJa ?? null,
    aliases: [...new Set(spellings.filter((alias) => alias != null))].filter((alias) => alias !== name),
    url: row.urls?.[0] ?? null,
  };
}

/** Starts with the people whose further names are known. */
export function createAuthorRegistry(persons: readonly PersonRow[]): AuthorRegistry {
  const bySpelling = new Map<string, Person>();
  for (const person of persons.map(personOf)) {
    for (const spelling of [person.name, ...person.aliases]) bySpelling.set(fold(tidy(spelling)), person);
  }
  const found = new Map<NodeId<'AUTHOR'>, Author>();
  const spellings = new Map<NodeId<'AUTHOR'>, Set<string>>();
  return {
    idOf(given, orcid = null) {
      const name = tidy(given);
      const person = bySpelling.get(fold(name.replace(/^@/, ''))) ?? bySpelling.get(fold(withoutParentheses(name)));
      const slug = slugify(person?.name ?? name);
      if (slug === '') return null;
      const id = nodeId('AUTHOR', slug);
      const shown = person?.name ?? name;
      const before = found.get(id);
      found.set(id, {
        kind: 'AUTHOR',
        id,
        slug,
        // The smallest spelling by code point: the same whatever the order of the rows.
        name: before === undefined || compareText(shown, before.name) < 0 ? shown : before.name,
        nameJa: person?.nameJa ?? null,
        aliases: person?.aliases ?? [],
        url: person?.url ?? null,
        orcid: before?.orcid ?? orcid,
      });
      spellings.set(id, (spellings.get(id) ?? new Set()).add(shown));
      return id;
    },
    authors: () =>
      [...found.values()]
        .map((author) => {
          const others = [...(spellings.get(author.id) ?? [])].filter((name) => name !== author.name);
          return { ...author, aliases: [...new Set([...author.aliases, ...others])].toSorted(compareText) };
        })
        .toSorted((a, b) => compareText(a.id, b.id)),
  };
}
