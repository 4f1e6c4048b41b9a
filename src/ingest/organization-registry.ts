/** Organizations from affiliations: one node for all spellings of an institution. */
import { compareText, nodeId, type NodeId } from '../domain/ids.ts';
import type { Organization } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { organizationNames, type OrganizationAliases } from './organizations.ts';

export interface OrganizationRegistry {
  /** The institutions an affiliation names, in its order, each once. */
  idsOf(affiliation: string): readonly NodeId<'ORGANIZATION'>[];
  /** All organizations that were asked for, by id. */
  organizations(): Organization[];
}

export function createOrganizationRegistry(aliases: OrganizationAliases): OrganizationRegistry {
  const found = new Map<NodeId<'ORGANIZATION'>, Organization>();
  const known = new Map<string, readonly NodeId<'ORGANIZATION'>[]>();

  function idOf(name: string): NodeId<'ORGANIZATION'> | null {
    const slug = slugify(name);
    if (slug === '') return null;
    const id = nodeId('ORGANIZATION', slug);
    const before = found.get(id);
    // The smallest spelling by code point: the same whatever the order of the rows.
    if (before === undefined || compareText(name, before.name) < 0) {
      found.set(id, { kind: 'ORGANIZATION', id, slug, name, nameJa: null, aliases: [], url: null });
    }
    return id;
  }

  return {
    idsOf(affiliation) {
      let ids = known.get(affiliation);
      if (ids === undefined) {
        ids = [...new Set(organizationNames(affiliation, aliases).flatMap((name) => idOf(name) ?? []))];
        known.set(affiliation, ids);
      }
      return ids;
    },
    organizations: () => [...found.values()].toSorted((a, b) => compareText(a.id, b.id)),
  };
}
