/** Pages of resources in a scope. */
import type { Page } from '../../domain/page.ts';
import { relevanceQuery } from '../full-text.ts';
import type { PageQuestion, ParentKey, ResourceItem } from '../graph-store.ts';
import type { MemoryGraph } from './graph.ts';
import { keysetPage } from './keyset.ts';
import { nodeAt } from './node-table.ts';
import { rankColumn, resourceOrder, type RankColumn } from './order-columns.ts';
import { selectResources } from './scope.ts';

/** Scores by the text that the question is about; where there is none, all are equal and the next term decides. */
function relevanceOf(graph: MemoryGraph, { scope, filter }: PageQuestion): RankColumn {
  const text = relevanceQuery(scope, filter);
  return text === null ? rankColumn(graph.resources.nodes.map(() => null)) : graph.fullText.matches(text).relevance();
}

/** A page for every parent of the scope. For a full-text condition the search index must be there. */
export function pageResources(graph: MemoryGraph, question: PageQuestion): ReadonlyMap<ParentKey, Page<ResourceItem>> {
  const order = resourceOrder(graph.resources, graph.orders, question.order, () => relevanceOf(graph, question));
  const pages = new Map<ParentKey, Page<ResourceItem>>();
  for (const [parent, ordinals] of selectResources(graph, question.scope, question.filter)) {
    const { items, ...flags } = keysetPage(ordinals, order, question.page);
    const item = (ordinal: number): ResourceItem => ({
      node: nodeAt(graph.resources, ordinal),
      keys: order.keysOf(ordinal),
    });
    pages.set(parent, { items: items.map(item), ...flags });
  }
  return pages;
}
