/** Who is affiliated with whom: the distinct pairs of author and organization in the authorships. */
import { compareText, type NodeId } from './ids.ts';
import type { GraphRows, Provenance } from './model.ts';

export interface Affiliation {
  readonly authorId: NodeId<'AUTHOR'>;
  readonly organizationId: NodeId<'ORGANIZATION'>;
  /** How many resources name both together. */
  readonly resourceCount: number;
  /** Of the authorship that was read earliest, the first of equals. */
  readonly provenance: Provenance;
}

/** In the order in which the authorships name them first. */
export function affiliations({ authorships }: Pick<GraphRows, 'authorships'>): Affiliation[] {
  const pairs = new Map<string, Affiliation>();
  for (const { authorId, organizationIds, provenance } of authorships) {
    for (const organizationId of new Set(organizationIds)) {
      const key = `${authorId} ${organizationId}`;
      const known = pairs.get(key);
      const isEarlier = known === undefined || compareText(provenance.retrievedAt, known.provenance.retrievedAt) < 0;
      pairs.set(key, {
        authorId,
        organizationId,
        resourceCount: (known?.resourceCount ?? 0) + 1,
        provenance: isEarlier ? provenance : known.provenance,
      });
    }
  }
  return [...pairs.values()];
}
