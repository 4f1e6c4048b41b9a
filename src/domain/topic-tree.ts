/** The hierarchy of topics: a few hundred nodes that both stores hold in memory. */
import type { TopicFilter } from './filter.ts';
import { compareText, type NodeId } from './ids.ts';
import type { Topic } from './model.ts';
import { fold } from './text.ts';
import { passes } from './value-test.ts';
import { unreachable } from './errors.ts';

type TopicId = NodeId<'TOPIC'>;

export interface TopicTree {
  /** Sorted by id. */
  readonly all: readonly Topic[];
  get(id: TopicId): Topic | undefined;
  /** The topic whose preferred or alternative label in either language folds to the same; labels are unique. */
  byLabel(label: string): Topic | undefined;
  /** Topics directly below, sorted by id. */
  narrower(id: TopicId): readonly Topic[];
  /** Topics below, at most `depth` levels, nearest first, then by id; without the topic itself. */
  descendants(id: TopicId, depth: number): readonly Topic[];
  /** Topics above, nearest first, then by id; without the topic itself. */
  ancestors(id: TopicId): readonly Topic[];
  /** The topic and everything below it. */
  closure(id: TopicId): ReadonlySet<TopicId>;
  /** Ids of the topics a filter accepts, sorted. */
  matching(filter: TopicFilter): readonly TopicId[];
}

/** All labels of a topic, folded: what `byLabel` and the filter's `label` compare. */
export function foldedLabels(topic: Topic): string[] {
  const labels = [topic.name, topic.nameJa, ...topic.altLabels.EN, ...topic.altLabels.JA];
  return labels.filter((label) => label !== null).map(fold);
}

/** Breadth first along `next`, without the start, each topic once, levels in order, each level by id. */
function walk(start: TopicId, next: (id: TopicId) => readonly TopicId[], depth: number): TopicId[] {
  const seen = new Set<TopicId>([start]);
  const found: TopicId[] = [];
  let level: TopicId[] = [start];
  for (let distance = 0; distance < depth && level.length > 0; distance += 1) {
    level = [...new Set(level.flatMap(next))].filter((id) => !seen.has(id)).toSorted(compareText);
    for (const id of level) seen.add(id);
    found.push(...level);
  }
  return found;
}

/**
 * Takes away what has nothing left above it until nothing more can go; what stays hangs in or below a circle.
 * @throws Error naming these topics.
 */
function refuseCircles(all: readonly Topic[], narrowerIds: (id: TopicId) => readonly TopicId[]): void {
  const above = new Map<TopicId, number>();
  for (const id of all.flatMap((topic) => narrowerIds(topic.id))) above.set(id, (above.get(id) ?? 0) + 1);
  const free = all.map((topic) => topic.id).filter((id) => !above.has(id));
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const narrower of narrowerIds(id)) {
      const left = (above.get(narrower) ?? 0) - 1;
      if (left > 0) above.set(narrower, left);
      else if (above.delete(narrower)) free.push(narrower);
    }
  }
  if (above.size > 0) throw new Error(`Broader leads in a circle above ${[...above.keys()].join(', ')}`);
}

/**
 * Builds the tree. Closures are computed once, on first use.
 * @throws Error when two topics share a label or `broader` makes a circle; ingest checks both first and names the lines.
 */
export function buildTopicTree(topics: readonly Topic[]): TopicTree {
  const all = topics.toSorted((a, b) => compareText(a.id, b.id));
  const byId = new Map(all.map((topic) => [topic.id, topic]));
  const labels = new Map<string, Topic>();
  const below = new Map<TopicId, TopicId[]>(all.map((topic) => [topic.id, []]));
  for (const topic of all) {
    for (const label of new Set(foldedLabels(topic))) {
      if (labels.has(label)) throw new Error(`Two topics are labelled ${JSON.stringify(label)}`);
      labels.set(label, topic);
    }
    for (const broaderId of topic.broaderIds) below.get(broaderId)?.push(topic.id);
  }
  const closures = new Map<TopicId, ReadonlySet<TopicId>>();

  const present = (ids: readonly TopicId[]): Topic[] => ids.flatMap((id) => byId.get(id) ?? []);
  const narrowerIds = (id: TopicId): readonly TopicId[] => below.get(id) ?? [];
  refuseCircles(all, narrowerIds);
  const closure = (id: TopicId): ReadonlySet<TopicId> => {
    let ids = closures.get(id);
    if (ids === undefined) closures.set(id, (ids = new Set([id, ...walk(id, narrowerIds, Infinity)])));
    return ids;
  };

  function accepted(filter: TopicFilter): Set<TopicId> {
    switch (filter.op) {
      case 'and': {
        const sides = filter.of.map(accepted);
        return new Set(all.map((topic) => topic.id).filter((id) => sides.every((side) => side.has(id))));
      }
      case 'or':
        return new Set(filter.of.flatMap((part) => [...accepted(part)]));
      case 'not': {
        const inside = accepted(filter.of);
        return new Set(all.map((topic) => topic.id).filter((id) => !inside.has(id)));
      }
      case 'value': {
        const { field, test } = filter;
        return new Set(all.filter((topic) => passes(test, topic[field])).map((topic) => topic.id));
      }
      case 'label': {
        const topic = labels.get(filter.folded);
        return new Set(topic === undefined ? [] : [topic.id]);
      }
      case 'widen':
        return new Set([...accepted(filter.of)].flatMap((id) => [...closure(id)]));
      default:
        return unreachable(filter);
    }
  }

  return {
    all,
    get: (id) => byId.get(id),
    byLabel: (label) => labels.get(fold(label)),
    narrower: (id) => present(narrowerIds(id)),
    descendants: (id, depth) => present(walk(id, narrowerIds, depth)),
    ancestors: (id) => present(walk(id, (child) => byId.get(child)?.broaderIds ?? [], Infinity)),
    closure,
    matching: (filter) => [...accepted(filter)].toSorted(compareText),
  };
}
