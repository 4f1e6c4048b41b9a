/** Questions about what lies between and around nodes of a graph. */
import * as fc from 'fast-check';
import type { NodeId } from '../../src/domain/ids.ts';
import { STORED_EDGE_KINDS, type GraphRecords } from '../../src/domain/model.ts';
import type { NeighborhoodQuestion, PathsQuestion } from '../../src/store/graph-store.ts';

export function nodeIds(graph: GraphRecords): NodeId[] {
  const { resources, authors, organizations, venues, editions, topics, sources } = graph;
  return [resources, authors, organizations, venues, editions, topics, sources].flat().map(({ id }) => id);
}

const kinds = fc.oneof(fc.constant(STORED_EDGE_KINDS), fc.subarray([...STORED_EDGE_KINDS]));

export function arbitraryPathsQuestion(graph: GraphRecords, maxHops: number): fc.Arbitrary<PathsQuestion> {
  const ends = fc.shuffledSubarray(nodeIds(graph), { minLength: 2, maxLength: 2 });
  const rest = fc.record({
    maxHops: fc.integer({ min: 1, max: maxHops }),
    first: fc.integer({ min: 1, max: 20 }),
    kinds,
  });
  return fc.tuple(ends, rest).map(([[from, to], asked]) => {
    if (from === undefined || to === undefined) throw new Error('Two ends were drawn');
    return { from, to, ...asked };
  });
}

export function arbitraryNeighborhoodQuestion(graph: GraphRecords): fc.Arbitrary<NeighborhoodQuestion> {
  return fc.record({
    id: fc.constantFrom(...nodeIds(graph)),
    depth: fc.integer({ min: 1, max: 3 }),
    first: fc.integer({ min: 1, max: 60 }),
    kinds,
  });
}
