/** Pages of resources in a scope. */
import type { Page } from '../../domain/page.ts';
import type { PageQuestion, ParentKey, ResourceItem } from '../graph-store.ts';
import type { MemoryGraph } from './graph.ts';
import { keysetPage } from './keyset.ts';
import { nodeAt } from './node-table.ts';
import { resourceOrder } from './order-columns.ts';
import { selectResources } from './scope.ts';

/** A page for every parent of the scope. @throws Error for a full-text condition or RELEVANCE. */
export function pageResources(graph: MemoryGraph, question: PageQuestion): ReadonlyMap<ParentKey, Page<ResourceItem>> {
  const order = resourceOrder(graph.resources, graph.orders, question.order);
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
