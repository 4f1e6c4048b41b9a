/** One DataLoader per question: what all parents of a level ask alike becomes one store call. */
import DataLoader from 'dataloader';
import type { NodeId } from '../domain/ids.ts';
import type { RelatedResource } from '../domain/graph-view.ts';
import type { Entity } from '../domain/model.ts';
import type { Page } from '../domain/page.ts';
import type {
  AggregateAnswer,
  AggregateAsk,
  ExpandPage,
  ExpandQuestion,
  ExpandRelation,
  GraphStore,
  ParentKey,
  ReadOptions,
  ResourceItem,
} from '../store/graph-store.ts';
import type { ResourceList } from './resource-list.ts';
import { search, type SearchAnswer, type SearchQuestion } from './search-engine.ts';

export interface Loaders {
  readonly page: (list: ResourceList, parent: ParentKey) => Promise<Page<ResourceItem>>;
  readonly aggregate: <A extends AggregateAsk>(list: ResourceList, parent: ParentKey, ask: A) => Promise<AnswerTo<A>>;
  readonly expand: <R extends ExpandRelation>(
    question: Omit<ExpandQuestion<R>, 'parents'>,
    parent: NodeId,
  ) => Promise<ExpandPage<R>>;
  /** The `first` resources most related to one. */
  readonly related: (first: number, id: NodeId<'RESOURCE'>) => Promise<readonly RelatedResource[]>;
  readonly byId: (coordinate: string, id: NodeId) => Promise<Entity | null>;
  /** Searched and ranked once for equal questions of a field. */
  readonly search: (coordinate: string, question: SearchQuestion) => Promise<SearchAnswer>;
}

/** The answer that an ask gets. */
export type AnswerTo<A extends AggregateAsk> = Extract<AggregateAnswer, { readonly ask: A['ask'] }>;

interface AskOf {
  readonly parent: ParentKey;
  readonly ask: AggregateAsk;
}

/** The answer a store owes for a parent it was asked about. */
function owed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The store left out a parent');
  return value;
}

/** Equal questions share a loader, whatever aliases ask them. */
function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  let value = kept.get(key);
  if (value === undefined) kept.set(key, (value = make()));
  return value;
}

type Read = (coordinate: string) => ReadOptions;

function aggregateLoader(
  store: GraphStore,
  read: Read,
  list: ResourceList,
): DataLoader<AskOf, AggregateAnswer, string> {
  return new DataLoader(
    async (wanted) => {
      const parents = [...new Set(wanted.map(({ parent }) => parent))];
      const asks = new Map(wanted.map(({ ask }) => [JSON.stringify(ask), ask]));
      const keys = [...asks.keys()];
      const question = { scope: list.scopeOf(parents), filter: list.filter, asks: [...asks.values()] };
      const answers = await store.aggregate(question, read(list.relation));
      return wanted.map(({ parent, ask }) => owed(answers.get(parent)?.[keys.indexOf(JSON.stringify(ask))]));
    },
    { cacheKeyFn: ({ parent, ask }) => `${parent}\n${JSON.stringify(ask)}` },
  );
}

function pageLoader(store: GraphStore, read: Read, list: ResourceList): DataLoader<ParentKey, Page<ResourceItem>> {
  return new DataLoader(async (parents) => {
    const { filter, order, page } = list;
    const pages = await store.page({ scope: list.scopeOf(parents), filter, order, page }, read(list.relation));
    return parents.map((parent) => owed(pages.get(parent)));
  });
}

function nodeLoader(store: GraphStore, read: Read, coordinate: string): DataLoader<NodeId, Entity | null> {
  return new DataLoader(async (ids) => {
    const found = await store.byIds(ids, read(coordinate));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function relatedLoader(
  store: GraphStore,
  read: Read,
  first: number,
): DataLoader<NodeId<'RESOURCE'>, readonly RelatedResource[]> {
  return new DataLoader(async (parents) => {
    const found = await store.related({ parents, first }, read('Resource.related'));
    return parents.map((id) => owed(found.get(id)));
  });
}

export function createLoaders(store: GraphStore, read: Read): Loaders {
  const pages = new Map<string, DataLoader<ParentKey, Page<ResourceItem>>>();
  const aggregates = new Map<string, DataLoader<AskOf, AggregateAnswer, string>>();
  const nodes = new Map<string, DataLoader<NodeId, Entity | null>>();
  const related = new Map<string, DataLoader<NodeId<'RESOURCE'>, readonly RelatedResource[]>>();
  const expansions = new Map<string, unknown>();
  const searches = new Map<string, Promise<SearchAnswer>>();

  return {
    page: (list, parent) => once(pages, list.pageKey, () => pageLoader(store, read, list)).load(parent),
    // The port gives each ask an answer of its own kind.
    aggregate: <A extends AggregateAsk>(list: ResourceList, parent: ParentKey, ask: A) =>
      once(aggregates, list.setKey, () => aggregateLoader(store, read, list)).load({ parent, ask }) as Promise<
        AnswerTo<A>
      >,
    expand<R extends ExpandRelation>(
      question: Omit<ExpandQuestion<R>, 'parents'>,
      parent: NodeId,
    ): Promise<ExpandPage<R>> {
      const make = () =>
        new DataLoader<NodeId, ExpandPage<R>>(async (parents) => {
          const found = await store.expand<R>({ ...question, parents } as ExpandQuestion<R>, read(question.relation));
          return parents.map((id) => owed(found.get(id)));
        });
      // The key names the relation, so that what is kept under it is of that relation.
      const loader = once(expansions, JSON.stringify(question), make) as DataLoader<NodeId, ExpandPage<R>>;
      return loader.load(parent);
    },
    related: (first, id) => once(related, String(first), () => relatedLoader(store, read, first)).load(id),
    byId: (coordinate, id) => once(nodes, coordinate, () => nodeLoader(store, read, coordinate)).load(id),
    search: (coordinate, question) =>
      once(searches, JSON.stringify([coordinate, question]), () => search(store, question, () => read(coordinate))),
  };
}
