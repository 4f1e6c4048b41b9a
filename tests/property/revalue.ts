/** A filter's shape with other values: most drawn from a graph, so that conditions hold for something. */
import type { ResourceFilter } from '../../src/domain/filter.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { foldedLabels } from '../../src/domain/topic-tree.ts';
import { fold } from '../../src/domain/text.ts';

type Value = string | number;
/** Whose field a condition tests: a resource's, or that of what a relation leads to. */
type Owner = 'resource' | 'venue' | 'edition' | 'topics' | 'authors' | 'organizations' | 'sources';
/** What filters of all kinds have in common. */
interface AnyFilter {
  readonly op: string;
  readonly of?: AnyFilter | readonly AnyFilter[];
  readonly where?: AnyFilter;
  readonly test?: AnyTest;
  readonly field?: string;
  readonly relation?: Owner;
  readonly folded?: string;
}
interface AnyTest {
  readonly is?: string;
  readonly where?: AnyFilter;
  readonly values?: readonly Value[];
  readonly value?: Value;
  readonly folded?: string;
}
/** The next number of a random sequence, below 2^24. */
export type Next = () => number;
type Draw = <T>(values: readonly T[]) => T | undefined;

function ownersOf(graph: GraphRecords): Readonly<Record<Owner, readonly object[]>> {
  return {
    resource: graph.resources.map((resource) => ({ ...resource, addedAt: Date.parse(resource.addedAt) })),
    venue: graph.venues,
    edition: graph.editions,
    topics: graph.topics,
    authors: graph.authors,
    organizations: graph.organizations,
    sources: graph.sources,
  };
}

function valuesOf(owners: readonly object[], field: string): Value[] {
  const values = owners.map((owner): unknown => (owner as Record<string, unknown>)[field]);
  return values.filter((value) => typeof value === 'string' || typeof value === 'number');
}

/** Part of a text, folded: its beginning where a beginning is asked for. */
function part(text: string, is: string, next: Next): string {
  const letters = Array.from(fold(text));
  const start = is === 'startsWith' ? 0 : next() % Math.max(letters.length, 1);
  return letters.slice(start, start + 1 + (next() % 3)).join('');
}

function retested(test: AnyTest, values: readonly Value[], next: Next, draw: Draw): AnyTest {
  if (test.values !== undefined) return { ...test, values: test.values.map((value) => draw(values) ?? value) };
  const value = draw(values);
  if (value === undefined) return test;
  if (test.folded !== undefined) return { ...test, folded: part(String(value), test.is ?? '', next) };
  return { ...test, value };
}

function revalue(graph: GraphRecords, next: Next): (filter: AnyFilter, owner: Owner) => AnyFilter {
  const owners = ownersOf(graph);
  const labels = graph.topics.flatMap(foldedLabels);
  const amounts = [0, 1, 1, 2, 3];
  // One value in five stays: those of the generator are often not in the graph, which must be met too.
  const draw: Draw = (values) => (next() % 5 === 0 ? undefined : values[next() % Math.max(values.length, 1)]);
  const walk = (filter: AnyFilter, owner: Owner): AnyFilter => {
    const { op, of, where, test, field, relation } = filter;
    if (op === 'label') return { ...filter, folded: draw(labels) ?? filter.folded ?? '' };
    if (op === 'links' && test?.where !== undefined)
      return { ...filter, test: { ...test, where: walk(test.where, 'resource') } };
    if (op === 'count' && test !== undefined) return { ...filter, test: retested(test, amounts, next, draw) };
    if (op === 'value' && test !== undefined)
      return { ...filter, test: retested(test, valuesOf(owners[owner], field ?? ''), next, draw) };
    if (where !== undefined) return { ...filter, where: walk(where, relation ?? owner) };
    if (of === undefined) return filter;
    return { ...filter, of: Array.isArray(of) ? of.map((one) => walk(one, owner)) : walk(of as AnyFilter, owner) };
  };
  return walk;
}

/** The sequence of a seed: a linear congruential generator, whose low bits are too regular to use. */
export function sequenceOf(seed: number): Next {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state >>> 8;
  };
}

/** The same filter with values of the graph. A random sequence decides; equal shapes make equal statements. */
export function revalued(graph: GraphRecords, filter: ResourceFilter, next: Next): ResourceFilter {
  return revalue(graph, next)(filter as unknown as AnyFilter, 'resource') as unknown as ResourceFilter;
}
