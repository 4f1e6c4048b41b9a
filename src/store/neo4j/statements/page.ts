/** A page of resources for every parent of a scope, in one statement. */
import { z } from 'zod';
import type { PageQuestion } from '../../graph-store.ts';
import type { Catalog } from '../catalog.ts';
import { keysetCondition, orderBy, resourceColumns, type Column } from '../compile-order.ts';
import { cy, int, param, type Fragment } from '../cypher.ts';
import { resourceRow } from '../rows.ts';
import { compileScope, findResources } from '../scope.ts';

/** Nodes in the direction of the page, one more than asked where there are more. */
export const pageRow = z.object({ parent: z.string(), nodes: z.array(resourceRow) });

export function pageStatement(question: PageQuestion, catalog: Catalog, resources: number): Fragment {
  const { page, order, filter } = question;
  const known = { catalog, resources };
  const scope = compileScope(question.scope, known);
  const columns = resourceColumns('n', order);
  const bounds = [keysetCondition(columns, page.after, page.before)];
  // Equal for all rows of a parent, these make the index that starts with them the one that is walked.
  const constant: Column[] = scope.constant.map((expression) => ({ expression, at: () => null }));
  return cy`UNWIND ${param(scope.rows)} AS p
    CALL (p) {
      ${findResources(scope, { filter, wanted: page.size + 1, bounds }, known)}
      WITH n ORDER BY ${orderBy([...constant, ...columns], page.from)} LIMIT ${param(int(page.size + 1))}
      RETURN collect(properties(n)) AS nodes
    }
    RETURN p.key AS parent, nodes`;
}
