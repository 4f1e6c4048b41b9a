/**
 * The port: what can be asked of the graph. Two stores answer these questions alike (store/memory, store/neo4j);
 * nothing above this file knows rows, statements or graph libraries.
 *
 * Every question takes a list of parents, so that one call serves all parents of a level, and every answer holds an entry
 * for each of them. A question is coarse when one field of the schema needs one call. Add a method when no question
 * can answer a field; never one that differs by an argument.
 */
import type { Derived } from '../domain/derived.ts';
import type { CrossTable, Facet, FacetField, Trend } from '../domain/facet.ts';
import type { GraphFigures } from '../domain/figures.ts';
import type { AuthorFilter, LinkDirection, OrganizationFilter, ResourceFilter, VenueFilter } from '../domain/filter.ts';
import type { TopicWeight } from '../domain/graph-view.ts';
import type { NodeId } from '../domain/ids.ts';
import type {
  Author,
  Entity,
  GraphRows,
  LinkKind,
  Organization,
  Provenance,
  Resource,
  Source,
  Topic,
  Venue,
  VenueEdition,
} from '../domain/model.ts';
import type { EntityOrder, ResourceOrder, WeightOrder } from '../domain/order.ts';
import type { Page, PageItem, PageRequest } from '../domain/page.ts';
import type { TopicTree } from '../domain/topic-tree.ts';
import type { StoredSearch } from '../search/stored-search.ts';
import type { ExplorationQuestions } from './exploration-questions.ts';
import type { ReadOptions } from './read-options.ts';
import type { SearchQuestions } from './search-questions.ts';

export type * from './exploration-questions.ts';
export type * from './read-options.ts';
export type * from './search-questions.ts';

/** Fields that are connections of resources: each is `page` and `aggregate` asked in a scope. */
export const RESOURCE_RELATIONS = [
  'Query.resources',
  'Author.resources',
  'Organization.resources',
  'Venue.resources',
  'VenueEdition.resources',
  'Topic.resources',
  'Source.resources',
  'ResourceGroup.resources',
] as const;
export type ResourceRelation = (typeof RESOURCE_RELATIONS)[number];

/** Where resources are looked for: the whole graph, around each of some parents, or in each of some groups. */
export type Scope =
  | { readonly relation: 'Query.resources' }
  | {
      readonly relation:
        | 'Author.resources'
        | 'Organization.resources'
        | 'Venue.resources'
        | 'VenueEdition.resources'
        | 'Source.resources';
      readonly parents: readonly NodeId[];
    }
  | {
      readonly relation: 'Topic.resources';
      readonly parents: readonly NodeId<'TOPIC'>[];
      /** Whether the resources of narrower topics belong to a topic. */
      readonly includeNarrower: boolean;
    }
  | {
      readonly relation: 'ResourceGroup.resources';
      /** The scope and filter whose resources were grouped. */
      readonly within: Scope;
      readonly filter: ResourceFilter;
      readonly by: FacetField;
      readonly rollUpTopics: boolean;
      /** Bucket keys, each with the parent of `within` it belongs to. */
      readonly groups: readonly { readonly parent: ParentKey; readonly key: string }[];
    };

/** Names one parent of a scope in an answer: `''` for the whole graph, the node's id, or `groupKey`. */
export type ParentKey = string;
export const WHOLE_GRAPH: ParentKey = '';

/** The parent key of one group. */
export function groupKey(parent: ParentKey, key: string): ParentKey {
  return `${parent}\u001f${key}`;
}

/** The parents of a scope, in order; an answer has an entry for each. */
export function parentKeys(scope: Scope): readonly ParentKey[] {
  switch (scope.relation) {
    case 'Query.resources':
      return [WHOLE_GRAPH];
    case 'ResourceGroup.resources':
      return scope.groups.map((group) => groupKey(group.parent, group.key));
    case 'Author.resources':
    case 'Organization.resources':
    case 'Venue.resources':
    case 'VenueEdition.resources':
    case 'Topic.resources':
    case 'Source.resources':
      return scope.parents;
  }
}

export interface PageQuestion {
  readonly scope: Scope;
  readonly filter: ResourceFilter;
  readonly order: ResourceOrder;
  readonly page: PageRequest;
}
/** `keys` run parallel to the order. */
export type ResourceItem = PageItem<Resource>;

/** What can be asked of a whole filtered set. All that sibling fields ask is one call. */
export type AggregateAsk =
  | { readonly ask: 'count' }
  | {
      readonly ask: 'facet';
      readonly field: FacetField;
      readonly first: number;
      /** Sets aside the filter's top-level condition on the field (`withoutKey`); the scope stays. */
      readonly disjunctive: boolean;
      /** A topic also counts the resources of its narrower topics, each once. */
      readonly rollUpTopics: boolean;
    }
  | {
      readonly ask: 'trend';
      readonly groupBy: FacetField;
      readonly first: number;
      readonly from: number | null;
      readonly to: number | null;
      readonly rollUpTopics: boolean;
    }
  | {
      readonly ask: 'cross';
      readonly rows: FacetField;
      readonly columns: FacetField;
      readonly firstRows: number;
      readonly firstColumns: number;
      readonly rollUpTopics: boolean;
    }
  /** Direct tags only. Around a topic (`Topic.resources`) that topic itself is left out. Ranked by `rankTopicWeights`. */
  | { readonly ask: 'topicWeights'; readonly order: WeightOrder; readonly first: number };
export type AggregateAnswer =
  | { readonly ask: 'count'; readonly count: number }
  | { readonly ask: 'facet'; readonly facet: Facet }
  | { readonly ask: 'trend'; readonly trend: Trend }
  | { readonly ask: 'cross'; readonly cross: CrossTable }
  | { readonly ask: 'topicWeights'; readonly weights: readonly TopicWeight[] };
export interface AggregateQuestion {
  readonly scope: Scope;
  readonly filter: ResourceFilter;
  readonly asks: readonly AggregateAsk[];
}

/** Every other relation that is a connection or list, what its items carry, and the order they stand in. */
export interface ExpandItems {
  /** By position. */
  'Resource.authors': {
    readonly node: Author;
    readonly position: number;
    readonly organizations: readonly Organization[];
    readonly provenance: Provenance;
  };
  /** By score descending, then id. */
  'Resource.topics': {
    readonly node: Topic;
    readonly score: number;
    readonly matched: string | null;
    readonly provenance: Provenance;
  };
  /** By ordinal. */
  'Resource.organizations': { readonly node: Organization };
  /** By the id of the source. */
  'Resource.sources': { readonly node: Source; readonly section: string | null; readonly locator: string | null };
  /** By link kind (as LINK_KINDS), outgoing before incoming, then the other resource's id. */
  'Resource.links': {
    readonly node: Resource;
    readonly kind: LinkKind;
    readonly direction: Exclude<LinkDirection, 'BOTH'>;
    readonly provenance: Provenance;
  };
  /** By the number of the author's resources with the organization descending, then id. */
  'Author.organizations': { readonly node: Organization };
  /** By the number of the organization's resources the author gave it on descending, then id. */
  'Organization.authors': { readonly node: Author };
  /** By year descending, then id. */
  'Venue.editions': { readonly node: VenueEdition };
}
export const EXPAND_RELATIONS = [
  'Resource.authors',
  'Resource.topics',
  'Resource.organizations',
  'Resource.sources',
  'Resource.links',
  'Author.organizations',
  'Organization.authors',
  'Venue.editions',
] as const satisfies readonly (keyof ExpandItems)[];
export type ExpandRelation = (typeof EXPAND_RELATIONS)[number];

/** A page of any node's keys: the order's values of that relation, ending with the node's own id in `Position.id`. */
export interface ExpandQuestion<R extends ExpandRelation> {
  readonly relation: R;
  readonly parents: readonly NodeId[];
  /** `null` for all of a list that has no page arguments (`Venue.editions`). */
  readonly page: PageRequest | null;
  /** For `Resource.links` only: all kinds and both directions when absent. */
  readonly links?: { readonly kinds: readonly LinkKind[]; readonly direction: LinkDirection };
}
export interface ExpandPage<R extends ExpandRelation> extends Page<
  ExpandItems[R] & { readonly keys: PageItem<unknown>['keys'] }
> {
  readonly totalCount: number;
}

/** Lists of nodes that are not resources, by their own filter and order. */
export type EntitiesQuestion =
  | { readonly kind: 'AUTHOR'; readonly filter: AuthorFilter; readonly order: EntityOrder; readonly page: PageRequest }
  | {
      readonly kind: 'ORGANIZATION';
      readonly filter: OrganizationFilter;
      readonly order: EntityOrder;
      readonly page: PageRequest;
    }
  /** All that match, by id. */
  | { readonly kind: 'VENUE'; readonly filter: VenueFilter }
  | { readonly kind: 'SOURCE' };
export interface EntitiesPage extends Page<PageItem<Author | Organization | Venue | Source>> {
  readonly totalCount: number;
}

/** What a store says of itself. */
export type StoreStatus =
  | ({
      readonly state: 'ready';
      readonly revision: string;
      /** When this graph was loaded: ISO 8601, UTC. */
      readonly builtAt: string;
    } & GraphFigures)
  /** No graph is there yet: `advice` says how to load one. */
  | { readonly state: 'empty'; readonly advice: string }
  /** A first load has begun and not ended. */
  | { readonly state: 'loading'; readonly advice: string }
  /** The database cannot be used: it is too old, refuses the login, or does not answer. */
  | { readonly state: 'unavailable'; readonly advice: string };

export interface LoadProgress {
  /** What is being written, for a person. */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
export interface LoadReport {
  /** Whether the store held this revision already and nothing was written. */
  readonly unchanged: boolean;
  readonly rowsWritten: number;
  readonly rowsRemoved: number;
}

/** Pages and aggregates of resources. */
export interface ResourceQuestions {
  page(question: PageQuestion, options: ReadOptions): Promise<ReadonlyMap<ParentKey, Page<ResourceItem>>>;
  /** Answers run parallel to `asks`. */
  aggregate(
    question: AggregateQuestion,
    options: ReadOptions,
  ): Promise<ReadonlyMap<ParentKey, readonly AggregateAnswer[]>>;
}

/** Nodes answered for one key of `byIdentifiers`: what so many share names none of them. */
export const MAX_KEY_HOLDERS = 100;

/** Nodes, lists of nodes, and what hangs on them. */
export interface NodeQuestions {
  /** Missing ids are absent from the answer. */
  byIds(ids: readonly NodeId[], options: ReadOptions): Promise<ReadonlyMap<NodeId, Entity>>;
  /**
   * Nodes of any kind that carry each key of `lookupKeys`, sorted by id, the first MAX_KEY_HOLDERS of them; an entry for
   * every key asked.
   */
  byIdentifiers(keys: readonly string[], options: ReadOptions): Promise<ReadonlyMap<string, readonly Entity[]>>;
  entities(question: EntitiesQuestion, options: ReadOptions): Promise<EntitiesPage>;
  expand<R extends ExpandRelation>(
    question: ExpandQuestion<R>,
    options: ReadOptions,
  ): Promise<ReadonlyMap<NodeId, ExpandPage<R>>>;
  /** The whole hierarchy; kept by the store for as long as its revision. */
  topics(options: ReadOptions): Promise<TopicTree>;
}

/** What was made of a graph when it was built. */
export interface KnownOfGraph {
  readonly derived: Derived;
  readonly search: StoredSearch;
}

/** The store's own life. */
export interface LoadSettings {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  /** What follows from the rows, where it is known; otherwise it is made, with all of them at once. */
  readonly known?: KnownOfGraph;
}

export interface StoreLife {
  readonly name: 'memory' | 'neo4j';
  /** Never throws: what is wrong is part of the status. */
  status(options: Pick<ReadOptions, 'signal' | 'deadlineMs'>): Promise<StoreStatus>;
  /**
   * Makes the store hold exactly this graph. Idempotent; readers see the old graph or the new one, never a mixture.
   * @throws DomainError when a second load is under way or the store cannot be written.
   */
  load(graph: GraphRows, settings: LoadSettings): Promise<LoadReport>;
  close(): Promise<void>;
}

export interface GraphStore
  extends ResourceQuestions, NodeQuestions, ExplorationQuestions, SearchQuestions, StoreLife {}
