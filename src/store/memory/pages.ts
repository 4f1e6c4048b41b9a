/** Pages of resources in a scope. */
import type { Page } from '../../domain/page.ts';
import { relevanceQuery } from '../full-text.ts';
import { WHOLE_GRAPH, type PageQuestion, type ParentKey, type ResourceItem } from '../graph-store.ts';
import type { MemoryGraph } from './graph.ts';
import { keysetPage, walkedPage } from './keyset.ts';
import { nodeAt } from './node-table.ts';
import { rankColumn, resourceOrder, type RankColumn, type TotalOrder } from './order-columns.ts';
import { matchResources } from './predicates.ts';
import { selectResources } from './scope.ts';

/** Scores by the text that the question is about; where there is none, all are equal and the next term decides. */
function relevanceOf(graph: MemoryGraph, { scope, filter }: PageQuestion): RankColumn {
  const text = relevanceQuery(scope, filter);
  return text === null ? rankColumn(graph.resources.nodes.map(() => null)) : graph.fullText.matches(text).relevance();
}

function ordinalPages(
  graph: MemoryGraph,
  { scope, filter, order: terms, page }: PageQuestion,
  order: TotalOrder,
): ReadonlyMap<ParentKey, Page<number>> {
  // Few or all of the graph may match: neither need be looked at whole where all resources stand in the order already.
  if (scope.relation === 'Query.resources' && terms.every(({ field }) => field !== 'RELEVANCE')) {
    const members = matchResources(graph, filter);
    return new Map([[WHOLE_GRAPH, walkedPage(graph.sorted(terms), members, order, page)]]);
  }
  const selections = selectResources(graph, scope, filter);
  return new Map(Array.from(selections, ([parent, ordinals]) => [parent, keysetPage(ordinals, order, page)]));
}

/** A page for every parent of the scope. For a full-text condition the search index must be there. */
export function pageResources(graph: MemoryGraph, question: PageQuestion): ReadonlyMap<ParentKey, Page<ResourceItem>> {
  const order = resourceOrder(graph.resources, graph.orders, question.order, () => relevanceOf(graph, question));
  const item = (ordinal: number): ResourceItem => ({
    node: nodeAt(graph.resources, ordinal),
    keys: order.keysOf(ordinal),
  });
  const pages = new Map<ParentKey, Page<ResourceItem>>();
  for (const [parent, { items, ...flags }] of ordinalPages(graph, question, order)) {
    pages.set(parent, { items: items.map(item), ...flags });
  }
  return pages;
}
