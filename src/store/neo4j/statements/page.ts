/** A page of resources for every parent of a scope, in one statement. */
import { z } from 'zod';
import type { PageQuestion } from '../../graph-store.ts';
import type { Catalog } from '../catalog.ts';
import { keysetCondition, orderBy, relevanceKey, resourceColumns, type Column } from '../compile-order.ts';
import { cy, findsBy, int, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { pageScores, withBestMatches } from '../relevance.ts';
import { columnsOf, resourceRow } from '../rows.ts';
import { compileScope, findResources } from '../scope.ts';
import type { TextScores } from '../text-match.ts';

/** Nodes in the direction of the page, one more than asked where there are more. */
export const pageRow = z.object({ parent: z.string(), nodes: z.array(resourceRow) });

/**
 * Names the score of each resource found, for the columns of RELEVANCE. The scores are a parameter here and no variable: a row
 * that holds a map of thousands of entries counts with all of it against the memory of the transaction.
 */
function scored({ order }: PageQuestion, scores: TextScores | null): Fragment | null {
  const term = order.find(({ field }) => field === 'RELEVANCE');
  if (term === undefined) return null;
  return cy`WITH n, ${relevanceKey('n', scores, term.direction)} AS relevance WHERE`;
}

export function pageStatement(question: PageQuestion, whole: Catalog, resources: number): NamedFragment {
  const { page, order, filter } = question;
  const catalog = withBestMatches(question, whole);
  const known = { catalog, resources };
  const scope = compileScope(question.scope, known);
  const columns = resourceColumns('n', order);
  const bounds = keysetCondition(columns, page.after, page.before);
  const byScore = scored(question, pageScores(question, catalog));
  // By score, every match is looked at; else an index is walked until there are enough.
  const found =
    byScore === null
      ? findResources(scope, { filter, wanted: page.size + 1, bounds: [bounds] }, known)
      : findsBy('text-matches', cy`${findResources(scope, { filter, wanted: Infinity }, known)} ${byScore} ${bounds}`);
  // Equal for all rows of a parent, these make the index that starts with them the one that is walked.
  const constant: Column[] = scope.constant.map((expression) => ({ expression, at: () => null }));
  return named(
    'page',
    cy`UNWIND ${param(scope.rows)} AS p
    CALL (p) {
      ${found}
      WITH n ORDER BY ${orderBy([...constant, ...columns], page.from)} LIMIT ${param(int(page.size + 1))}
      RETURN collect(${columnsOf('RESOURCE', 'n')}) AS nodes
    }
    RETURN p.key AS parent, nodes`,
  );
}
