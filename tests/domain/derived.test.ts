/** What follows from a graph, beside a look at every row for every node. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { carriedKeys, sharedKeys } from '../../src/domain/carried-keys.ts';
import { deriveGraph } from '../../src/domain/derived.ts';
import { WRITTEN_EDGES } from '../../src/domain/edge-ends.ts';
import { storedEdges, storedEdgesOf } from '../../src/domain/edges.ts';
import { compareText, type NodeId } from '../../src/domain/ids.ts';
import { LINK_KINDS, STORED_EDGE_KINDS, type GraphRecords } from '../../src/domain/model.ts';
import { firstNumbers, NODE_LISTS, numberNodes } from '../../src/domain/node-numbers.ts';
import { listsAt } from '../../src/domain/stored-numbers.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

function numberOf<T>(list: readonly T[], holds: (item: T) => boolean): number {
  return list.filter(holds).length;
}

/** Every count of one node. */
function countsOf(graph: GraphRecords, id: NodeId): Record<keyof ReturnType<typeof deriveGraph>['counts'], number> {
  const { authorships, tags, listings, resourceOrganizations, resources, links } = graph;
  const linked = links.flatMap(({ fromId, toId }) => (fromId === id ? [toId] : toId === id ? [fromId] : []));
  const organizations = authorships.flatMap((row) => (row.authorId === id ? row.organizationIds : []));
  const published = resources.flatMap(({ venueId, editionId }) => [venueId, editionId]);
  return {
    authorCount: numberOf(authorships, ({ resourceId }) => resourceId === id),
    topicCount: numberOf(tags, ({ resourceId }) => resourceId === id),
    sourceCount: numberOf(listings, ({ resourceId }) => resourceId === id),
    linkCount: numberOf(links, ({ fromId }) => fromId === id) + numberOf(links, ({ toId }) => toId === id),
    organizationCount: new Set(organizations).size + numberOf(resourceOrganizations, (row) => row.resourceId === id),
    resourceCount:
      numberOf(authorships, ({ authorId }) => authorId === id) +
      numberOf(tags, ({ topicId }) => topicId === id) +
      numberOf(listings, ({ sourceId }) => sourceId === id) +
      numberOf(resourceOrganizations, ({ organizationId }) => organizationId === id) +
      numberOf(published, (place) => place === id),
    linkedCount: new Set(linked.filter((other) => other !== id)).size,
    degree: [...storedEdges(graph)].flatMap(({ source, target }) => [source, target]).filter((end) => end === id)
      .length,
  };
}

it('counts are those of every node by itself', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const { counts } = deriveGraph(graph);
    const { ids } = numberNodes(graph);
    const names = Object.keys(counts) as (keyof typeof counts)[];
    for (const [number, id] of ids.entries()) {
      const found = names.map((name) => [name, counts[name].subarray(number, number + 1)[0]]);
      expect([id, Object.fromEntries(found)]).toEqual([id, countsOf(graph, id)]);
    }
  });
  fc.assert(property, runs(15));
});

it('ends are the numbers of the nodes that each edge joins', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const { ends, figures } = deriveGraph(graph);
    const { ids } = numberNodes(graph);
    expect(Object.keys(ends).toSorted()).toEqual([...WRITTEN_EDGES].toSorted());
    const pairs = (kind: keyof typeof ends) => {
      const [from, to] = [ends[kind].from, ends[kind].to].map((numbers) => [...numbers.subarray(0, numbers.length)]);
      return from?.map((source, place) => [ids[source], ids[to?.[place] ?? -1]]);
    };
    for (const kind of STORED_EDGE_KINDS) {
      const edges = [...storedEdgesOf(graph, kind)];
      expect(pairs(kind)).toEqual(edges.map(({ source, target }) => [source, target]));
      expect(figures.edgeCounts[kind]).toBe(edges.length);
    }
    const organizations = graph.resourceOrganizations.map((row) => [row.resourceId, row.organizationId]);
    expect(pairs('HAS_ORGANIZATION')).toEqual(organizations);
    expect(LINK_KINDS.reduce((sum, kind) => sum + figures.edgeCounts[kind], 0)).toBe(graph.links.length);
  });
  fc.assert(property, runs(15));
});

it('topics of a resource are places among all topics, its own and those above', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const { topicOrdinals, topicOrdinalsUp } = deriveGraph(graph);
    const [own, up] = [listsAt(topicOrdinals), listsAt(topicOrdinalsUp)];
    const topicAt = (place: number) => graph.topics[place]?.id;
    const above = (id: NodeId): NodeId[] => {
      const broader = graph.topics.find((topic) => topic.id === id)?.broaderIds ?? [];
      return [id, ...broader.flatMap(above)];
    };
    for (const [place, { id }] of graph.resources.entries()) {
      const topics = graph.tags.filter((tag) => tag.resourceId === id).map((tag) => tag.topicId as NodeId);
      expect(Array.from(own(place), topicAt).toSorted()).toEqual(topics.toSorted());
      expect(Array.from(up(place), topicAt).toSorted()).toEqual([...new Set(topics.flatMap(above))].toSorted());
    }
  });
  fc.assert(property, runs(15));
});

it('nodes of a list have the numbers that follow its first', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const [firsts, { ids }] = [firstNumbers(graph), numberNodes(graph)];
    for (const list of NODE_LISTS)
      for (const [place, { id }] of graph[list].entries()) expect(ids[firsts[list] + place]).toBe(id);
  });
  fc.assert(property, runs(15));
});

it('shared keys are those that several nodes carry, also where others have the same hash', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const carriers = new Map<string, NodeId[]>();
    for (const { key, id } of carriedKeys(graph)) carriers.set(key, [...(carriers.get(key) ?? []), id]);
    const shared = [...carriers].flatMap(([key, ids]) =>
      ids.length > 1 ? [{ key, nodeIds: ids.toSorted(compareText) }] : [],
    );
    const expected = { keyCount: carriers.size, shared: shared.toSorted((a, b) => compareText(a.key, b.key)) };
    expect(deriveGraph(graph).keys).toEqual(expected);
    for (const hashOf of [() => 0, (key: string) => key.length, (key: string) => key.codePointAt(7) ?? 0])
      expect(sharedKeys(graph, hashOf)).toEqual(expected);
  });
  fc.assert(property, runs(15));
});

it('is the same of numbers that are there already', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const { affiliations, ...others } = deriveGraph(graph, numberNodes(graph));
    const { affiliations: expected, ...known } = deriveGraph(graph);
    expect(others).toEqual(known);
    expect([...affiliations]).toEqual([...expected]);
  });
  fc.assert(property, runs(5));
});
