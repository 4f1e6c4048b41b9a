/**
 * Connections resolve lazily: a `resources` field reads nothing itself. `nodes`, `edges` and `pageInfo` share one page;
 * counts, facets, trends and tables of siblings share one aggregate.
 */
import { encodeCursor } from '../domain/cursor.ts';
import { DomainError } from '../domain/errors.ts';
import type { Bucket, CrossTable, Facet, FacetField, Trend } from '../domain/facet.ts';
import type { NodeId } from '../domain/ids.ts';
import { MAX_PAGE_SIZE, type OrderKeys, type Page } from '../domain/page.ts';
import { groupKey, type AggregateAsk, type ParentKey, type ResourceItem } from '../store/graph-store.ts';
import type { Context } from './context.ts';
import type { AnswerTo } from './loaders.ts';
import { checkCursorParent } from './parse-page.ts';
import { groupList, type ResourceList, type ResourceListInput } from './resource-list.ts';

/** What a connection of resources is before anything of it is asked. */
export interface ConnectionHandle {
  readonly list: ResourceList;
  readonly parent: ParentKey;
  /** The count, where whoever made the handle knows it. */
  readonly knownCount: number | null;
}

/** @throws DomainError INVALID_CURSOR when the list's cursor is of another parent. */
export function connection(list: ResourceList, parent: ParentKey, knownCount: number | null = null): ConnectionHandle {
  checkCursorParent(list.cursorParent, parent);
  return { list, parent, knownCount };
}

/** A connection that was read already: authors of a resource and the like. What few ask for is made when it is asked for. */
export interface LoadedConnection {
  readonly edges: () => readonly object[];
  readonly nodes: () => readonly object[];
  readonly pageInfo: () => PageInfo;
  readonly totalCount: number;
}
interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}
interface Item {
  readonly node: { readonly id: NodeId };
  readonly keys: OrderKeys;
}

function pageInfoOf<I extends Item>(page: Page<I>, cursorOf: (item: I) => string): PageInfo {
  const [first, last] = [page.items[0], page.items.at(-1)];
  return {
    hasNextPage: page.hasNext,
    hasPreviousPage: page.hasPrevious,
    startCursor: () => (first === undefined ? null : cursorOf(first)),
    endCursor: () => (last === undefined ? null : cursorOf(last)),
  };
}

function cursorFor(listKey: string, parent: string): (item: Item) => string {
  return ({ keys, node }) => encodeCursor({ list: listKey, parent, position: { keys, id: node.id } });
}

/** A page of anything but resources, as its connection type shows it. */
export function loadedConnection<I extends Item>(
  page: Page<I> & { readonly totalCount: number },
  listKey: string,
  parent: string,
): LoadedConnection {
  const cursorOf = cursorFor(listKey, parent);
  return {
    edges: () => page.items.map((item) => ({ ...item, cursor: () => cursorOf(item) })),
    nodes: () => page.items.map(({ node }) => node),
    pageInfo: () => pageInfoOf(page, cursorOf),
    totalCount: page.totalCount,
  };
}

function ask<A extends AggregateAsk>(
  { list, parent }: ConnectionHandle,
  wanted: A,
  { loaders }: Context,
): Promise<AnswerTo<A>> {
  return loaders.aggregate(list, parent, wanted);
}

/** How many buckets, series, rows: 0 to 100. @throws DomainError BAD_USER_INPUT */
export function bucketLimit(name: string, value: number | null, defaultSize: number): number {
  const size = value ?? defaultSize;
  if (size >= 0 && size <= MAX_PAGE_SIZE) return size;
  throw new DomainError('BAD_USER_INPUT', `${name} must be between 0 and ${MAX_PAGE_SIZE}.`, { limit: MAX_PAGE_SIZE });
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** A bound of a trend: an unbounded one would make a list as long as the client likes. @throws DomainError BAD_USER_INPUT */
export function trendYear(name: string, year: number | null | undefined): number | null {
  if (year == null || (year >= FIRST_YEAR && year <= LAST_YEAR)) return year ?? null;
  throw new DomainError('BAD_USER_INPUT', `${name} must be a year between ${FIRST_YEAR} and ${LAST_YEAR}.`);
}

interface FacetsArguments {
  readonly by: readonly FacetField[];
  readonly first: number | null;
  readonly disjunctive: boolean;
  readonly rollUpTopics: boolean;
}
interface TrendArguments {
  readonly groupBy: FacetField;
  readonly first: number | null;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly rollUpTopics: boolean;
}
interface CrossArguments {
  readonly rows: FacetField;
  readonly columns: FacetField;
  readonly firstRows: number | null;
  readonly firstColumns: number | null;
  readonly rollUpTopics: boolean;
}
interface GroupsArguments {
  readonly by: FacetField;
  readonly first: number | null;
  readonly rollUpTopics: boolean;
}

/** One group: a bucket and what its resources are grouped from. */
export interface Group {
  readonly bucket: Bucket;
  readonly handle: ConnectionHandle;
  readonly by: FacetField;
  readonly rollUpTopics: boolean;
}

async function facetOf(
  handle: ConnectionHandle,
  args: Omit<FacetsArguments, 'by'>,
  field: FacetField,
  context: Context,
): Promise<Facet> {
  const first = bucketLimit('first', args.first, 20);
  const { disjunctive, rollUpTopics } = args;
  return (await ask(handle, { ask: 'facet', field, first, disjunctive, rollUpTopics }, context)).facet;
}

async function groupsOf(
  handle: ConnectionHandle,
  { by, first, rollUpTopics }: GroupsArguments,
  context: Context,
): Promise<Group[]> {
  const args = { first: bucketLimit('first', first, 10), disjunctive: false, rollUpTopics };
  const facet = await facetOf(handle, args, by, context);
  return facet.buckets.map((bucket) => ({ bucket, handle, by, rollUpTopics }));
}

function pageOf({ list, parent }: ConnectionHandle, { loaders }: Context): Promise<Page<ResourceItem>> {
  return loaders.page(list, parent);
}

function cursorsOf({ list, parent }: ConnectionHandle): (item: ResourceItem) => string {
  return cursorFor(list.listKey, parent);
}

export const resourceConnectionResolvers = {
  edges: async (handle: ConnectionHandle, _: unknown, context: Context) => {
    const cursorOf = cursorsOf(handle);
    const relevance = handle.list.order.findIndex(({ field }) => field === 'RELEVANCE');
    return (await pageOf(handle, context)).items.map((item) => ({
      node: item.node,
      cursor: () => cursorOf(item),
      score: relevance < 0 ? null : item.keys[relevance],
    }));
  },
  nodes: async (handle: ConnectionHandle, _: unknown, context: Context) =>
    (await pageOf(handle, context)).items.map(({ node }) => node),
  pageInfo: async (handle: ConnectionHandle, _: unknown, context: Context) =>
    pageInfoOf(await pageOf(handle, context), cursorsOf(handle)),
  totalCount: async (handle: ConnectionHandle, _: unknown, context: Context) =>
    handle.knownCount ?? (await ask(handle, { ask: 'count' }, context)).count,
  facets: (handle: ConnectionHandle, args: FacetsArguments, context: Context): Promise<Facet[]> =>
    Promise.all(args.by.map((field) => facetOf(handle, args, field, context))),
  trend: async (handle: ConnectionHandle, args: TrendArguments, context: Context): Promise<Trend> => {
    const { groupBy, rollUpTopics } = args;
    const [from, to] = [trendYear('from', args.from), trendYear('to', args.to)];
    const first = bucketLimit('first', args.first, 10);
    return (await ask(handle, { ask: 'trend', groupBy, first, from, to, rollUpTopics }, context)).trend;
  },
  cross: async (handle: ConnectionHandle, args: CrossArguments, context: Context): Promise<CrossTable> => {
    const { rows, columns, rollUpTopics } = args;
    const firstRows = bucketLimit('firstRows', args.firstRows, 20);
    const firstColumns = bucketLimit('firstColumns', args.firstColumns, 20);
    return (await ask(handle, { ask: 'cross', rows, columns, firstRows, firstColumns, rollUpTopics }, context)).cross;
  },
  groups: groupsOf,
};

export const resourceGroupResolvers = {
  bucket: (group: Group) => group.bucket,
  resources: ({ bucket, handle, by, rollUpTopics }: Group, args: ResourceListInput) =>
    connection(groupList(handle.list, by, rollUpTopics, args), groupKey(handle.parent, bucket.key), bucket.count),
};
