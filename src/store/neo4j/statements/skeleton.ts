/** What the read index is made of: what resources are filtered, counted and ordered by, and the nodes that buckets show. */
import { z } from 'zod';
import { LANGUAGES, LINK_KINDS, RESOURCE_TYPES } from '../../../domain/model.ts';
import { linkPattern } from '../compile-filter.ts';
import { cy, int, name, param, type Fragment } from '../cypher.ts';
import { columnsOf, id, nullable } from '../rows.ts';

/** One resource; edges as lists of what is at their other end. */
export const skeletonRow = z.object({
  plain: z
    .tuple([
      id<'RESOURCE'>(),
      z.string(),
      z.string(),
      z.enum(RESOURCE_TYPES),
      nullable(z.number()),
      nullable(z.enum(LANGUAGES)),
      nullable(id<'VENUE'>()),
      nullable(id<'VENUE_EDITION'>()),
      nullable(z.string()),
      z.string(),
    ])
    .transform(([key, slug, title, type, year, language, venueId, editionId, track, addedAt]) => ({
      id: key,
      slug,
      title,
      type,
      year,
      language,
      venueId,
      editionId,
      track,
      addedAt,
    })),
  authors: z.array(z.tuple([id<'AUTHOR'>(), z.number(), z.array(id<'ORGANIZATION'>())])),
  organizations: z.array(z.tuple([id<'ORGANIZATION'>(), z.number()])),
  topics: z.array(z.tuple([id<'TOPIC'>(), z.number()])),
  sources: z.array(id<'SOURCE'>()),
  links: z.array(z.tuple([z.enum(LINK_KINDS), id<'RESOURCE'>()])),
});
export type SkeletonRow = z.infer<typeof skeletonRow>;

/** Resources after an id, in the order of ids: a batch. */
export function skeletonResources(after: string, size: number): Fragment {
  return cy`MATCH (n:Resource) WHERE n.id > ${param(after)} WITH n ORDER BY n.id LIMIT ${param(int(size))}
    RETURN [n.id, n.slug, n.title, n.type, n.year, n.language, n.venueId, n.editionId, n.track, n.addedAt] AS plain,
      COLLECT { MATCH (n)-[e:AUTHORED_BY]->(m:Author) RETURN [m.id, e.position, e.organizationIds] } AS authors,
      COLLECT { MATCH (n)-[e:HAS_ORGANIZATION]->(m:Organization) RETURN [m.id, e.ordinal] } AS organizations,
      COLLECT { MATCH (n)-[e:ABOUT]->(m:Topic) RETURN [m.id, e.score] } AS topics,
      COLLECT { MATCH (n)-[:LISTED_IN]->(m:Source) RETURN m.id } AS sources,
      COLLECT { MATCH ${linkPattern('n', 'e', 'm', 'OUTGOING')} RETURN [type(e), m.id] } AS links`;
}

/** Authors or organizations after an id, in the order of ids: a batch. */
export function skeletonNodes(label: 'Author' | 'Organization', after: string, size: number): Fragment {
  return cy`MATCH (n:${name(label)}) WHERE n.id > ${param(after)} WITH n ORDER BY n.id LIMIT ${param(int(size))}
    RETURN ${columnsOf(label === 'Author' ? 'AUTHOR' : 'ORGANIZATION', 'n')} AS node`;
}
