/**
 * The read index: a skeleton of the database's graph in this process, from which pages, counts, facets, trends, tables,
 * pairs of topics and related resources are answered. It is read from the store and belongs to one revision: while it is being read, after the
 * graph has changed, and for questions it cannot answer, the store itself answers.
 *
 * Why: an exact count or a facet of a broad filter visits every match, which takes a database a tenth of a second for
 * 100,000 resources and bit sets a few milliseconds (docs/PERFORMANCE.md).
 */
import { errorCodeOf } from '../domain/errors.ts';
import type { ResourceFilter } from '../domain/filter.ts';
import type { RelatedResource } from '../domain/graph-view.ts';
import type { NodeId } from '../domain/ids.ts';
import type { Entity, GraphRecords, Resource } from '../domain/model.ts';
import type { Page } from '../domain/page.ts';
import { textQueries } from './full-text.ts';
import type { GraphStore, ParentKey, ReadOptions, ResourceItem, Scope, StoreStatus } from './graph-store.ts';

export interface ReadIndexSettings {
  /** Reads the skeleton of the graph that the store holds now. */
  readonly readSkeleton: (options: ReadOptions) => Promise<GraphRecords>;
  /** Makes a skeleton answer questions. */
  readonly createIndex: (skeleton: GraphRecords) => GraphStore;
  /** A larger graph is not indexed: its index would take more memory than a server is given. */
  readonly maxResources: number;
  /** Told in one line when the index could not be read. */
  readonly onNotice?: (sentence: string) => void;
}

export interface IndexedStore extends GraphStore {
  /** Waits until no index is being read; whether there is one of the graph that the store holds. */
  indexed(): Promise<boolean>;
}

interface Index {
  readonly revision: string;
  readonly store: GraphStore;
}

const READ_DEADLINE_MS = 30_000;
/** After a failure, so that a database in trouble is not asked for its whole graph again and again. */
const RETRY_AFTER_MS = 5_000;

/** The index as it comes and goes with the graphs of a store. */
interface IndexKeeper {
  /** The index of the graph that a status tells of; without one, its reading is begun. */
  indexOf(status: StoreStatus): GraphStore | null;
  indexed(): Promise<boolean>;
  end(): void;
}

function keepIndex({
  readSkeleton,
  createIndex,
  maxResources,
  onNotice = () => undefined,
}: ReadIndexSettings): IndexKeeper {
  const closed = new AbortController();
  let index: Index | null = null;
  let reading: Promise<void> | null = null;
  let failedAt = -Infinity;

  async function read(): Promise<void> {
    // The index of an older graph answers nothing any more, and two would not fit beside each other.
    index = null;
    const { signal } = closed;
    const options = { signal, deadlineMs: READ_DEADLINE_MS, coordinate: 'index.read', requestId: '' };
    const skeleton = await readSkeleton(options);
    index = { revision: skeleton.revision, store: createIndex(skeleton) };
  }

  function beginReading(): void {
    reading = read()
      .catch((error: unknown) => {
        failedAt = performance.now();
        if (closed.signal.aborted) return;
        onNotice(`The read index could not be read (${errorCodeOf(error)}); Neo4j answers alone until it can.`);
      })
      .finally(() => {
        reading = null;
      });
  }

  return {
    indexOf: (status) => {
      if (status.state !== 'ready' || status.counts.RESOURCE > maxResources) return null;
      if (index?.revision === status.revision) return index.store;
      const mayRead = reading === null && performance.now() - failedAt > RETRY_AFTER_MS && !closed.signal.aborted;
      if (mayRead) beginReading();
      return null;
    },
    indexed: async () => {
      await reading;
      return index !== null;
    },
    end: () => {
      closed.abort();
      index = null;
    },
  };
}

/** Resources of an index with what they show, read from the store; null where the store no longer has all of them. */
async function readWhole(
  skeletons: readonly Resource[],
  store: GraphStore,
  options: ReadOptions,
): Promise<((skeleton: Resource) => Resource) | null> {
  const ids = [...new Set(skeletons.map(({ id }) => id))];
  const nodes = ids.length === 0 ? new Map<NodeId, Entity>() : await store.byIds(ids, options);
  const whole = new Map<NodeId, Resource>();
  for (const node of nodes.values()) if (node.kind === 'RESOURCE') whole.set(node.id, node);
  // What is read for each of them is there, so nothing stands for itself.
  return whole.size < ids.length ? null : (skeleton) => whole.get(skeleton.id) ?? skeleton;
}

type Pages = ReadonlyMap<ParentKey, Page<ResourceItem>>;

async function pagesShown(pages: Pages, store: GraphStore, options: ReadOptions): Promise<Pages | null> {
  const skeletons = [...pages.values()].flatMap(({ items }) => items.map(({ node }) => node));
  const whole = await readWhole(skeletons, store, options);
  if (whole === null) return null;
  const shown = ({ items, ...flags }: Page<ResourceItem>): Page<ResourceItem> => ({
    items: items.map(({ node, keys }) => ({ node: whole(node), keys })),
    ...flags,
  });
  return new Map(Array.from(pages, ([parent, page]) => [parent, shown(page)]));
}

type Related = ReadonlyMap<NodeId<'RESOURCE'>, readonly RelatedResource[]>;

async function relatedShown(related: Related, store: GraphStore, options: ReadOptions): Promise<Related | null> {
  const found = [...related.values()].flat();
  const skeletons = found.flatMap(({ resource, reasons }) => [
    resource,
    ...reasons.flatMap(({ via }) => (via.kind === 'RESOURCE' ? [via] : [])),
  ]);
  const whole = await readWhole(skeletons, store, options);
  if (whole === null) return null;
  const shown = ({ resource, score, reasons }: RelatedResource): RelatedResource => ({
    resource: whole(resource),
    score,
    reasons: reasons.map((reason) => (reason.via.kind === 'RESOURCE' ? { ...reason, via: whole(reason.via) } : reason)),
  });
  return new Map(Array.from(related, ([parent, ones]) => [parent, ones.map(shown)]));
}

const EVERYWHERE: Scope = { relation: 'Query.resources' };

/** Puts an index before a store. Nothing is read before the first status or question. */
export function createIndexedStore(store: GraphStore, settings: ReadIndexSettings): IndexedStore {
  const { indexOf, indexed, end } = keepIndex(settings);

  /** The index that can answer a question, where there is one: texts are found by the full-text index of the store. */
  async function indexFor(scope: Scope, filter: ResourceFilter, options: ReadOptions): Promise<GraphStore | null> {
    return textQueries(scope, filter).length > 0 ? null : indexOf(await store.status(options));
  }

  return {
    ...store,
    page: async (question, options) => {
      const index = await indexFor(question.scope, question.filter, options);
      const pages = index === null ? null : await pagesShown(await index.page(question, options), store, options);
      return pages ?? store.page(question, options);
    },
    aggregate: async (question, options) => {
      const index = await indexFor(question.scope, question.filter, options);
      return (index ?? store).aggregate(question, options);
    },
    topicPairs: async (question, options) => {
      const index = await indexFor(EVERYWHERE, question.filter, options);
      return (index ?? store).topicPairs(question, options);
    },
    related: async (question, options) => {
      const index = indexOf(await store.status(options));
      const related =
        index === null ? null : await relatedShown(await index.related(question, options), store, options);
      return related ?? store.related(question, options);
    },
    status: async (options) => {
      const status = await store.status(options);
      indexOf(status);
      return status;
    },
    indexed,
    close: async () => {
      end();
      await store.close();
    },
  };
}
