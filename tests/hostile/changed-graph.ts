/** Graphs that differ from another by some works: what a load between two pages makes of it. */
import { createHash } from 'node:crypto';
import type { GraphRecords } from '../../src/domain/model.ts';

/** The graph with only these works and what hangs on them. */
export function withResources(graph: GraphRecords, keep: (id: string) => boolean): GraphRecords {
  const { revision: _, ...all } = graph;
  const ofKept = <T extends { readonly resourceId: string }>(rows: readonly T[]): T[] =>
    rows.filter(({ resourceId }) => keep(resourceId));
  const content: Omit<GraphRecords, 'revision'> = {
    ...all,
    resources: all.resources.filter(({ id }) => keep(id)),
    authorships: ofKept(all.authorships),
    resourceOrganizations: ofKept(all.resourceOrganizations),
    tags: ofKept(all.tags),
    listings: ofKept(all.listings),
    links: all.links.filter(({ fromId, toId }) => keep(fromId) && keep(toId)),
  };
  return { revision: createHash('sha256').update(JSON.stringify(content)).digest('hex'), ...content };
}

export function withoutResource(graph: GraphRecords, gone: string): GraphRecords {
  return withResources(graph, (id) => id !== gone);
}
