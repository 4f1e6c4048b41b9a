/** Authors from names: one node for all spellings that are known to be one person. */
import { orcidOf } from '../domain/identifiers.ts';
import { compareText, nodeId, slugOf, type NodeId } from '../domain/ids.ts';
import type { Author } from '../domain/model.ts';
import { fold, slugify, tidy } from '../domain/text.ts';
import type { PersonRow } from './row.ts';
import { countSpelling, usualSpelling, type Spellings } from './spellings.ts';

interface Person {
  readonly name: string;
  readonly nameJa: string | null;
  readonly aliases: readonly string[];
  readonly url: string | null;
}

export interface AuthorRegistry {
  /**
   * The author of a name as a row gives it; null when the name holds no letters. Two people of one name are told apart by
   * their ORCID, which is then part of the slug: a slug may not depend on who else is there.
   */
  idOf(name: string, orcid?: string | null): NodeId<'AUTHOR'> | null;
  /** The same, and counts one more use of the spelling. */
  count(name: string, orcid?: string | null): NodeId<'AUTHOR'> | null;
  /** All authors that were counted, by id. */
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

interface FoundAuthor {
  readonly person: Person | undefined;
  readonly orcid: string | null;
  readonly spellings: Spellings;
}

/** An author as a row names them. */
interface NamedAuthor extends Pick<FoundAuthor, 'person' | 'orcid'> {
  readonly id: NodeId<'AUTHOR'>;
  readonly shown: string;
}

function authorOf(id: NodeId<'AUTHOR'>, { person, orcid, spellings }: FoundAuthor): Author {
  const name = usualSpelling(spellings);
  const others = new Set([...(person?.aliases ?? []), ...spellings.keys()]);
  others.delete(name);
  return {
    kind: 'AUTHOR',
    id,
    slug: slugOf(id),
    name,
    nameJa: person?.nameJa ?? null,
    aliases: [...others].toSorted(compareText),
    url: person?.url ?? null,
    orcid,
  };
}

/** Starts with the people whose further names are known. */
export function createAuthorRegistry(persons: readonly PersonRow[]): AuthorRegistry {
  const bySpelling = new Map<string, Person>();
  for (const person of persons.map(personOf)) {
    for (const spelling of [person.name, ...person.aliases]) bySpelling.set(fold(tidy(spelling)), person);
  }
  const found = new Map<NodeId<'AUTHOR'>, FoundAuthor>();
  const nameOf = (given: string, orcid: string | null): NamedAuthor | null => {
    const name = tidy(given);
    const person = bySpelling.get(fold(name.replace(/^@/, ''))) ?? bySpelling.get(fold(withoutParentheses(name)));
    const shown = person?.name ?? name;
    const number = orcid === null ? null : orcidOf(orcid);
    if (slugify(shown) === '') return null;
    const slug = slugify(person === undefined && number !== null ? `${shown} ${number}` : shown);
    return { id: nodeId('AUTHOR', slug), person, orcid: number, shown };
  };
  return {
    idOf: (given, orcid = null) => nameOf(given, orcid)?.id ?? null,
    count: (given, orcid = null) => {
      const named = nameOf(given, orcid);
      if (named === null) return null;
      const { id, person, shown } = named;
      const before = found.get(id) ?? { person, orcid: null, spellings: new Map() };
      const spellings = countSpelling(before.spellings, shown);
      found.set(id, { ...before, orcid: before.orcid ?? named.orcid, spellings });
      return id;
    },
    authors: () => [...found].toSorted(([a], [b]) => compareText(a, b)).map(([id, author]) => authorOf(id, author)),
  };
}
