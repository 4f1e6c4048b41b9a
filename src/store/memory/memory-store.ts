/** The store that needs nothing installed: the whole graph in this process, and the oracle for the other store. */
import { DomainError } from '../../domain/errors.ts';
import { nodeCounts } from '../../domain/figures.ts';
import type { ResourceFilter } from '../../domain/filter.ts';
import type { NodeId } from '../../domain/ids.ts';
import { heldRecords, type Entity, type GraphRecords } from '../../domain/model.ts';
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
import { heldTerms } from '../../search/document-terms.ts';
import { createSlots } from '../../domain/slots.ts';
import { inTurn } from '../../domain/turns.ts';
import { aggregate } from './aggregate.ts';
import { listEntities } from './entities.ts';
import { expandRelation } from './expand.ts';
import { neighborhoodOf, pathsBetween } from './exploration.ts';
import { edgeCounts, longestLists, rowCount } from './figures.ts';
import { buildMemoryGraph, holdersOf, type MemoryGraph, type MemoryGraphSettings } from './graph.ts';
import { pageResources } from './pages.ts';
import { relatedResources } from './related.ts';
import { countTopicPairs } from './topic-pairs.ts';

const EMPTY_ADVICE = 'No graph is loaded: build one from the seed and load it.';

type ReadyStatus = Extract<StoreStatus, { state: 'ready' }>;

export interface MemoryStoreSettings extends MemoryGraphSettings {
  readonly now?: () => Date;
}

interface Loaded {
  readonly graph: MemoryGraph;
  readonly status: ReadyStatus;
}

function prepare(records: GraphRecords, { now = () => new Date(), ...settings }: MemoryStoreSettings): Loaded {
  const graph = buildMemoryGraph(records, settings);
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

/** Each search holds what it has seen of the graph, some megabytes; as many wait as may wait for a database. */
const SEARCHES_AT_ONCE = 8;
const SEARCHES_WAITING = 200;

const EVERYWHERE: Scope = { relation: 'Query.resources' };

function answersOf(
  graphFor: (options: ReadOptions) => MemoryGraph,
): ResourceQuestions & NodeQuestions & ExplorationQuestions & SearchQuestions {
  /** Answers in a turn, with what is left of the deadline by then. */
  async function answer<T>(
    options: ReadOptions,
    work: (graph: MemoryGraph, options: ReadOptions) => T | Promise<T>,
  ): Promise<T> {
    const endsAt = performance.now() + options.deadlineMs;
    checkTime(options);
    return inTurn(() => {
      const left = { ...options, deadlineMs: endsAt - performance.now() };
      return work(graphFor(left), left);
    });
  }

  const searches = createSlots(SEARCHES_AT_ONCE, SEARCHES_WAITING);
  /** As `answer`, for what walks along edges. */
  async function explore<T>(
    options: ReadOptions,
    work: (graph: MemoryGraph, options: ReadOptions) => Promise<T>,
  ): Promise<T> {
    const { signal, requestId, deadlineMs } = options;
    const endsAt = performance.now() + deadlineMs;
    const release = await searches.take(signal, { owner: requestId, deadlineMs });
    try {
      return await answer({ ...options, deadlineMs: endsAt - performance.now() }, work);
    } finally {
      release();
    }
  }

  /** As `answer`, with the search index there where the question has a text. */
  async function answerSearched<T>(
    scope: Scope,
    filter: ResourceFilter,
    options: ReadOptions,
    work: (graph: MemoryGraph) => T,
  ): Promise<T> {
    if (textQueries(scope, filter).length === 0) return answer(options, work);
    const graph = graphFor(options);
    await graph.fullText.index();
    return answer(options, () => work(graph));
  }

  return {
    page: (question, options) =>
      answerSearched(question.scope, question.filter, options, (graph) => pageResources(graph, question)),
    aggregate: (question, options) =>
      answerSearched(question.scope, question.filter, options, (graph) => aggregate(graph, question)),
    vocabulary: async (options) => (await graphFor(options).fullText.index()).vocabulary,
    candidates: async ({ plan, kinds }, options) => {
      const index = await graphFor(options).fullText.index();
      const waiting = { throwIfAborted: () => checkTime(options) };
      return answer(options, () => index.candidates(plan, kinds, waiting));
    },
    byIds: (ids, options) =>
      answer(options, ({ byId }) => {
        return new Map(
          ids.flatMap((id): [NodeId, Entity][] => {
            const node = byId.get(id);
            return node === undefined ? [] : [[id, node]];
          }),
        );
      }),
    byIdentifiers: (keys, options) =>
      answer(options, (graph) => new Map(keys.map((key) => [key, holdersOf(graph, key)]))),
    entities: (question, options) => answer(options, (graph) => listEntities(graph, question)),
    expand: (question, options) => answer(options, (graph) => expandRelation(graph, question)),
    topics: (options) => answer(options, ({ tree }) => tree),
    topicPairs: (question, options) =>
      answerSearched(EVERYWHERE, question.filter, options, (graph) => countTopicPairs(graph, question)),
    related: (question, options) => answer(options, (graph) => relatedResources(graph, question)),
    paths: (question, options) => explore(options, (graph, left) => pathsBetween(graph, question, left)),
    neighborhood: (question, options) => explore(options, (graph, left) => neighborhoodOf(graph, question, left)),
  };
}

/**
 * Holds `records` from the start, or nothing until `load`. Questions are answered at once, from one graph each.
 * @throws Error when the records are not one graph.
 */
export function createMemoryStore(records: GraphRecords | null, settings: MemoryStoreSettings = {}): GraphStore {
  let loaded = records === null ? null : prepare(records, settings);

  function graphFor(options: ReadOptions): MemoryGraph {
    checkTime(options);
    if (loaded === null) throw new DomainError('STORE_UNAVAILABLE', EMPTY_ADVICE);
    return loaded.graph;
  }

  return {
    name: 'memory',
    ...answersOf(graphFor),
    status: async () => loaded?.status ?? { state: 'empty', advice: EMPTY_ADVICE },
    load: async (graph, { signal, onProgress, known }): Promise<LoadReport> => {
      if (loaded?.status.revision === graph.revision) return { unchanged: true, rowsWritten: 0, rowsRemoved: 0 };
      if (signal.aborted)
        throw new DomainError('TIMEOUT', 'The load was given up; the store holds what it held before.');
      const next = prepare(heldRecords(graph), { ...settings, terms: known ? heldTerms(known.search.terms) : null });
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
