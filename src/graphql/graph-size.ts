/** How large a drawn part of the graph may be. */
import { DomainError } from '../domain/errors.ts';

export const DEFAULT_GRAPH_NODES = 100;
export const MAX_GRAPH_NODES = 500;
export { MAX_GRAPH_EDGES } from '../exploration/draw.ts';

/** `first` of a drawn part of the graph, 100 when absent. @throws DomainError BAD_USER_INPUT unless 1 to 500. */
export function graphSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_GRAPH_NODES;
  if (size >= 1 && size <= MAX_GRAPH_NODES) return size;
  throw new DomainError('BAD_USER_INPUT', `first must be between 1 and ${MAX_GRAPH_NODES}.`, {
    limit: MAX_GRAPH_NODES,
  });
}
