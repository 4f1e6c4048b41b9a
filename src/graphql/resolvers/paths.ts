/** What lies between two nodes, and around one. */
import { DomainError } from '../../domain/errors.ts';
import type { Graph, GraphPath, PathResult } from '../../domain/graph-view.ts';
import { expectNodeId } from '../../domain/ids.ts';
import { STORED_EDGE_KINDS, type EdgeKind, type Language, type StoredEdgeKind } from '../../domain/model.ts';
import type { NeighborhoodQuestion, PathsQuestion } from '../../store/graph-store.ts';
import type { Context } from '../context.ts';
import { explainPath } from '../explain-path.ts';
import {
  DEFAULT_DEPTH,
  DEFAULT_HOPS,
  DEFAULT_PATHS,
  graphSize,
  MAX_HOPS,
  MAX_NEIGHBORHOOD_DEPTH,
  MAX_PATHS,
  within,
} from '../graph-size.ts';

export interface PathArguments {
  readonly from: string;
  readonly to: string;
  readonly via?: readonly EdgeKind[] | null;
  readonly maxHops?: number | null;
  readonly first?: number | null;
}
export interface NeighborhoodArguments {
  readonly id: string;
  readonly depth?: number | null;
  readonly kinds?: readonly EdgeKind[] | null;
  readonly first?: number | null;
}

function storedKinds(argument: string, kinds: readonly EdgeKind[] | null | undefined): readonly StoredEdgeKind[] {
  if (kinds == null) return STORED_EDGE_KINDS;
  if (kinds.includes('CO_OCCURS')) {
    const message = `${argument} cannot hold CO_OCCURS: it is computed, and only stored edges can be followed. See topicGraph.`;
    throw new DomainError('BAD_USER_INPUT', message);
  }
  return STORED_EDGE_KINDS.filter((kind) => kinds.includes(kind));
}

/** @throws DomainError when an argument breaks a rule. */
export function pathsQuestion({ from, to, via, maxHops, first }: PathArguments): PathsQuestion {
  const question = {
    from: expectNodeId(from),
    to: expectNodeId(to),
    kinds: storedKinds('via', via),
    maxHops: within('maxHops', maxHops, DEFAULT_HOPS, MAX_HOPS),
    first: within('first', first, DEFAULT_PATHS, MAX_PATHS),
  };
  if (question.from === question.to) {
    throw new DomainError(
      'BAD_USER_INPUT',
      'from and to are the same node; a path joins two. Ask neighborhood around one.',
    );
  }
  return question;
}

/** @throws DomainError when an argument breaks a rule. */
export function neighborhoodQuestion({ id, depth, kinds, first }: NeighborhoodArguments): NeighborhoodQuestion {
  return {
    id: expectNodeId(id),
    depth: within('depth', depth, DEFAULT_DEPTH, MAX_NEIGHBORHOOD_DEPTH),
    kinds: storedKinds('kinds', kinds),
    first: graphSize(first),
  };
}

export const pathResolvers = {
  Query: {
    path: (_: unknown, args: PathArguments, { store, read }: Context): Promise<PathResult> =>
      store.paths(pathsQuestion(args), read('Query.path')),
    neighborhood: (_: unknown, args: NeighborhoodArguments, { store, read }: Context): Promise<Graph> =>
      store.neighborhood(neighborhoodQuestion(args), read('Query.neighborhood')),
  },
  GraphPath: {
    length: ({ edges }: GraphPath) => edges.length,
    explanation: (path: GraphPath, { lang }: { readonly lang: Language | null }) => explainPath(path, lang ?? 'EN'),
  },
};
