/** Nodes by id, and resources by identifier. */
import { z } from 'zod';
import type { NodeId } from '../../../domain/ids.ts';
import { cy, param, type Fragment } from '../cypher.ts';
import { resourceRow } from '../rows.ts';

export const nodeRow = z.object({
  kind: z.enum(['RESOURCE', 'AUTHOR', 'ORGANIZATION']),
  node: z.record(z.string(), z.unknown()),
});

/** Resources, authors and organizations; the other kinds are in the catalogue. */
export function nodesById(ids: readonly NodeId[]): Fragment {
  return cy`MATCH (n:Resource) WHERE n.id IN ${param(ids)} RETURN 'RESOURCE' AS kind, properties(n) AS node
    UNION ALL MATCH (n:Author) WHERE n.id IN ${param(ids)} RETURN 'AUTHOR' AS kind, properties(n) AS node
    UNION ALL MATCH (n:Organization) WHERE n.id IN ${param(ids)} RETURN 'ORGANIZATION' AS kind, properties(n) AS node`;
}

export const identifiedRow = z.object({ key: z.string(), node: resourceRow });

export function resourcesByIdentifier(identifiers: readonly string[]): Fragment {
  return cy`MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(n:Resource) WHERE i.key IN ${param(identifiers)}
    RETURN i.key AS key, properties(n) AS node ORDER BY n.id`;
}
