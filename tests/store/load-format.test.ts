import { expect, it } from 'vitest';
import { fingerprint } from '../../src/domain/cursor.ts';
import { param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { LOAD_FORMAT, loadPlan } from '../../src/store/neo4j/load-plan.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

/** Names of properties, also of those inside `properties`. */
function keysIn(row: unknown): string[] {
  if (typeof row !== 'object' || row === null) return [];
  return Object.entries(row).flatMap(([key, value]) => (key === 'properties' ? [key, ...keysIn(value)] : [key]));
}

it('has a new number where the load writes other statements or properties', () => {
  const shape = loadPlan(SMALL_GRAPH, 'load').map(({ phase, write, rows }) => [
    phase,
    toStatement('load.batch', write(param([]))).text,
    [...new Set([...rows].flatMap(keysIn))].toSorted(),
  ]);
  // Where this fails, raise LOAD_FORMAT and take the fingerprint over, or databases loaded before are read as if they had it all.
  expect({ format: LOAD_FORMAT, shape: fingerprint(shape) }).toEqual({ format: 5, shape: 'H2hEDX4l2vC' });
});
