/** Nodes by id, and by what else they are known by. */
import { z } from 'zod';
import { kindOf, type NodeId, type NodeKind } from '../../../domain/ids.ts';
import { cy, int, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { columnsOf, READ_KINDS } from '../rows.ts';

export const nodeRow = z.object({
  kind: z.enum(READ_KINDS),
  node: z.array(z.unknown()),
});

/** Resources, authors and organizations; the other kinds are in the catalogue. */
export function nodesById(ids: readonly NodeId[]): NamedFragment {
  const of = (kind: NodeKind): Fragment => param(ids.filter((id) => kindOf(id) === kind));
  return named(
    'byIds',
    cy`MATCH (n:Resource) WHERE n.id IN ${of('RESOURCE')} RETURN 'RESOURCE' AS kind, ${columnsOf('RESOURCE', 'n')} AS node
    UNION ALL MATCH (n:Author) WHERE n.id IN ${of('AUTHOR')} RETURN 'AUTHOR' AS kind, ${columnsOf('AUTHOR', 'n')} AS node
    UNION ALL MATCH (n:Organization) WHERE n.id IN ${of('ORGANIZATION')}
      RETURN 'ORGANIZATION' AS kind, ${columnsOf('ORGANIZATION', 'n')} AS node`,
  );
}

/** `node` is null where the catalogue holds it. */
export const identifiedRow = z.object({
  key: z.string(),
  id: z.string(),
  kind: z.enum(READ_KINDS).nullable(),
  node: z.array(z.unknown()).nullable(),
});

/** Nodes of any kind by `lookupKeys`, at most `limit` for each key. */
export function nodesByIdentifier(keys: readonly string[], limit: number): NamedFragment {
  return named(
    'byIdentifiers',
    cy`UNWIND ${param(keys)} AS key
    CALL (key) {
      MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(n) RETURN n ORDER BY n.id LIMIT ${param(int(limit))}
    }
    RETURN key, n.id AS id,
      CASE WHEN n:Resource THEN 'RESOURCE' WHEN n:Author THEN 'AUTHOR' WHEN n:Organization THEN 'ORGANIZATION' END AS kind,
      CASE WHEN n:Resource THEN ${columnsOf('RESOURCE', 'n')} WHEN n:Author THEN ${columnsOf('AUTHOR', 'n')}
        WHEN n:Organization THEN ${columnsOf('ORGANIZATION', 'n')} END AS node`,
  );
}
