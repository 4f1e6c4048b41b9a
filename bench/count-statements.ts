/** How many statements a case sends to Neo4j: counted beside the measured server, by a store that tells of each. */
import { createApollo } from '../src/graphql/apollo.ts';
import { execute } from '../src/graphql/execute.ts';
import type { Neo4jSettings } from '../src/store/neo4j/driver.ts';
import { openNeo4jStore } from '../src/store/open-store.ts';
import { statusOf } from '../src/store/require-store.ts';
import type { BenchCase } from './cases.ts';

const DEADLINE_MS = 30_000;
/** What a store reads once for each revision says nothing about a question. */
const ONCE_FOR_A_REVISION = new Set(['status', 'catalog', 'index.read']);
/** The default of the product. */
const INDEXED_RESOURCES = 300_000;

export interface StatementCounter {
  /** Statements of one request, once everything that is read only once is there. */
  readonly count: (benchCase: BenchCase) => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function createStatementCounter(settings: Neo4jSettings): Promise<StatementCounter> {
  let sent = 0;
  const onStatement = (coordinate: string): void => {
    if (!ONCE_FOR_A_REVISION.has(coordinate)) sent += 1;
  };
  const store = openNeo4jStore({ ...settings, onStatement }, { indexResources: INDEXED_RESOURCES, nodes: 0 });
  await statusOf(store);
  if (!(await store.indexed())) throw new Error('The read index was not read');
  const apollo = createApollo({ store });
  await apollo.start();
  const ask = ({ document, variables = {} }: BenchCase) =>
    execute(apollo, { store, document, variables, deadlineMs: DEADLINE_MS });
  return {
    count: async (benchCase) => {
      await ask(benchCase);
      sent = 0;
      await ask(benchCase);
      return sent;
    },
    close: async () => {
      await apollo.stop();
      await store.close();
    },
  };
}
