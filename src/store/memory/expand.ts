/** Relations other than connections of resources: what hangs on each parent, in the relation's own order. */
import { compareText, type NodeId } from '../../domain/ids.ts';
import type { PageRequest, Position } from '../../domain/page.ts';
import type { ExpandItems, ExpandPage, ExpandQuestion, ExpandRelation } from '../graph-store.ts';
import type { Adjacency, Relation } from './adjacency.ts';
import type { MemoryGraph } from './graph.ts';
import { windowPage } from './keyset.ts';
import { linkList } from './link-list.ts';
import { nodeAt, type NodeTable } from './node-table.ts';
import type { OrderedList } from './ordered-list.ts';

type Lists = {
  readonly [R in ExpandRelation]: (graph: MemoryGraph, parent: NodeId, question: ExpandQuestion<R>) => OrderedList<R>;
};

function rowsAt({ offsets }: Adjacency, ordinal: number): { start: number; length: number } {
  const start = offsets[ordinal] ?? 0;
  return { start, length: (offsets[ordinal + 1] ?? start) - start };
}

/** Of a record list: the record at an index of it that is known to be there. */
function recordAt<T>(records: readonly T[], index: number | undefined): T {
  const record = records[index ?? -1];
  if (record === undefined) throw new Error('A relation points behind its records');
  return record;
}

interface ListParts<R extends ExpandRelation> {
  readonly table: NodeTable;
  readonly parent: NodeId;
  readonly relation: Relation;
  readonly targets: NodeTable;
  /** One number for the place in the list, and which way it runs; absent where the id alone orders it. */
  readonly key?: { readonly at: (target: number) => number; readonly direction: 'ASC' | 'DESC' };
  readonly item: (target: number, ordinal: number) => ExpandItems[R];
}

/** A list that is stored in its order; `target` below is an index of the relation's forward targets. */
function storedList<R extends ExpandRelation>({
  table,
  parent,
  relation,
  targets,
  key,
  item,
}: ListParts<R>): OrderedList<R> {
  const { start, length } = rowsAt(relation.forward, table.ordinals.get(parent) ?? table.nodes.length);
  const ordinalAt = (index: number) => relation.forward.targets[start + index] ?? -1;
  const sign = key?.direction === 'DESC' ? -1 : 1;
  return {
    length,
    keys: (index) => (key === undefined ? [] : [key.at(start + index)]),
    id: (index) => nodeAt(targets, ordinalAt(index)).id,
    item: (index) => item(start + index, ordinalAt(index)),
    compareKeys: (index, [bound]) => (key === undefined ? 0 : sign * (key.at(start + index) - Number(bound ?? 0))),
  };
}

const LISTS: Lists = {
  'Resource.authors': (graph, parent) => {
    const { resources, authors, organizations, relations, records } = graph;
    const recordOf = (target: number) => recordAt(records.authorships, relations.authors.records[target]);
    return storedList({
      table: resources,
      parent,
      relation: relations.authors,
      targets: authors,
      key: { at: (target) => recordOf(target).position, direction: 'ASC' },
      item: (target, ordinal) => {
        const { position, provenance, organizationIds } = recordOf(target);
        const given = organizationIds.map((id) => nodeAt(organizations, organizations.ordinals.get(id) ?? -1));
        return { node: nodeAt(authors, ordinal), position, organizations: given, provenance };
      },
    });
  },
  'Resource.topics': ({ resources, topics, relations, records }, parent) => {
    const recordOf = (target: number) => recordAt(records.tags, relations.topics.records[target]);
    return storedList({
      table: resources,
      parent,
      relation: relations.topics,
      targets: topics,
      key: { at: (target) => recordOf(target).score, direction: 'DESC' },
      item: (target, ordinal) => {
        const { score, matched, provenance } = recordOf(target);
        return { node: nodeAt(topics, ordinal), score, matched, provenance };
      },
    });
  },
  'Resource.organizations': ({ resources, organizations, relations, records }, parent) =>
    storedList({
      table: resources,
      parent,
      relation: relations.organizations,
      targets: organizations,
      key: {
        at: (target) => recordAt(records.resourceOrganizations, relations.organizations.records[target]).ordinal,
        direction: 'ASC',
      },
      item: (_, ordinal) => ({ node: nodeAt(organizations, ordinal) }),
    }),
  'Resource.sources': ({ resources, sources, relations, records }, parent) =>
    storedList({
      table: resources,
      parent,
      relation: relations.sources,
      targets: sources,
      item: (target, ordinal) => {
        const { section, locator } = recordAt(records.listings, relations.sources.records[target]);
        return { node: nodeAt(sources, ordinal), section, locator };
      },
    }),
  'Resource.links': (graph, parent, { links }) => linkList(graph, parent, links),
  'Author.organizations': ({ authors, organizations, relations }, parent) =>
    storedList({
      table: authors,
      parent,
      relation: relations.authorOrganizations,
      targets: organizations,
      key: { at: (target) => relations.affiliationCounts[target] ?? 0, direction: 'DESC' },
      item: (_, ordinal) => ({ node: nodeAt(organizations, ordinal) }),
    }),
  'Organization.authors': ({ authors, organizations, relations }, parent) =>
    storedList({
      table: organizations,
      parent,
      relation: relations.organizationAuthors,
      targets: authors,
      key: { at: (target) => relations.memberCounts[target] ?? 0, direction: 'DESC' },
      item: (_, ordinal) => ({ node: nodeAt(authors, ordinal) }),
    }),
  'Venue.editions': ({ venues, editions, relations }, parent) =>
    storedList({
      table: venues,
      parent,
      relation: relations.venueEditions,
      targets: editions,
      key: {
        at: (target) => nodeAt(editions, relations.venueEditions.forward.targets[target] ?? -1).year,
        direction: 'DESC',
      },
      item: (_, ordinal) => ({ node: nodeAt(editions, ordinal) }),
    }),
};

function pageOf<R extends ExpandRelation>(list: OrderedList<R>, request: PageRequest | null): ExpandPage<R> {
  const compareTo = (index: number, { keys, id }: Position) =>
    list.compareKeys(index, keys) || compareText(list.id(index), id);
  const { items, ...flags } = windowPage(list.length, compareTo, request);
  const item = (index: number) => ({ ...list.item(index), keys: list.keys(index) });
  return { items: items.map(item), ...flags, totalCount: list.length };
}

/** A page for every parent; an id that is no node of the relation's kind has an empty one. */
export function expandRelation<R extends ExpandRelation>(
  graph: MemoryGraph,
  question: ExpandQuestion<R>,
): ReadonlyMap<NodeId, ExpandPage<R>> {
  const list = LISTS[question.relation];
  return new Map(question.parents.map((parent) => [parent, pageOf(list(graph, parent, question), question.page)]));
}
