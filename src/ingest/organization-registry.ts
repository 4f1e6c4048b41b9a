/** Organizations from affiliations: one node for all spellings of an institution. */
import { compareText, nodeId, slugOf, type NodeId } from '../domain/ids.ts';
import type { Organization } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { organizationNames, type OrganizationAliases } from './organizations.ts';
import { countSpelling, usualSpelling, type Spellings } from './spellings.ts';

export interface OrganizationRegistry {
  /** The institutions an affiliation names, in its order, each once. Every call counts as one more use of the spelling. */
  idsOf(affiliation: string): readonly NodeId<'ORGANIZATION'>[];
  /** All organizations that were asked for, by id. */
  organizations(): Organization[];
}

/** Names of institutions are those of the table, else the usual spelling; all others that are known are aliases. */
export function createOrganizationRegistry(aliases: OrganizationAliases): OrganizationRegistry {
  const found = new Map<NodeId<'ORGANIZATION'>, Spellings>();
  const namesOf = new Map<string, readonly string[]>();

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

  return {
    idsOf(affiliation) {
      const names = namesOf.get(affiliation) ?? organizationNames(affiliation, aliases);
      namesOf.set(affiliation, names);
      const ids = names.flatMap((name) => {
        const slug = slugify(name);
        if (slug === '') return [];
        const id = nodeId('ORGANIZATION', slug);
        found.set(id, countSpelling(found.get(id) ?? new Map(), name));
        return [id];
      });
      return [...new Set(ids)];
    },
    organizations: () =>
      [...found].toSorted(([a], [b]) => compareText(a, b)).map(([id, spellings]) => organization(id, spellings)),
  };
}
