/** Nodes by id, and by what else they are known by. */
import { z } from 'zod';
import { kindOf, NODE_KINDS, type NodeId, type NodeKind } from '../../../domain/ids.ts';
import { cy, int, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { entityFrom } from '../rows.ts';
import { LABELS } from '../schema.ts';

export const nodeRow = z.object({
  kind: z.enum(['RESOURCE', 'AUTHOR', 'ORGANIZATION']),
  node: z.record(z.string(), z.unknown()),
});

/** Resources, authors and organizations; the other kinds are in the catalogue. */
export function nodesById(ids: readonly NodeId[]): NamedFragment {
  const of = (kind: NodeKind): Fragment => param(ids.filter((id) => kindOf(id) === kind));
  return named(
    'byIds',
    cy`MATCH (n:Resource) WHERE n.id IN ${of('RESOURCE')} RETURN 'RESOURCE' AS kind, properties(n) AS node
    UNION ALL MATCH (n:Author) WHERE n.id IN ${of('AUTHOR')} RETURN 'AUTHOR' AS kind, properties(n) AS node
    UNION ALL MATCH (n:Organization) WHERE n.id IN ${of('ORGANIZATION')}
      RETURN 'ORGANIZATION' AS kind, properties(n) AS node`,
  );
}

const KIND_OF_LABEL = new Map<string, NodeKind>(NODE_KINDS.map((kind) => [LABELS[kind], kind]));

export const identifiedRow = z
  .object({ key: z.string(), label: z.string(), node: z.record(z.string(), z.unknown()) })
  .transform(({ key, label, node }) => {
    const kind = KIND_OF_LABEL.get(label);
    if (kind === undefined) throw new Error('A node without a kind carries an identifier');
    return { key, node: entityFrom(kind, node) };
  });

/** Nodes of any kind by `lookupKeys`, at most `limit` for each key. */
export function nodesByIdentifier(keys: readonly string[], limit: number): NamedFragment {
  return named(
    'byIdentifiers',
    cy`UNWIND ${param(keys)} AS key
    CALL (key) {
      MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(n) RETURN n ORDER BY n.id LIMIT ${param(int(limit))}
    }
    RETURN key, labels(n)[0] AS label, properties(n) AS node`,
  );
}
