/** Lists of authors and of organizations, with their total, in one statement. */
import { z } from 'zod';
import type { EntityOrder } from '../../../domain/order.ts';
import type { Position } from '../../../domain/page.ts';
import type { EntitiesQuestion } from '../../graph-store.ts';
import { compileAuthorFilter, compileOrganizationFilter } from '../compile-filter.ts';
import { keysetCondition, orderBy, storedKey, type Column } from '../compile-order.ts';
import { cy, int, named, param, type NamedFragment } from '../cypher.ts';
import { columnsOf } from '../rows.ts';

const entityRow = z.object({ node: z.array(z.unknown()), resourceCount: z.number() });
/** `nodes` in the direction of the page, one more than asked where there are more. */
export const entitiesRow = z.object({ total: z.number(), nodes: z.array(entityRow) });

type PagedQuestion = Extract<EntitiesQuestion, { kind: 'AUTHOR' | 'ORGANIZATION' }>;

function orderColumns(order: EntityOrder): Column[] {
  const key: Column =
    order === 'NAME'
      ? { expression: cy`n.nameUp`, at: (position: Position) => storedKey(position.keys[0] ?? null, 'ASC') }
      : {
          expression: cy`n.resourceCountDown`,
          at: (position: Position) => storedKey(position.keys[0] ?? null, 'DESC'),
        };
  return [key, { expression: cy`n.id`, at: (position) => position.id }];
}

export function entitiesStatement(question: PagedQuestion): NamedFragment {
  const { page, order } = question;
  const label = question.kind === 'AUTHOR' ? cy`Author` : cy`Organization`;
  const where =
    question.kind === 'AUTHOR'
      ? compileAuthorFilter('n', question.filter)
      : compileOrganizationFilter('n', question.filter);
  const columns = orderColumns(order);
  return named(
    'entities',
    cy`CALL () { MATCH (n:${label}) WHERE ${where} RETURN count(n) AS total }
    CALL () {
      MATCH (n:${label}) WHERE ${keysetCondition(columns, page.after, page.before)} AND ${where}
      WITH n ORDER BY ${orderBy(columns, page.from)} LIMIT ${param(int(page.size + 1))}
      RETURN collect({node: ${columnsOf(question.kind, 'n')}, resourceCount: n.resourceCount}) AS nodes
    }
    RETURN total, nodes`,
  );
}
