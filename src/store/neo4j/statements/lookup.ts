/** Nodes by id, and by what else they are known by. */
import { z } from 'zod';
import { kindOf, type NodeId } from '../../../domain/ids.ts';
import { cy, int, join, name, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { columnsOf, READ_KINDS } from '../rows.ts';
import { LABELS } from '../schema.ts';

export const nodeRow = z.object({
  kind: z.enum(READ_KINDS),
  node: z.array(z.unknown()),
});

/** Resources, authors and organizations; the other kinds are in the catalogue. Kinds that nobody asks for cost a third each. */
export function nodesById(ids: readonly NodeId[]): NamedFragment {
  const parts = READ_KINDS.flatMap((kind): Fragment[] => {
    const asked = ids.filter((id) => kindOf(id) === kind);
    if (asked.length === 0) return [];
    return [
      cy`MATCH (n:${name(LABELS[kind])}) WHERE n.id IN ${param(asked)} RETURN ${param(kind)} AS kind, ${columnsOf(kind, 'n')} AS node`,
    ];
  });
  return named('byIds', join(parts, cy` UNION ALL `));
}

/** `node` is null where the catalogue holds it. */
export const identifiedRow = z.object({
  key: z.string(),
  id: z.string(),
  kind: z.enum(READ_KINDS).nullable(),
  node: z.array(z.unknown()).nullable(),
});

/** Nodes of any kind by `lookupKeys`, at most `limit` for each key, sorted by id. */
export function nodesByIdentifier(keys: readonly string[], limit: number): NamedFragment {
  return named(
    'byIdentifiers',
    cy`UNWIND ${param(keys)} AS key
    MATCH (i:Identifier {key: key}) UNWIND i.nodeIds[..${param(int(limit))}] AS id
    OPTIONAL MATCH (r:Resource {id: id}) OPTIONAL MATCH (a:Author {id: id}) OPTIONAL MATCH (o:Organization {id: id})
    RETURN key, id,
      CASE WHEN r IS NOT NULL THEN 'RESOURCE' WHEN a IS NOT NULL THEN 'AUTHOR' WHEN o IS NOT NULL THEN 'ORGANIZATION' END AS kind,
      CASE WHEN r IS NOT NULL THEN ${columnsOf('RESOURCE', 'r')} WHEN a IS NOT NULL THEN ${columnsOf('AUTHOR', 'a')}
        WHEN o IS NOT NULL THEN ${columnsOf('ORGANIZATION', 'o')} END AS node
    ORDER BY id`,
  );
}
