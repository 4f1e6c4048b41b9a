/** A page of resources for every parent of a scope, in one statement. */
import { z } from 'zod';
import type { PageQuestion } from '../../graph-store.ts';
import { relevanceQuery } from '../../full-text.ts';
import type { Catalog } from '../catalog.ts';
import { keysetCondition, orderBy, relevanceKeys, resourceColumns, type Column } from '../compile-order.ts';
import { cy, int, param, type Fragment } from '../cypher.ts';
import { resourceRow } from '../rows.ts';
import { compileScope, findResources } from '../scope.ts';
import type { TextScores } from '../text-match.ts';

/** Nodes in the direction of the page, one more than asked where there are more. */
export const pageRow = z.object({ parent: z.string(), nodes: z.array(resourceRow) });

/** The scores that RELEVANCE orders by; null where it is no term, or no text is asked for: then all are equal. */
export function pageScores({ order, scope, filter }: PageQuestion, catalog: Catalog): TextScores | null {
  if (order.every(({ field }) => field !== 'RELEVANCE')) return null;
  const text = relevanceQuery(scope, filter);
  return text === null ? null : (catalog.texts.get(text)?.scores() ?? null);
}

/** Hands the scores to the subquery of each parent once, however often its columns name them. */
function opening({ order }: PageQuestion, scores: TextScores | null): readonly [Fragment, Fragment] {
  const term = order.find(({ field }) => field === 'RELEVANCE');
  if (term === undefined) return [cy``, cy`p`];
  const keys = scores === null ? {} : relevanceKeys(scores, term.direction);
  return [cy`WITH ${param(keys)} AS relevance `, cy`p, relevance`];
}

export function pageStatement(question: PageQuestion, catalog: Catalog, resources: number): Fragment {
  const { page, order, filter } = question;
  const known = { catalog, resources };
  const scope = compileScope(question.scope, known);
  const columns = resourceColumns('n', order);
  const bounds = [keysetCondition(columns, page.after, page.before)];
  // Equal for all rows of a parent, these make the index that starts with them the one that is walked.
  const constant: Column[] = scope.constant.map((expression) => ({ expression, at: () => null }));
  const [first, imported] = opening(question, pageScores(question, catalog));
  return cy`${first}UNWIND ${param(scope.rows)} AS p
    CALL (${imported}) {
      ${findResources(scope, { filter, wanted: page.size + 1, bounds }, known)}
      WITH n ORDER BY ${orderBy([...constant, ...columns], page.from)} LIMIT ${param(int(page.size + 1))}
      RETURN collect(properties(n)) AS nodes
    }
    RETURN p.key AS parent, nodes`;
}
