/** The port's other lists, `expand` and `entities`, answered by scanning the records. */
import type { Author, Entity, GraphRecords, Organization } from '../../src/domain/model.ts';
import { LINK_KINDS } from '../../src/domain/model.ts';
import type { NodeId } from '../../src/domain/ids.ts';
import type { OrderKeys, PageRequest, Position } from '../../src/domain/page.ts';
import { sortKey } from '../../src/domain/text.ts';
import type {
  EntitiesPage,
  EntitiesQuestion,
  ExpandItems,
  ExpandPage,
  ExpandQuestion,
  ExpandRelation,
} from '../../src/store/graph-store.ts';
import { acceptsAuthor, acceptsFields, distinct, pick } from './naive-filter.ts';
import { compare, cutPage } from './naive-store.ts';

const EVERYTHING: PageRequest = { size: Infinity, from: 'start', after: null, before: null };
const DIRECTIONS = ['OUTGOING', 'INCOMING'] as const;

type Item<R extends ExpandRelation> = ExpandItems[R] & { readonly keys: OrderKeys };
type KeyOrder = (a: OrderKeys, b: OrderKeys) => number;

const ascending: KeyOrder = ([a], [b]) => Number(a ?? 0) - Number(b ?? 0);
const descending: KeyOrder = (a, b) => ascending(b, a);
const rankIn = (values: readonly string[], key: OrderKeys[number] | undefined) => values.indexOf(String(key));
const KEY_ORDERS: Readonly<Record<ExpandRelation, KeyOrder>> = {
  'Resource.authors': ascending,
  'Resource.topics': descending,
  'Resource.organizations': ascending,
  'Resource.sources': () => 0,
  'Resource.links': (a, b) =>
    rankIn(LINK_KINDS, a[0]) - rankIn(LINK_KINDS, b[0]) || rankIn(DIRECTIONS, a[1]) - rankIn(DIRECTIONS, b[1]),
  'Author.organizations': descending,
  'Organization.authors': descending,
  'Venue.editions': descending,
};

/** On how many resources an author gives an organization. */
function affiliationCount(graph: GraphRecords, author: Author, organization: Organization): number {
  const given = graph.authorships.filter(
    (row) => row.authorId === author.id && row.organizationIds.includes(organization.id),
  );
  return distinct(given.map((row) => row.resourceId)).length;
}

type Lists = {
  readonly [R in ExpandRelation]: (graph: GraphRecords, parent: string, question: ExpandQuestion<R>) => Item<R>[];
};

const LISTS: Lists = {
  'Resource.authors': (graph, parent) =>
    graph.authorships
      .filter((row) => row.resourceId === parent)
      .flatMap(({ authorId, position, organizationIds, provenance }) =>
        pick(graph.authors, [authorId]).map((node) => {
          const organizations = organizationIds.flatMap((id) => pick(graph.organizations, [id]));
          return { node, position, organizations, provenance, keys: [position] };
        }),
      ),
  'Resource.topics': (graph, parent) =>
    graph.tags
      .filter((row) => row.resourceId === parent)
      .flatMap(({ topicId, score, matched, provenance }) =>
        pick(graph.topics, [topicId]).map((node) => ({ node, score, matched, provenance, keys: [score] })),
      ),
  'Resource.organizations': (graph, parent) =>
    graph.resourceOrganizations
      .filter((row) => row.resourceId === parent)
      .flatMap((row) => pick(graph.organizations, [row.organizationId]).map((node) => ({ node, keys: [row.ordinal] }))),
  'Resource.sources': (graph, parent) =>
    graph.listings
      .filter((row) => row.resourceId === parent)
      .flatMap(({ sourceId, section, locator }) =>
        pick(graph.sources, [sourceId]).map((node) => ({ node, section, locator, keys: [] })),
      ),
  'Resource.links': (graph, parent, { links }) =>
    graph.links
      .filter(({ kind }) => links === undefined || links.kinds.includes(kind))
      .flatMap(({ kind, fromId, toId, provenance }) =>
        DIRECTIONS.filter((direction) => [direction, 'BOTH'].includes(links?.direction ?? 'BOTH')).flatMap(
          (direction) => {
            const [here, there] = direction === 'OUTGOING' ? [fromId, toId] : [toId, fromId];
            const others = here === parent ? pick(graph.resources, [there]) : [];
            return others.map((node) => ({ node, kind, direction, provenance, keys: [kind, direction] }));
          },
        ),
      ),
  'Author.organizations': (graph, parent) =>
    pick(graph.authors, [parent]).flatMap((author) =>
      graph.organizations
        .map((node) => ({ node, keys: [affiliationCount(graph, author, node)] }))
        .filter(({ keys: [count] }) => count !== 0),
    ),
  'Organization.authors': (graph, parent) =>
    pick(graph.organizations, [parent]).flatMap((organization) =>
      graph.authors
        .map((node) => ({ node, keys: [affiliationCount(graph, node, organization)] }))
        .filter(({ keys: [count] }) => count !== 0),
    ),
  'Venue.editions': (graph, parent) =>
    graph.editions.filter((edition) => edition.venueId === parent).map((node) => ({ node, keys: [node.year] })),
};

/** Where an item stands in its list. */
export function positionOf({ node, keys }: { readonly node: Entity; readonly keys: OrderKeys }): Position {
  return { keys, id: node.id };
}

export function naiveExpand<R extends ExpandRelation>(
  graph: GraphRecords,
  question: ExpandQuestion<R>,
): Map<NodeId, ExpandPage<R>> {
  const compareKeys = KEY_ORDERS[question.relation];
  const compareTo = (item: Item<R>, position: Position): number =>
    compareKeys(item.keys, position.keys) || compare<string>(item.node.id, position.id);
  return new Map(
    question.parents.map((parent) => {
      const items = LISTS[question.relation](graph, parent, question);
      const ordered = items.toSorted((a, b) => compareTo(a, positionOf(b)));
      return [parent, { ...cutPage(ordered, question.page ?? EVERYTHING, compareTo), totalCount: items.length }];
    }),
  );
}

function resourceCount(graph: GraphRecords, node: Author | Organization): number {
  const rows =
    node.kind === 'AUTHOR'
      ? graph.authorships.filter((row) => row.authorId === node.id)
      : graph.resourceOrganizations.filter((row) => row.organizationId === node.id);
  return distinct(rows.map((row) => row.resourceId)).length;
}

function orderedPage<T extends Author | Organization>(
  graph: GraphRecords,
  nodes: readonly T[],
  { order, page }: Extract<EntitiesQuestion, { order: unknown }>,
): EntitiesPage {
  const keysOf = (node: T): OrderKeys => (order === 'NAME' ? [sortKey(node.name)] : [resourceCount(graph, node)]);
  const items = nodes.map((node) => ({ node, keys: keysOf(node) }));
  const compareTo = (item: (typeof items)[number], position: Position): number => {
    const [a = '', b = ''] = [item.keys[0] ?? '', position.keys[0] ?? ''];
    const byKey = order === 'NAME' ? compare(String(a), String(b)) : Number(b) - Number(a);
    return byKey || compare<string>(item.node.id, position.id);
  };
  const ordered = items.toSorted((a, b) => compareTo(a, positionOf(b)));
  return { ...cutPage(ordered, page, compareTo), totalCount: items.length };
}

export function naiveEntities(graph: GraphRecords, question: EntitiesQuestion): EntitiesPage {
  const whole = (nodes: readonly EntitiesPage['items'][number]['node'][]): EntitiesPage => {
    const items = nodes.map((node) => ({ node, keys: [] }));
    return { items, hasNext: false, hasPrevious: false, totalCount: items.length };
  };
  switch (question.kind) {
    case 'AUTHOR': {
      const accepted = graph.authors.filter((node) => acceptsAuthor(graph, question.filter, node));
      return orderedPage(graph, accepted, question);
    }
    case 'ORGANIZATION': {
      const accepted = graph.organizations.filter((node) => acceptsFields(question.filter, node));
      return orderedPage(graph, accepted, question);
    }
    case 'VENUE':
      return whole(graph.venues.filter((node) => acceptsFields(question.filter, node)));
    case 'SOURCE':
      return whole(graph.sources);
  }
}
