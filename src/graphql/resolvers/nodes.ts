/** Fields of the node types. What a node carries is read as it is; only relations ask the store. */
import type { GraphQLResolveInfo } from 'graphql';
import { fingerprint } from '../../domain/cursor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Bucket } from '../../domain/facet.ts';
import type { LinkDirection } from '../../domain/filter.ts';
import type { GraphNode } from '../../domain/graph-view.ts';
import { NODE_KINDS, type NodeId } from '../../domain/ids.ts';
import {
  LINK_KINDS,
  STORED_EDGE_KINDS,
  type Entity,
  type Language,
  type LinkKind,
  type Provenance,
  type Resource,
  type Topic,
  type Venue,
  type VenueEdition,
} from '../../domain/model.ts';
import type { KeyKind } from '../../domain/order.ts';
import type { ExpandRelation, ResourceRelation, StoreStatus } from '../../store/graph-store.ts';
import { connection, loadedConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { bucketLabel, nameOf } from '../labels.ts';
import { oncePerField } from '../once-per-field.ts';
import { checkCursorParent, parsePage, type PageInput } from '../parse-page.ts';
import { resourceList, type ResourceListInput } from '../resource-list.ts';
import { relationResolvers } from './relations.ts';

interface InLanguage {
  readonly lang: Language | null;
}
interface LinksInput extends PageInput {
  readonly kinds?: readonly LinkKind[] | null;
  readonly direction: LinkDirection | null;
}

const name = (entity: Entity, { lang }: InLanguage): string => nameOf(entity, lang ?? 'EN');

function resources(relation: Exclude<ResourceRelation, 'ResourceGroup.resources'>) {
  const listOf = oncePerField((args: ResourceListInput) => resourceList(relation, args));
  return (node: Entity, args: ResourceListInput, context: Context, info: GraphQLResolveInfo) =>
    connection(listOf(args, context, info), node.id);
}

/** What the items of each relation stand in order by, before their id. */
const EXPAND_KEYS: Readonly<Record<ExpandRelation, readonly KeyKind[]>> = {
  'Resource.authors': ['whole number'],
  'Resource.topics': ['number'],
  'Resource.organizations': ['whole number'],
  'Resource.sources': [],
  'Resource.links': ['text', 'text'],
  'Author.organizations': ['whole number'],
  'Organization.authors': ['whole number'],
  'Venue.editions': ['whole number'],
};

/**
 * What a relation that is no list of resources by filter is asked for.
 * @throws DomainError when a page argument or cursor breaks a rule.
 */
export function expansionPage(relation: ExpandRelation, args: PageInput | LinksInput) {
  const links =
    relation === 'Resource.links' && 'direction' in args
      ? { links: { kinds: args.kinds ?? LINK_KINDS, direction: args.direction ?? 'BOTH' } }
      : {};
  const listKey = fingerprint([relation, links]);
  return { links, listKey, ...parsePage(args, listKey, EXPAND_KEYS[relation]) };
}

function expansion(relation: ExpandRelation) {
  const pageOf = oncePerField((args: PageInput | LinksInput) => {
    const { links, page, ...keys } = expansionPage(relation, args);
    return { question: { relation, page, ...links }, ...keys };
  });
  return async (node: Entity, args: PageInput | LinksInput, context: Context, info: GraphQLResolveInfo) => {
    const { question, listKey, cursorParent } = pageOf(args, context, info);
    checkCursorParent(cursorParent, node.id);
    return loadedConnection(await context.loaders.expand(question, node.id), listKey, node.id);
  };
}

/** The node at the end of a relation that leads to one. */
function one(coordinate: string, id: NodeId | null, { loaders }: Context): Promise<Entity | null> | null {
  return id === null ? null : loaders.byId(coordinate, id);
}

async function topicTree(coordinate: string, { store, read }: Context) {
  return store.topics(read(coordinate));
}

const MAX_NARROWER_DEPTH = 10;

/** @throws DomainError BAD_USER_INPUT unless 1 to 10. */
export function narrowerDepth(depth: number | null | undefined): number {
  const levels = depth ?? 1;
  if (levels >= 1 && levels <= MAX_NARROWER_DEPTH) return levels;
  throw new DomainError('BAD_USER_INPUT', `depth must be between 1 and ${MAX_NARROWER_DEPTH}.`, {
    limit: MAX_NARROWER_DEPTH,
  });
}

type ReadyStatus = Extract<StoreStatus, { state: 'ready' }>;

export const nodeResolvers = {
  RelationReason: relationResolvers.RelationReason,
  Resource: {
    name,
    ...relationResolvers.Resource,
    titleTranslated: ({ titleTranslated }: Resource, { lang }: { lang: Language }) => titleTranslated[lang] ?? null,
    note: ({ note }: Resource, { lang }: InLanguage) => note[lang ?? 'EN'] ?? note.EN ?? note.JA ?? null,
    venue: ({ venueId }: Resource, _: unknown, context: Context) => one('Resource.venue', venueId, context),
    edition: ({ editionId }: Resource, _: unknown, context: Context) => one('Resource.edition', editionId, context),
    authors: expansion('Resource.authors'),
    topics: expansion('Resource.topics'),
    organizations: expansion('Resource.organizations'),
    sources: expansion('Resource.sources'),
    links: expansion('Resource.links'),
    provenance: ({ provenance }: Resource) => provenance,
  },
  Author: {
    name,
    ...relationResolvers.Author,
    organizations: expansion('Author.organizations'),
    resources: resources('Author.resources'),
  },
  Organization: {
    name,
    ...relationResolvers.Organization,
    authors: expansion('Organization.authors'),
    resources: resources('Organization.resources'),
  },
  Venue: {
    name,
    ...relationResolvers.Venue,
    editions: async ({ id }: Venue, _: unknown, { loaders }: Context) =>
      (await loaders.expand({ relation: 'Venue.editions', page: null }, id)).items.map(({ node }) => node),
    resources: resources('Venue.resources'),
  },
  VenueEdition: {
    name,
    venue: ({ venueId }: VenueEdition, _: unknown, context: Context) => one('VenueEdition.venue', venueId, context),
    resources: resources('VenueEdition.resources'),
  },
  Topic: {
    name,
    ...relationResolvers.Topic,
    altLabels: ({ altLabels }: Topic, { lang }: InLanguage) => altLabels[lang ?? 'EN'],
    definition: ({ definition }: Topic, { lang }: InLanguage) => definition[lang ?? 'EN'] ?? definition.EN ?? null,
    broader: async ({ broaderIds }: Topic, _: unknown, context: Context) => {
      const tree = await topicTree('Topic.broader', context);
      return broaderIds.map((id) => tree.get(id));
    },
    narrower: async ({ id }: Topic, { depth }: { depth: number | null }, context: Context) =>
      (await topicTree('Topic.narrower', context)).descendants(id, narrowerDepth(depth)),
    ancestors: async ({ id }: Topic, _: unknown, context: Context) =>
      (await topicTree('Topic.ancestors', context)).ancestors(id),
    related: async ({ relatedIds }: Topic, _: unknown, context: Context) => {
      const tree = await topicTree('Topic.related', context);
      return relatedIds.map((id) => tree.get(id));
    },
    resources: resources('Topic.resources'),
  },
  Source: { name, resources: resources('Source.resources') },
  Provenance: {
    source: ({ sourceId }: Provenance, _: unknown, context: Context) => one('Provenance.source', sourceId, context),
  },
  FacetBucket: {
    label: (bucket: Bucket, { lang }: InLanguage) => bucketLabel(bucket, lang ?? 'EN'),
    node: ({ node }: Bucket) => node,
  },
  GraphNode: {
    node: ({ node }: GraphNode) => node,
    kind: ({ node }: GraphNode) => node.kind,
  },
  Dataset: {
    counts: ({ counts }: ReadyStatus) => NODE_KINDS.map((kind) => ({ kind, count: counts[kind] })),
    edgeCounts: ({ edgeCounts }: ReadyStatus) => STORED_EDGE_KINDS.map((kind) => ({ kind, count: edgeCounts[kind] })),
    sources: async (_: unknown, __: unknown, { store, read }: Context) =>
      (await store.entities({ kind: 'SOURCE' }, read('Dataset.sources'))).items.map(({ node }) => node),
  },
};
