/** The port over a Neo4j database: each question is one statement, its rows become the answer. */
import type {
  AggregateAnswer,
  GraphStore,
  ParentKey,
  ReadOptions,
  ResourceItem,
  ResourceQuestions,
} from '../graph-store.ts';
import type { GraphRecords } from '../../domain/model.ts';
import type { Page } from '../../domain/page.ts';
import type { StoreWatch } from '../../observability/store-report.ts';
import { toAnswer, toPage } from './answers.ts';
import { orderKeys } from './compile-order.ts';
import { createPathQuestions } from './exploration.ts';
import { openDriverSlot, serverAgent, type DriverSlot, type Neo4jSettings } from './driver.ts';
import { toDomainError } from './failures.ts';
import { loadGraph } from './load.ts';
import { createNodeQuestions } from './node-questions.ts';
import { pageScores } from './relevance.ts';
import { createRelatedQuestions } from './related.ts';
import { createRevisions, REVISION_CHECK_MS } from './revision.ts';
import { createRunner, type Runner, type RunnerListeners } from './run.ts';
import { createSearchIndexes } from './search-index.ts';
import { createSearchQuestions } from './search-questions.ts';
import { readSkeleton } from './skeleton.ts';
import { aggregateRow, aggregateStatement, countStatement } from './statements/aggregate.ts';
import { pageRow, pageStatement } from './statements/page.ts';
import { createTextMatches, type TextMatches } from './text-matches.ts';
import { createTopicQuestions } from './topic-questions.ts';

export interface Neo4jStoreSettings extends Neo4jSettings, Partial<RunnerListeners & StoreWatch> {
  /** How often to ask which graph is there: `REVISION_CHECK_MS` unless every store over this database takes another. */
  readonly revisionCheckMs?: number;
  /** The largest graph of which this process holds which documents have each word; 0, unless given: the full-text index finds them. */
  readonly postingsResources?: number;
}

/** A loader has nobody else to serve, and a database that was just started is slow to give its first answer. */
const LOAD_PATIENCE_MS = 15_000;

function createResourceQuestions(runner: Runner, texts: TextMatches): ResourceQuestions {
  return {
    page: async (question, options) => {
      const { catalog, resources } = await texts.ready(question.scope, question.filter, options);
      const scores = pageScores(question, catalog);
      const rows = await runner.read(pageStatement(question, catalog, resources), pageRow, options);
      return new Map<ParentKey, Page<ResourceItem>>(
        rows.map(({ parent, nodes }) => {
          const items = nodes.map(({ node, counts }) => ({
            node,
            keys: orderKeys(question.order, node, counts, scores),
          }));
          return [parent, toPage(items, question.page)];
        }),
      );
    },
    aggregate: async (question, options) => {
      const { catalog, resources } = await texts.ready(question.scope, question.filter, options);
      const onlyCount = question.asks.length === 1 && question.asks[0]?.ask === 'count';
      const body = (onlyCount ? countStatement : aggregateStatement)(question, catalog, resources);
      const rows = await runner.read(body, aggregateRow, options);
      return new Map<ParentKey, readonly AggregateAnswer[]>(
        rows.map(({ parent, answers }) => [
          parent,
          question.asks.flatMap((ask, index) => {
            const answer = answers[index];
            return answer === undefined ? [] : toAnswer(ask, answer, { parent, catalog, resources });
          }),
        ]),
      );
    },
  };
}

export interface Neo4jStore extends GraphStore {
  /** The graph without its texts, for a read index. @throws DomainError */
  skeleton(options: ReadOptions): Promise<GraphRecords>;
}

/** Opens the store. Nothing is sent before the first question. */
export function createNeo4jStore(settings: Neo4jStoreSettings): Neo4jStore {
  const onRecycle = (): void => settings.onNotice?.('Neo4j does not answer; the driver was replaced.');
  const driver = openDriverSlot(settings, onRecycle);
  const runner = createRunner(driver, settings.database, settings);
  return neo4jStoreOver({ driver, runner }, settings);
}

/** What the store asks the database with. */
export interface Neo4jTools {
  readonly driver: DriverSlot;
  readonly runner: Runner;
}

/** The store over a driver and a runner that are there already. */
export function neo4jStoreOver(
  { driver, runner }: Neo4jTools,
  settings: Pick<Neo4jStoreSettings, 'database' | 'revisionCheckMs' | 'postingsResources' | 'onNotice'>,
): Neo4jStore {
  const { database, revisionCheckMs = REVISION_CHECK_MS, postingsResources = 0, onNotice = () => undefined } = settings;
  const agent = (): Promise<string> => serverAgent(driver, database);
  const revisions = createRevisions({ runner, agent }, { checkMs: revisionCheckMs, onNotice });
  const indexes = createSearchIndexes(runner, postingsResources);
  const texts = createTextMatches(runner, revisions, indexes);
  const nodeQuestions = createNodeQuestions(runner, revisions);
  return {
    name: 'neo4j',
    ...createResourceQuestions(runner, texts),
    ...nodeQuestions,
    ...createTopicQuestions(runner, texts),
    ...createRelatedQuestions(runner, revisions),
    ...createPathQuestions(runner, revisions, nodeQuestions.byIds),
    ...createSearchQuestions(runner, revisions, indexes),
    status: ({ signal, deadlineMs }) => {
      const options: ReadOptions = { signal, deadlineMs, coordinate: 'status', requestId: '' };
      return revisions.status(options);
    },
    load: async (graph, options) => {
      try {
        await revisions.requireVersion({ signal: options.signal, deadlineMs: LOAD_PATIENCE_MS });
        return await loadGraph(runner, graph, { ...options, revisionCheckMs });
      } catch (error) {
        throw toDomainError(error);
      } finally {
        revisions.forget();
      }
    },
    skeleton: async (options) => {
      const { catalog, revision } = await revisions.ready(options);
      return readSkeleton(runner, catalog, revision, options);
    },
    close: () => driver.close(),
  };
}
