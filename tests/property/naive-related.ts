/** Related resources found by comparing the neighbours of every two resources. */
import type { RelatedResource } from '../../src/domain/graph-view.ts';
import type { GraphRecords, Resource } from '../../src/domain/model.ts';
import { distinct, relatedIds } from './naive-filter.ts';

/** Ids of what resources may share, each once. */
function neighbourIds(graph: GraphRecords, { id, editionId }: Resource): string[] {
  const { topics, authors, organizations, sources, links } = relatedIds(graph, id);
  const edition = editionId === null ? [] : [editionId];
  return distinct([...topics, ...authors, ...organizations, ...sources, ...edition, ...links]).filter(
    (one) => one !== id,
  );
}

/** By the first letters of its id, the weight of a kind of neighbour. */
const WEIGHTS: readonly (readonly [prefix: string, weight: number])[] = [
  ['Topic:', 1],
  ['Author:', 0.3],
  ['Organization:', 0.1],
  ['VenueEdition:', 0.05],
  ['Source:', 0.05],
  ['Resource:', 1],
];

/** What each neighbour that two resources share adds, in millionths, and what a link between them does. */
function sharedBetween(neighboursOf: ReadonlyMap<Resource, readonly string[]>, one: Resource, other: Resource) {
  const here = neighboursOf.get(one) ?? [];
  const there = neighboursOf.get(other) ?? [];
  const added = here
    .filter((id) => there.includes(id))
    .map((id): readonly [string, number] => {
      const degree = [...neighboursOf.values()].filter((ids) => ids.includes(id)).length;
      const weight = WEIGHTS.find(([prefix]) => id.startsWith(prefix))?.[1] ?? 0;
      return [id, Math.round((1_000_000 * weight) / Math.log(degree))];
    });
  return new Map<string, number>([...added, ...(here.includes(other.id) ? [[other.id, 3_000_000] as const] : [])]);
}

export interface NaiveRelated {
  readonly resource: Resource;
  readonly score: number;
  /** The weight of each neighbour that both have, and of the other itself where it is linked. */
  readonly shared: ReadonlyMap<string, number>;
}

export function naiveRelated(graph: GraphRecords, parent: string, first: number): NaiveRelated[] {
  const one = graph.resources.find(({ id }) => id === parent);
  if (one === undefined) return [];
  const neighboursOf = new Map(graph.resources.map((resource) => [resource, neighbourIds(graph, resource)]));
  return graph.resources
    .filter((other) => other !== one)
    .map((resource) => ({ resource, shared: sharedBetween(neighboursOf, one, resource) }))
    .filter(({ shared }) => shared.size > 0)
    .map((found) => ({ ...found, score: [...found.shared.values()].reduce((sum, weight) => sum + weight, 0) }))
    .toSorted((a, b) => b.score - a.score || (a.resource.id < b.resource.id ? -1 : 1))
    .map(({ score, ...found }) => ({ ...found, score: score / 1_000_000 }))
    .slice(0, first);
}

/** What is wrong with the reasons of one answer: each must name a shared neighbour, and together they must be the score. */
export function wrongReasons(answer: RelatedResource, naive: NaiveRelated): string[] {
  const { reasons, score } = answer;
  const sum = reasons.reduce((total, { weight }) => total + weight, 0);
  const named = reasons.reduce((total, { count }) => total + count, 0);
  return [
    ...(Math.abs(sum - score) > 1e-9 ? [`the reasons add up to ${sum}, the score is ${score}`] : []),
    ...(named === naive.shared.size ? [] : [`${named} neighbours are named of ${naive.shared.size}`]),
    ...reasons.flatMap(({ via, weight, count, link }) => {
      const own = naive.shared.get(via.id);
      if (own === undefined) return [`${via.id} is not shared`];
      if ((link !== null) !== (via.id === answer.resource.id))
        return [`${via.id} is said to be linked, or not said to be`];
      return count === 1 && Math.abs(weight - own / 1_000_000) > 1e-9 ? [`${via.id} weighs ${own}`] : [];
    }),
    ...(reasons.every(({ weight }, index) => weight <= (reasons[index - 1]?.weight ?? Infinity))
      ? []
      : ['the weightiest is not first']),
  ];
}
