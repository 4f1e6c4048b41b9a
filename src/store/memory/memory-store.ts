/** The store that needs nothing installed: the whole graph in this process, and the oracle for the other store. */
import { DomainError } from '../../domain/errors.ts';
import type { ResourceFilter } from '../../domain/filter.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { Entity, GraphRecords } from '../../domain/model.ts';
import type {
  ExplorationQuestions,
  GraphStore,
  LoadReport,
  NodeQuestions,
  ReadOptions,
  ResourceQuestions,
  Scope,
  SearchQuestions,
  StoreStatus,
} from '../graph-store.ts';
import { textQueries } from '../full-text.ts';
import { aggregate } from './aggregate.ts';
import { listEntities } from './entities.ts';
import { expandRelation } from './expand.ts';
import { neighborhoodOf, pathsBetween } from './exploration.ts';
import { edgeCounts, longestLists, nodeCounts, rowCount } from './figures.ts';
import { buildMemoryGraph, holdersOf, type MemoryGraph } from './graph.ts';
import { pageResources } from './pages.ts';
import { relatedResources } from './related.ts';
import { countTopicPairs } from './topic-pairs.ts';

const EMPTY_ADVICE = 'No graph is loaded: build one from the seed and load it.';

type ReadyStatus = Extract<StoreStatus, { state: 'ready' }>;

interface Loaded {
  readonly graph: MemoryGraph;
  readonly status: ReadyStatus;
}

function prepare(records: GraphRecords, now: () => Date): Loaded {
  const graph = buildMemoryGraph(records);
  const status: ReadyStatus = {
    state: 'ready',
    revision: records.revision,
    builtAt: now().toISOString(),
    counts: nodeCounts(records),
    edgeCounts: edgeCounts(graph),
    longestLists: longestLists(graph),
  };
  return { graph, status };
}

/** @throws DomainError TIMEOUT when nobody waits any more or no time is left. */
function checkTime({ signal, deadlineMs }: Pick<ReadOptions, 'signal' | 'deadlineMs'>): void {
  if (signal.aborted || deadlineMs <= 0) {
    throw new DomainError('TIMEOUT', 'The answer did not come in time. Ask for less, or ask again.');
  }
}

const EVERYWHERE: Scope = { relation: 'Query.resources' };

function answersOf(
  graphFor: (options: ReadOptions) => MemoryGraph,
): ResourceQuestions & NodeQuestions & ExplorationQuestions & SearchQuestions {
  /** The graph, with its search index where the question has a text. */
  async function graphAsked(scope: Scope, filter: ResourceFilter, options: ReadOptions): Promise<MemoryGraph> {
    const graph = graphFor(options);
    if (textQueries(scope, filter).length > 0) await graph.fullText.index();
    return graph;
  }

  return {
    page: async (question, options) =>
      pageResources(await graphAsked(question.scope, question.filter, options), question),
    aggregate: async (question, options) =>
      aggregate(await graphAsked(question.scope, question.filter, options), question),
    vocabulary: async (options) => (await graphFor(options).fullText.index()).vocabulary,
    candidates: async ({ plan, kinds }, options) => (await graphFor(options).fullText.index()).candidates(plan, kinds),
    byIds: async (ids, options) => {
      const { byId } = graphFor(options);
      return new Map(
        ids.flatMap((id): [NodeId, Entity][] => {
          const node = byId.get(id);
          return node === undefined ? [] : [[id, node]];
        }),
      );
    },
    byIdentifiers: async (keys, options) => {
      const graph = graphFor(options);
      return new Map(keys.map((key) => [key, holdersOf(graph, key)]));
    },
    entities: async (question, options) => listEntities(graphFor(options), question),
    expand: async (question, options) => expandRelation(graphFor(options), question),
    topics: async (options) => graphFor(options).tree,
    topicPairs: async (question, options) =>
      countTopicPairs(await graphAsked(EVERYWHERE, question.filter, options), question),
    related: async (question, options) => relatedResources(graphFor(options), question),
    paths: async (question, options) => pathsBetween(graphFor(options), question, options),
    neighborhood: async (question, options) => neighborhoodOf(graphFor(options), question, options),
  };
}

/**
 * Holds `records` from the start, or nothing until `load`. Questions are answered at once, from one graph each.
 * @throws Error when the records are not one graph.
 */
export function createMemoryStore(records: GraphRecords | null, now: () => Date = () => new Date()): GraphStore {
  let loaded = records === null ? null : prepare(records, now);

  function graphFor(options: ReadOptions): MemoryGraph {
    checkTime(options);
    if (loaded === null) throw new DomainError('STORE_UNAVAILABLE', EMPTY_ADVICE);
    return loaded.graph;
  }

  return {
    name: 'memory',
    ...answersOf(graphFor),
    status: async () => loaded?.status ?? { state: 'empty', advice: EMPTY_ADVICE },
    load: async (graph, { signal, onProgress }): Promise<LoadReport> => {
      if (loaded?.status.revision === graph.revision) return { unchanged: true, rowsWritten: 0, rowsRemoved: 0 };
      if (signal.aborted)
        throw new DomainError('TIMEOUT', 'The load was given up; the store holds what it held before.');
      const next = prepare(graph, now);
      const rowsWritten = rowCount(next.graph);
      const rowsRemoved = loaded === null ? 0 : rowCount(loaded.graph);
      loaded = next;
      onProgress({ phase: 'indexing', done: rowsWritten, total: rowsWritten });
      return { unchanged: false, rowsWritten, rowsRemoved };
    },
    close: async () => {
      loaded = null;
    },
  };
}
