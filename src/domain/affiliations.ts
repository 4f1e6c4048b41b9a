/** Who is affiliated with whom: the distinct pairs of author and organization in the authorships. */
import { compareText, type NodeId } from './ids.ts';
import type { Authorship, GraphRows } from './model.ts';

export interface Affiliation {
  readonly authorId: NodeId<'AUTHOR'>;
  readonly organizationId: NodeId<'ORGANIZATION'>;
  /** How many resources name both together. */
  readonly resourceCount: number;
  /** The one that was read earliest; of several the first work by id, for the stores keep authorships in orders of their own. */
  readonly statedBy: Pick<Authorship, 'resourceId' | 'provenance'>;
}

function byReading(a: Affiliation['statedBy'], b: Affiliation['statedBy']): number {
  return compareText(a.provenance.retrievedAt, b.provenance.retrievedAt) || compareText(a.resourceId, b.resourceId);
}

/** In the order in which the authorships name them first. */
export function affiliations({ authorships }: Pick<GraphRows, 'authorships'>): Affiliation[] {
  const pairs = new Map<string, Affiliation>();
  for (const { authorId, organizationIds, resourceId, provenance } of authorships) {
    const statedBy = { resourceId, provenance };
    for (const organizationId of new Set(organizationIds)) {
      const key = `${authorId} ${organizationId}`;
      const known = pairs.get(key);
      pairs.set(key, {
        authorId,
        organizationId,
        resourceCount: (known?.resourceCount ?? 0) + 1,
        statedBy: known === undefined || byReading(statedBy, known.statedBy) < 0 ? statedBy : known.statedBy,
      });
    }
  }
  return [...pairs.values()];
}
