/**
 * What follows from all rows of a graph together. It is made once, where all of them are in memory, and kept beside them: then
 * whoever takes the rows one after another, as a load does, needs to hold none of them.
 */
import { affiliations, type Affiliation } from './affiliations.ts';
import { sharedKeys, type SharedKeys } from './carried-keys.ts';
import { edgeEnds, type Ends, type WrittenEdge } from './edge-ends.ts';
import { mostParallelEdges } from './edges.ts';
import { nodeCounts, type GraphFigures, type LongestLists } from './figures.ts';
import type { NodeId } from './ids.ts';
import { STORED_EDGE_KINDS, type GraphRows, type StoredEdgeKind } from './model.ts';
import { countNodes, type CountsOfNodes } from './node-counts.ts';
import { groupMembers, numberNodes, type NodeNumbers } from './node-numbers.ts';
import type { Rows } from './rows.ts';
import type { StoredLists, StoredNumbers } from './stored-numbers.ts';
import { buildTopicTree } from './topic-tree.ts';
import { createWordList } from './word-list.ts';

export interface Derived {
  readonly figures: GraphFigures;
  readonly counts: CountsOfNodes<StoredNumbers>;
  readonly ends: Readonly<Record<WrittenEdge, Ends>>;
  /** By the place of a resource among all: the places of its topics among all topics by id, and of these with all above them. */
  readonly topicOrdinals: StoredLists;
  readonly topicOrdinalsUp: StoredLists;
  readonly affiliations: Rows<Affiliation>;
  readonly keys: SharedKeys;
}

function listsOf<T>(items: Iterable<T>, membersOf: (item: T) => Iterable<number>): StoredLists {
  const [offsets, members] = [createWordList(), createWordList()];
  offsets.push(0);
  for (const item of items) {
    for (const member of membersOf(item)) members.push(member);
    offsets.push(members.length);
  }
  return { offsets: offsets.all().slice(), members: members.all().slice() };
}

function topicOrdinals(
  { topics, tags, resources }: GraphRows,
  { ids, of }: NodeNumbers,
): Pick<Derived, 'topicOrdinals' | 'topicOrdinalsUp'> {
  const tree = buildTopicTree(topics);
  const ordinals = new Map<NodeId, number>(tree.all.map(({ id }, ordinal) => [id, ordinal]));
  const ordinal = (id: NodeId): number => ordinals.get(id) ?? -1;
  const upwards = tree.all.map(({ id }) => [id, ...tree.ancestors(id).map((topic) => topic.id)].map(ordinal));
  const topicsOf = groupMembers(ids.length, (add) => {
    for (const { resourceId, topicId } of tags) add(of(resourceId), ordinal(topicId));
  });
  return {
    topicOrdinals: listsOf(resources, ({ id }) => topicsOf(of(id))),
    topicOrdinalsUp: listsOf(
      resources,
      ({ id }) => new Set(Array.from(topicsOf(of(id))).flatMap((topic) => upwards[topic] ?? [])),
    ),
  };
}

function longestOf<T>(list: Iterable<T>, size: (item: T) => number): number {
  let most = 0;
  for (const item of list) most = Math.max(most, size(item));
  return most;
}

function longestLists(graph: GraphRows): LongestLists {
  const { topics, venues, sources, resources } = graph;
  const tree = buildTopicTree(topics);
  const editions = new Map<NodeId, number>();
  for (const { venueId } of graph.editions) editions.set(venueId, (editions.get(venueId) ?? 0) + 1);
  return {
    'Venue.editions': longestOf(venues, ({ id }) => editions.get(id) ?? 0),
    'Venue.tracks': longestOf(venues, ({ tracks }) => tracks.length),
    'Topic.broader': longestOf(topics, (topic) => topic.broaderIds.length),
    'Topic.narrower': longestOf(topics, (topic) => tree.narrower(topic.id).length),
    'Topic.narrower.deep': longestOf(topics, (topic) => tree.closure(topic.id).size - 1),
    'Topic.ancestors': longestOf(topics, (topic) => tree.ancestors(topic.id).length),
    'Topic.related': longestOf(topics, (topic) => topic.relatedIds.length),
    'Topic.altLabels': longestOf(topics, (topic) => Math.max(topic.altLabels.EN.length, topic.altLabels.JA.length)),
    'Topic.exactMatches': longestOf(topics, (topic) => topic.exactMatches.length),
    'Source.sections': longestOf(sources, ({ sections }) => sections.length),
    'Resource.urls': longestOf(resources, ({ urls }) => urls.length),
    'Resource.provenance': longestOf(resources, ({ provenance }) => provenance.length),
    'AuthorshipEdge.organizations': longestOf(graph.authorships, ({ organizationIds }) => organizationIds.length),
    'Graph.edges.parallel': mostParallelEdges(graph),
    'Query.venues': venues.length,
    'Query.topics': topics.length,
    'Query.sources': sources.length,
  };
}

function figuresOf(graph: GraphRows, ends: Derived['ends']): GraphFigures {
  return {
    counts: nodeCounts(graph),
    edgeCounts: Object.fromEntries(STORED_EDGE_KINDS.map((kind) => [kind, ends[kind].from.length])) as Record<
      StoredEdgeKind,
      number
    >,
    longestLists: longestLists(graph),
  };
}

/**
 * Goes through all rows several times: of a hundred thousand resources that takes seconds.
 * @param numbers of the nodes of this graph, where they are numbered already. @throws Error as `numberNodes`.
 */
export function deriveGraph(graph: GraphRows, numbers = numberNodes(graph)): Derived {
  const pairs = affiliations(graph, numbers);
  const ends = edgeEnds(graph, numbers, pairs);
  return {
    figures: figuresOf(graph, ends),
    counts: countNodes(graph, numbers, ends, pairs.length),
    ends,
    ...topicOrdinals(graph, numbers),
    affiliations: pairs,
    keys: sharedKeys(graph),
  };
}
