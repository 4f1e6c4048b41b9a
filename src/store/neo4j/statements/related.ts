/** Resources that share neighbours with others: for all parents in one statement, over weights that the load has stored. */
import { z } from 'zod';
import { LINK_KINDS } from '../../../domain/model.ts';
import { LINK_WEIGHT } from '../../../domain/related.ts';
import type { RelatedQuestion } from '../../graph-store.ts';
import { linkPattern } from '../compile-filter.ts';
import { cy, int, named, param, type NamedFragment } from '../cypher.ts';
import { columnsOf, resourceRow } from '../rows.ts';

const link = z.object({ kind: z.enum(LINK_KINDS), outgoing: z.boolean() });
const SHARED_TYPES = ['ABOUT', 'AUTHORED_BY', 'HAS_ORGANIZATION', 'LISTED_IN', 'PUBLISHED_IN'] as const;

/** `node` is null where the catalogue holds it. */
const sharedRow = z.object({
  type: z.enum(SHARED_TYPES),
  id: z.string(),
  weight: z.number(),
  node: z.array(z.unknown()).nullable(),
});
export type SharedRow = z.infer<typeof sharedRow>;

const relatedItem = z.object({
  node: resourceRow,
  shared: z.array(sharedRow),
  /** Links of the parent to resources that the related one is linked with too. */
  linked: z.array(link.extend({ id: z.string(), weight: z.number(), node: resourceRow })),
  /** Links between the two. */
  direct: z.array(link),
});
export type RelatedItem = z.infer<typeof relatedItem>;
export const relatedRow = z.object({ parent: z.string(), related: z.array(relatedItem) });

const shared = cy`ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN`;

/** Rows of `r` and `weight`, one for each thing that joins it to `q`. */
const joined = cy`MATCH (q)-[:${shared}]->(v) WHERE v.sharedWeight > 0
    MATCH (v)<-[:${shared}]-(r:Resource) WHERE r <> q
    RETURN r, v.sharedWeight AS weight
  UNION ALL
    WITH q MATCH ${linkPattern('q', 'e', 'x', 'BOTH')} WHERE x <> q AND x.sharedWeight > 0 WITH DISTINCT q, x
    MATCH ${linkPattern('x', 'f', 'r', 'BOTH')} WHERE r <> q AND r <> x WITH DISTINCT x, r
    RETURN r, x.sharedWeight AS weight
  UNION ALL
    WITH q MATCH ${linkPattern('q', 'e', 'r', 'BOTH')} WHERE r <> q WITH DISTINCT r
    RETURN r, ${param(int(LINK_WEIGHT))} AS weight`;

/** One row for each parent. */
export function relatedStatement({ parents, first }: RelatedQuestion): NamedFragment {
  return named(
    'related',
    cy`UNWIND ${param(parents)} AS id
    CALL (id) {
      MATCH (q:Resource {id: id})
      CALL (q) { ${joined} }
      WITH q, r, sum(weight) AS score ORDER BY score DESC, r.id LIMIT ${param(int(first))}
      RETURN collect({
        node: ${columnsOf('RESOURCE', 'r')},
        shared: COLLECT {
          MATCH (q)-[e:${shared}]->(v)<-[:${shared}]-(r) WHERE v.sharedWeight > 0
          RETURN {type: type(e), id: v.id, weight: v.sharedWeight,
            node: CASE WHEN v:Author THEN ${columnsOf('AUTHOR', 'v')} WHEN v:Organization THEN ${columnsOf('ORGANIZATION', 'v')} END}
        },
        linked: COLLECT {
          MATCH ${linkPattern('q', 'e', 'x', 'BOTH')} WHERE x <> q AND x <> r AND x.sharedWeight > 0
            AND EXISTS { MATCH ${linkPattern('x', 'f', 'r', 'BOTH')} }
          RETURN {kind: type(e), outgoing: startNode(e) = q, id: x.id, weight: x.sharedWeight, node: ${columnsOf('RESOURCE', 'x')}}
        },
        direct: COLLECT {
          MATCH ${linkPattern('q', 'e', 'r', 'BOTH')} RETURN {kind: type(e), outgoing: startNode(e) = q}
        }
      }) AS related
    }
    RETURN id AS parent, related`,
  );
}
