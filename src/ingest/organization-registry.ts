/** Organizations from affiliations: one node for all spellings of an institution. */
import { compareText, nodeId, slugOf, type NodeId } from '../domain/ids.ts';
import type { Organization } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { organizationNames, type OrganizationAliases } from './organizations.ts';
import { countSpelling, usualSpelling, type Spellings } from './spellings.ts';

export interface OrganizationRegistry {
  /** The institutions an affiliation names, in its order, each once. */
  idsOf(affiliation: string): readonly NodeId<'ORGANIZATION'>[];
  /** Counts one more use of each spelling that it names. */
  count(affiliation: string): void;
  /** All organizations that were counted, by id. */
  organizations(): Organization[];
}

/** An institution as an affiliation names it. */
interface NamedOrganization {
  readonly name: string;
  readonly id: NodeId<'ORGANIZATION'>;
}

/** Names of institutions are those of the table, else the usual spelling; all others that are known are aliases. */
export function createOrganizationRegistry(aliases: OrganizationAliases): OrganizationRegistry {
  const found = new Map<NodeId<'ORGANIZATION'>, Spellings>();
  const known = new Map<string, readonly NamedOrganization[]>();

  function organization(id: NodeId<'ORGANIZATION'>, spellings: Spellings): Organization {
    const listed = [...spellings.keys()].find((spelling) => aliases.listed.has(spelling));
    const name = listed ?? usualSpelling(spellings);
    const fact = aliases.listed.get(name);
    const others = new Set([...spellings.keys(), ...(fact?.aliases ?? [])]);
    others.delete(name);
    return {
      kind: 'ORGANIZATION',
      id,
      slug: slugOf(id),
      name,
      nameJa: fact?.nameJa ?? null,
      aliases: [...others].toSorted(compareText),
      url: fact?.url ?? null,
    };
  }

  const named = (affiliation: string): readonly NamedOrganization[] => {
    let names = known.get(affiliation);
    if (names === undefined) {
      names = organizationNames(affiliation, aliases).flatMap((name) => {
        const slug = slugify(name);
        return slug === '' ? [] : [{ name, id: nodeId('ORGANIZATION', slug) }];
      });
      known.set(affiliation, names);
    }
    return names;
  };
  return {
    idsOf: (affiliation) => [...new Set(named(affiliation).map(({ id }) => id))],
    count: (affiliation) => {
      for (const { name, id } of named(affiliation)) found.set(id, countSpelling(found.get(id) ?? new Map(), name));
    },
    organizations: () =>
      [...found].toSorted(([a], [b]) => compareText(a, b)).map(([id, spellings]) => organization(id, spellings)),
  };
}
