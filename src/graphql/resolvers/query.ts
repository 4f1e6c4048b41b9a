import { fingerprint } from '../../domain/cursor.ts';
import { DomainError } from '../../domain/errors.ts';
import { arxivOf, canonicalUrl, doiOf } from '../../domain/identifiers.ts';
import { expectNodeId, isSlug, nodeId, type NodeKind } from '../../domain/ids.ts';
import type { Entity } from '../../domain/model.ts';
import { ENTITY_KEYS, type EntityOrder } from '../../domain/order.ts';
import { WHOLE_GRAPH, type EntitiesQuestion } from '../../store/graph-store.ts';
import { connection, loadedConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { lookUp } from '../lookup.ts';
import {
  parseAuthorFilter,
  parseOrganizationFilter,
  parseTopicFilter,
  parseVenueFilter,
  type ResourceFilterInput,
} from '../parse-filter.ts';
import { checkCursorParent, parsePage, type PageInput } from '../parse-page.ts';
import { searchResolvers } from './search.ts';
import { resourceList, type ResourceListInput } from '../resource-list.ts';
import { pathResolvers } from './paths.ts';
import { relationResolvers } from './relations.ts';

interface NameArguments {
  readonly id?: string | null;
  readonly slug?: string | null;
  readonly url?: string | null;
  readonly doi?: string | null;
  readonly label?: string | null;
}
interface ListArguments extends PageInput {
  readonly filter?: ResourceFilterInput | null;
  readonly orderBy?: EntityOrder | null;
}

/** The one name that is given. @throws DomainError BAD_USER_INPUT when it is none, several, or empty. */
export function onlyName<N extends keyof NameArguments>(args: NameArguments, names: readonly N[]): N {
  const given = names.filter((name) => args[name] != null);
  const [name] = given;
  if (name === undefined || given.length > 1) {
    throw new DomainError('BAD_USER_INPUT', `Give exactly one of ${names.join(', ')}.`);
  }
  if (args[name]?.trim() === '') throw new DomainError('BAD_USER_INPUT', `${name} is empty.`);
  return name;
}

function byName(kind: NodeKind, coordinate: string) {
  return (_: unknown, args: NameArguments, { loaders }: Context): Promise<Entity | null> | null => {
    const name = onlyName(args, ['id', 'slug']);
    if (name === 'id') return loaders.byId(coordinate, expectNodeId(args.id ?? '', kind));
    return isSlug(args.slug ?? '') ? loaders.byId(coordinate, nodeId(kind, args.slug ?? '')) : null;
  };
}

/**
 * What a DOI or address may be known under, surest first: an address of doi.org or arXiv also by the identifier in it.
 * @throws DomainError BAD_USER_INPUT when the text is none.
 */
export function identifierKeys(name: 'url' | 'doi', text: string): string[] {
  const url = name === 'url' ? canonicalUrl(text) : null;
  const doi = url === null || url.startsWith('doi.org/') ? doiOf(text) : null;
  if (url === null && (name === 'url' || doi === null)) throw new DomainError('BAD_USER_INPUT', `This is no ${name}.`);
  const arxiv = arxivOf(text);
  return [
    ...(url === null ? [] : [`url:${url}`]),
    ...(doi === null ? [] : [`doi:${doi}`]),
    ...(arxiv === null ? [] : [`arxiv:${arxiv}`]),
  ];
}

async function resource(_: unknown, args: NameArguments, context: Context): Promise<Entity | null> {
  const name = onlyName(args, ['id', 'slug', 'url', 'doi']);
  if (name === 'id' || name === 'slug')
    return byName('RESOURCE', 'Query.resource')(_, { [name]: args[name] ?? '' }, context);
  const keys = identifierKeys(name, args[name] ?? '');
  const found = await context.store.byIdentifiers(keys, context.read('Query.resource'));
  return keys.flatMap((key) => found.get(key) ?? []).find(({ kind }) => kind === 'RESOURCE') ?? null;
}

async function topic(_: unknown, args: NameArguments, context: Context): Promise<Entity | null> {
  if (onlyName(args, ['id', 'slug', 'label']) !== 'label') {
    return byName('TOPIC', 'Query.topic')(_, args.id != null ? { id: args.id } : { slug: args.slug ?? '' }, context);
  }
  return (await context.store.topics(context.read('Query.topic'))).byLabel(args.label ?? '') ?? null;
}

async function entityList(question: EntitiesQuestion, coordinate: string, listKey: string, context: Context) {
  return loadedConnection(await context.store.entities(question, context.read(coordinate)), listKey, WHOLE_GRAPH);
}

/** Page, filter and order of a list of authors or organizations, as its cursors name them. */
function listArguments(coordinate: string, args: ListArguments, filter: unknown) {
  const order = args.orderBy ?? 'RESOURCE_COUNT';
  const listKey = fingerprint([coordinate, filter, order]);
  const { page, cursorParent } = parsePage(args, listKey, [ENTITY_KEYS[order]]);
  checkCursorParent(cursorParent, WHOLE_GRAPH);
  return { order, listKey, page };
}

/** @throws DomainError when filter, page or cursor break a rule. */
export function authorList(args: ListArguments) {
  const filter = parseAuthorFilter(args.filter);
  return { filter, ...listArguments('Query.authors', args, filter) };
}
/** As `authorList`. */
export function organizationList(args: ListArguments) {
  const filter = parseOrganizationFilter(args.filter);
  return { filter, ...listArguments('Query.organizations', args, filter) };
}

async function topics(_: unknown, args: { filter?: ResourceFilterInput | null; rootsOnly: boolean }, context: Context) {
  const filter = parseTopicFilter(args.filter);
  const tree = await context.store.topics(context.read('Query.topics'));
  const accepted = new Set(tree.matching(filter));
  return tree.all.filter(({ id, broaderIds }) => accepted.has(id) && (!args.rootsOnly || broaderIds.length === 0));
}

async function dataset(_: unknown, __: unknown, { store, read }: Context) {
  const status = await store.status(read('Query.dataset'));
  if (status.state !== 'ready') throw new DomainError('STORE_UNAVAILABLE', status.advice);
  return { ...status, store: store.name };
}

export const queryResolvers = {
  node: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.byId('Query.node', expectNodeId(id)),
  nodes: (_: unknown, { ids }: { ids: readonly string[] }, { loaders }: Context) =>
    ids.map((id) => loaders.byId('Query.nodes', expectNodeId(id))),
  lookup: (_: unknown, { identifiers }: { identifiers: readonly string[] }, { store, read }: Context) =>
    lookUp(identifiers, store, () => read('Query.lookup')),
  resource,
  resources: (_: unknown, args: ResourceListInput) => connection(resourceList('Query.resources', args), WHOLE_GRAPH),
  author: byName('AUTHOR', 'Query.author'),
  authors: (_: unknown, args: ListArguments, context: Context) => {
    const { listKey, ...question } = authorList(args);
    return entityList({ kind: 'AUTHOR', ...question }, 'Query.authors', listKey, context);
  },
  organization: byName('ORGANIZATION', 'Query.organization'),
  organizations: (_: unknown, args: ListArguments, context: Context) => {
    const { listKey, ...question } = organizationList(args);
    return entityList({ kind: 'ORGANIZATION', ...question }, 'Query.organizations', listKey, context);
  },
  venue: byName('VENUE', 'Query.venue'),
  venues: async (_: unknown, args: { filter?: ResourceFilterInput | null }, { store, read }: Context) =>
    (await store.entities({ kind: 'VENUE', filter: parseVenueFilter(args.filter) }, read('Query.venues'))).items.map(
      ({ node }) => node,
    ),
  topic,
  topics,
  ...searchResolvers,
  source: byName('SOURCE', 'Query.source'),
  sources: async (_: unknown, __: unknown, { store, read }: Context) =>
    (await store.entities({ kind: 'SOURCE' }, read('Query.sources'))).items.map(({ node }) => node),
  rateLimit: (_: unknown, __: unknown, { rateLimit }: Context) => rateLimit,
  dataset,
  ...relationResolvers.Query,
  ...pathResolvers.Query,
};
