/** How large a drawn part of the graph may be, and how far a search in it may go. */
import { DomainError } from '../domain/errors.ts';

export const DEFAULT_GRAPH_NODES = 100;
export const MAX_GRAPH_NODES = 500;
export { MAX_GRAPH_EDGES } from '../exploration/draw.ts';

export const DEFAULT_HOPS = 4;
export const MAX_HOPS = 6;
export const DEFAULT_PATHS = 3;
export const MAX_PATHS = 20;
export const DEFAULT_DEPTH = 1;
export const MAX_NEIGHBORHOOD_DEPTH = 3;

/** @throws DomainError BAD_USER_INPUT unless 1 to `limit`. */
export function within(name: string, value: number | null | undefined, fallback: number, limit: number): number {
  const number = value ?? fallback;
  if (number >= 1 && number <= limit) return number;
  throw new DomainError('BAD_USER_INPUT', `${name} must be between 1 and ${limit}.`, { limit });
}

/** `first` of a drawn part of the graph, 100 when absent. @throws DomainError BAD_USER_INPUT unless 1 to 500. */
export function graphSize(first: number | null | undefined): number {
  return within('first', first, DEFAULT_GRAPH_NODES, MAX_GRAPH_NODES);
}
