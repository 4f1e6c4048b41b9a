/** What the load counts in a graph before it writes it: numbers kept beside the nodes, and the figures of the status. */
import { affiliations, type Affiliation } from '../../domain/affiliations.ts';
import { mostParallelEdges } from '../../domain/edges.ts';
import { compareText, type NodeId } from '../../domain/ids.ts';
import { LINK_KINDS, type Entity, type GraphRows, type LinkKind } from '../../domain/model.ts';
import { createTally, groupMembers, type NodeNumbers, type Tally } from '../../domain/node-numbers.ts';
import { sharedWeight } from '../../domain/related.ts';
import { only } from '../../domain/rows.ts';
import { topicEdges } from '../../domain/topic-edges.ts';
import { buildTopicTree } from '../../domain/topic-tree.ts';
import type { LongestLists } from '../graph-store.ts';
import type { NodeCounts } from './properties.ts';
import type { GraphFigures } from './statements/revision.ts';

/** What is counted of each node. */
type Tallies = Readonly<Record<keyof NodeCounts | 'degree', Tally>>;

/** The figures of which one is as large as the longest of many lists. */
type Longest = Pick<LongestLists, 'Resource.urls' | 'Resource.provenance' | 'AuthorshipEdge.organizations'>;

/** What a look at every row finds. */
interface Counted {
  readonly tallies: Tallies;
  readonly longest: Longest;
  readonly publishedCount: number;
  readonly ownOrganizationCount: number;
}

/** What is known of a graph once all of its rows were looked at. */
export interface GraphMeasures {
  readonly figures: GraphFigures;
  readonly affiliations: readonly Affiliation[];
  countsOf(id: NodeId): NodeCounts;
  /** Stored edges in both directions. */
  degreeOf(id: NodeId): number;
  /** What the node adds to the nearness of two resources that share it; null where nothing is shared by such nodes. */
  sharedWeightOf(node: Entity): number | null;
  /** Of a resource, the places of its topics among all topics by id; `up` those of its topics and of all above them. */
  topicOrdinalsOf(id: NodeId): { readonly own: readonly number[]; readonly up: readonly number[] };
}

/** Looks at each row once, for of a large graph that takes as long as what is done with it. */
function countRows(graph: GraphRows, numbers: NodeNumbers, pairs: readonly Affiliation[]): Counted {
  const { ids, of } = numbers;
  const tally = (): Tally => createTally(ids.length);
  const tallies: Tallies = {
    authorCount: tally(),
    topicCount: tally(),
    sourceCount: tally(),
    linkCount: tally(),
    organizationCount: tally(),
    resourceCount: tally(),
    degree: tally(),
  };
  const { authorCount, topicCount, sourceCount, linkCount, organizationCount, resourceCount, degree } = tallies;
  /** Adds to each count of the two nodes that a row joins, whose numbers it has. */
  const join = (from: NodeId, to: NodeId, ofFrom: readonly Tally[], ofTo: readonly Tally[]): void => {
    const [source, target] = [of(from), of(to)];
    for (const one of ofFrom) one.add(source);
    for (const one of ofTo) one.add(target);
  };
  const longest = { 'Resource.urls': 0, 'Resource.provenance': 0, 'AuthorshipEdge.organizations': 0 };
  const lengthen = (list: keyof Longest, { length }: readonly unknown[]): void => {
    if (length > longest[list]) longest[list] = length;
  };
  for (const row of only(graph.authorships, 'resourceId', 'authorId', 'organizationIds')) {
    join(row.resourceId, row.authorId, [authorCount, degree], [resourceCount, degree]);
    lengthen('AuthorshipEdge.organizations', row.organizationIds);
  }
  for (const { authorId, organizationId } of pairs)
    join(authorId, organizationId, [organizationCount, degree], [degree]);
  for (const { resourceId, topicId } of only(graph.tags, 'resourceId', 'topicId'))
    join(resourceId, topicId, [topicCount, degree], [resourceCount, degree]);
  for (const { resourceId, sourceId } of only(graph.listings, 'resourceId', 'sourceId'))
    join(resourceId, sourceId, [sourceCount, degree], [resourceCount, degree]);
  let ownOrganizationCount = 0;
  for (const row of only(graph.resourceOrganizations, 'resourceId', 'organizationId', 'own')) {
    const alsoEdge = row.own ? [degree] : [];
    join(row.resourceId, row.organizationId, [organizationCount, ...alsoEdge], [resourceCount, ...alsoEdge]);
    if (row.own) ownOrganizationCount += 1;
  }
  let publishedCount = 0;
  for (const row of only(graph.resources, 'id', 'venueId', 'editionId', 'urls', 'provenance')) {
    const { id, venueId, editionId } = row;
    for (const place of [venueId, editionId]) if (place !== null) resourceCount.add(of(place));
    const target = editionId ?? venueId;
    if (target !== null) join(id, target, [degree], [degree]);
    if (target !== null) publishedCount += 1;
    lengthen('Resource.urls', row.urls);
    lengthen('Resource.provenance', row.provenance);
  }
  for (const { id, venueId } of graph.editions) join(id, venueId, [degree], [degree]);
  for (const { source, target } of topicEdges(graph.topics, null)) join(source, target, [degree], [degree]);
  for (const { fromId, toId } of graph.links) join(fromId, toId, [linkCount, degree], [linkCount, degree]);
  return { tallies, longest, publishedCount, ownOrganizationCount };
}

/** How many resources each resource is linked with, in either direction, itself left out. */
function linkedCounts({ links }: GraphRows, { ids, of }: NodeNumbers): (id: NodeId) => number {
  const tally = createTally(ids.length);
  const pairs = new Set<string>();
  for (const { fromId, toId } of links) {
    const key = [fromId, toId].toSorted(compareText).join(' ');
    if (fromId === toId || pairs.has(key)) continue;
    pairs.add(key);
    for (const id of [fromId, toId]) tally.add(of(id));
  }
  return (id) => tally.at(of(id));
}

function sharedWeights(
  graph: GraphRows,
  numbers: NodeNumbers,
  resourceCountOf: (id: NodeId) => number,
): GraphMeasures['sharedWeightOf'] {
  const linked = linkedCounts(graph, numbers);
  const kinds = {
    TOPIC: 'ABOUT',
    AUTHOR: 'AUTHORED_BY',
    ORGANIZATION: 'AFFILIATED_WITH',
    VENUE_EDITION: 'PUBLISHED_IN',
    SOURCE: 'LISTED_IN',
  } as const;
  return ({ kind, id }) => {
    // All kinds of links weigh the same.
    if (kind === 'RESOURCE') return sharedWeight('CITES', linked(id));
    return kind === 'VENUE' ? null : sharedWeight(kinds[kind], resourceCountOf(id));
  };
}

function topicOrdinals({ topics, tags }: GraphRows, { ids, of }: NodeNumbers): GraphMeasures['topicOrdinalsOf'] {
  const tree = buildTopicTree(topics);
  const ordinals = new Map<NodeId, number>(tree.all.map(({ id }, ordinal) => [id, ordinal]));
  const ordinal = (id: NodeId): number => ordinals.get(id) ?? -1;
  const upwards = tree.all.map(({ id }) => [id, ...tree.ancestors(id).map((topic) => topic.id)].map(ordinal));
  const topicsOf = groupMembers(ids.length, (add) => {
    for (const { resourceId, topicId } of only(tags, 'resourceId', 'topicId')) add(of(resourceId), ordinal(topicId));
  });
  return (id) => {
    const own = [...topicsOf(of(id))];
    return { own, up: [...new Set(own.flatMap((topic) => upwards[topic] ?? []))] };
  };
}

function figuresOf(graph: GraphRows, pairs: readonly Affiliation[], counted: Counted): GraphFigures {
  const tree = buildTopicTree(graph.topics);
  const longest = <T>(list: readonly T[], size: (item: T) => number): number =>
    list.reduce((most, item) => Math.max(most, size(item)), 0);
  const ofTopics = (size: (topic: (typeof graph.topics)[number]) => number): number => longest(graph.topics, size);
  const editions = new Map<NodeId, number>();
  for (const { venueId } of graph.editions) editions.set(venueId, (editions.get(venueId) ?? 0) + 1);
  const links = Object.fromEntries(
    LINK_KINDS.map((kind) => [kind, graph.links.filter((link) => link.kind === kind).length]),
  ) as Record<LinkKind, number>;
  const related = graph.topics.reduce((sum, { relatedIds }) => sum + relatedIds.length, 0);
  return {
    counts: {
      RESOURCE: graph.resources.length,
      AUTHOR: graph.authors.length,
      ORGANIZATION: graph.organizations.length,
      VENUE: graph.venues.length,
      VENUE_EDITION: graph.editions.length,
      TOPIC: graph.topics.length,
      SOURCE: graph.sources.length,
    },
    edgeCounts: {
      AUTHORED_BY: graph.authorships.length,
      AFFILIATED_WITH: pairs.length + counted.ownOrganizationCount,
      PUBLISHED_IN: counted.publishedCount,
      EDITION_OF: graph.editions.length,
      ABOUT: graph.tags.length,
      BROADER: graph.topics.reduce((sum, { broaderIds }) => sum + broaderIds.length, 0),
      // Symmetric: each pair counts once.
      RELATED: related / 2,
      LISTED_IN: graph.listings.length,
      ...links,
    },
    longestLists: {
      'Venue.editions': longest(graph.venues, ({ id }) => editions.get(id) ?? 0),
      'Venue.tracks': longest(graph.venues, ({ tracks }) => tracks.length),
      'Topic.broader': ofTopics((topic) => topic.broaderIds.length),
      'Topic.narrower': ofTopics((topic) => tree.narrower(topic.id).length),
      'Topic.narrower.deep': ofTopics((topic) => tree.closure(topic.id).size - 1),
      'Topic.ancestors': ofTopics((topic) => tree.ancestors(topic.id).length),
      'Topic.related': ofTopics((topic) => topic.relatedIds.length),
      'Topic.altLabels': ofTopics((topic) => Math.max(topic.altLabels.EN.length, topic.altLabels.JA.length)),
      'Topic.exactMatches': ofTopics((topic) => topic.exactMatches.length),
      'Source.sections': longest(graph.sources, ({ sections }) => sections.length),
      ...counted.longest,
      'Graph.edges.parallel': mostParallelEdges(graph),
      'Query.venues': graph.venues.length,
      'Query.topics': graph.topics.length,
      'Query.sources': graph.sources.length,
    },
  };
}

/** Looks at all rows of a graph; what is held of them are some numbers of each node, and the affiliations. */
export function measureGraph(graph: GraphRows, numbers: NodeNumbers): GraphMeasures {
  const pairs = affiliations(graph);
  const counted = countRows(graph, numbers, pairs);
  const { degree, ...counts } = counted.tallies;
  const { of } = numbers;
  return {
    figures: figuresOf(graph, pairs, counted),
    affiliations: pairs,
    countsOf: (id) => {
      const number = of(id);
      return {
        authorCount: counts.authorCount.at(number),
        topicCount: counts.topicCount.at(number),
        sourceCount: counts.sourceCount.at(number),
        linkCount: counts.linkCount.at(number),
        organizationCount: counts.organizationCount.at(number),
        resourceCount: counts.resourceCount.at(number),
      };
    },
    degreeOf: (id) => degree.at(of(id)),
    sharedWeightOf: sharedWeights(graph, numbers, (id) => counts.resourceCount.at(of(id))),
    topicOrdinalsOf: topicOrdinals(graph, numbers),
  };
}
