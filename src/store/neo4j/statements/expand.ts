/** What hangs on nodes, for all parents at once, in the order of the relation, with totals. */
import { z } from 'zod';
import { unreachable } from '../../../domain/errors.ts';
import { LINK_KINDS } from '../../../domain/model.ts';
import type { Position } from '../../../domain/page.ts';
import type { ExpandQuestion, ExpandRelation } from '../../graph-store.ts';
import { linkPattern } from '../compile-filter.ts';
import { keysetCondition, orderBy, type Column } from '../compile-order.ts';
import { STATED_KEYS } from '../properties.ts';
import { columnsOf, organizationRow, valuesOf } from '../rows.ts';
import { cy, int, named, param, type CypherValue, type Fragment, type NamedFragment } from '../cypher.ts';

/** `m` is the node, its id alone where the catalogue holds it; `e` the properties of the edge, as `edgeColumns` names them. */
export const itemRow = z.object({
  m: z.union([z.string(), z.array(z.unknown())]),
  e: z.array(z.unknown()),
  /** Of an authorship: its organizations, in any order. */
  organizations: z.array(organizationRow).optional(),
  /** Of a link. */
  kind: z.enum(LINK_KINDS).optional(),
  outgoing: z.boolean().optional(),
});
export type ItemRow = z.infer<typeof itemRow>;
export const expandRow = z.object({ parent: z.string(), total: z.number(), items: z.array(itemRow) });

/** The relations whose items are read from the database; the editions of a venue are in the catalogue. */
export type ReadRelation = Exclude<ExpandRelation, 'Venue.editions'>;

function key(index: number, sign: 1 | -1 = 1): (position: Position) => CypherValue {
  return (position) => sign * Number(position.keys[index] ?? 0);
}

const byId: Column = { expression: cy`m.id`, at: (position) => position.id };

/** The columns of a relation's order, ascending. The values of its cursors are `expandKeys` of answers. */
function orderColumns(relation: ReadRelation): Column[] {
  switch (relation) {
    case 'Resource.authors':
      return [{ expression: cy`e.position`, at: key(0) }, byId];
    case 'Resource.topics':
      return [{ expression: cy`-e.score`, at: key(0, -1) }, byId];
    case 'Resource.organizations':
      return [{ expression: cy`e.ordinal`, at: key(0) }, byId];
    case 'Resource.sources':
      return [byId];
    case 'Resource.links':
      return [
        { expression: cy`e.kindRank`, at: (position) => LINK_KINDS.findIndex((kind) => kind === position.keys[0]) },
        { expression: cy`incoming`, at: (position) => (position.keys[1] === 'INCOMING' ? 1 : 0) },
        byId,
      ];
    case 'Author.organizations':
    case 'Organization.authors':
      return [{ expression: cy`-e.resourceCount`, at: key(0, -1) }, byId];
    default:
      return unreachable(relation);
  }
}

function matchOf(relation: ReadRelation, links: ExpandQuestion<'Resource.links'>['links']): Fragment {
  switch (relation) {
    case 'Resource.authors':
      return cy`MATCH (n:Resource {id: id})-[e:AUTHORED_BY]->(m:Author)`;
    case 'Resource.topics':
      return cy`MATCH (n:Resource {id: id})-[e:ABOUT]->(m:Topic)`;
    case 'Resource.organizations':
      return cy`MATCH (n:Resource {id: id})-[e:HAS_ORGANIZATION]->(m:Organization)`;
    case 'Resource.sources':
      return cy`MATCH (n:Resource {id: id})-[e:LISTED_IN]->(m:Source)`;
    case 'Resource.links': {
      const pattern = linkPattern('n', 'e', 'm', links?.direction ?? 'BOTH');
      return cy`MATCH (n:Resource {id: id}) MATCH ${pattern} WHERE type(e) IN ${param(links?.kinds ?? LINK_KINDS)}`;
    }
    case 'Author.organizations':
      return cy`MATCH (n:Author {id: id})-[e:AFFILIATED_WITH]->(m:Organization)`;
    case 'Organization.authors':
      return cy`MATCH (n:Organization {id: id})<-[e:AFFILIATED_WITH]-(m:Author)`;
    default:
      return unreachable(relation);
  }
}

/** The node at the other end: what of it is read. */
function nodeColumns(relation: ReadRelation): Fragment {
  switch (relation) {
    case 'Resource.authors':
    case 'Organization.authors':
      return columnsOf('AUTHOR', 'm');
    case 'Resource.topics':
    case 'Resource.sources':
      return cy`m.id`;
    case 'Resource.organizations':
    case 'Author.organizations':
      return columnsOf('ORGANIZATION', 'm');
    case 'Resource.links':
      return columnsOf('RESOURCE', 'm');
    default:
      return unreachable(relation);
  }
}

/** The properties that are read of an edge, in the order in which `expand-items.ts` takes them. */
function edgeColumns(relation: ReadRelation): readonly string[] {
  switch (relation) {
    case 'Resource.authors':
      return ['position', 'organizationIds', ...STATED_KEYS];
    case 'Resource.topics':
      return ['score', 'matched', ...STATED_KEYS];
    case 'Resource.organizations':
      return ['ordinal'];
    case 'Resource.sources':
      return ['section', 'locator'];
    case 'Resource.links':
      return STATED_KEYS;
    case 'Author.organizations':
    case 'Organization.authors':
      return ['resourceCount'];
    default:
      return unreachable(relation);
  }
}

/** What else is read with an edge than its properties. */
function besides(relation: ReadRelation): Fragment {
  switch (relation) {
    case 'Resource.authors':
      return cy`, organizations: COLLECT { MATCH (o:Organization) WHERE o.id IN e.organizationIds RETURN ${columnsOf('ORGANIZATION', 'o')} }`;
    case 'Resource.links':
      return cy`, kind: type(e), outgoing: incoming = 0`;
    case 'Resource.topics':
    case 'Resource.organizations':
    case 'Resource.sources':
    case 'Author.organizations':
    case 'Organization.authors':
      return cy``;
    default:
      return unreachable(relation);
  }
}

/** One statement for all parents. A parent that is not there has no row. */
export function expandStatement(question: ExpandQuestion<ReadRelation>): NamedFragment {
  const { relation, page } = question;
  const match = matchOf(relation, question.links);
  const columns = orderColumns(relation);
  const limit = page === null ? cy`` : cy`LIMIT ${param(int(page.size + 1))}`;
  return named(
    'expand',
    cy`UNWIND ${param(question.parents)} AS id
    CALL (id) { ${match} RETURN count(e) AS total }
    CALL (id) {
      ${match}
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE ${keysetCondition(columns, page?.after ?? null, page?.before ?? null)}
      WITH e, m, incoming ORDER BY ${orderBy(columns, page?.from ?? 'start')} ${limit}
      RETURN collect({m: ${nodeColumns(relation)}, e: ${valuesOf(edgeColumns(relation), 'e')}${besides(relation)}}) AS items
    }
    RETURN id AS parent, total, items`,
  );
}
