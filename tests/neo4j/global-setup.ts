/** One Neo4j for all test files of a run; they read where it is with `inject('neo4j')`. */
import type { TestProject } from 'vitest/node';
import { createNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { provideNeo4j, type Neo4jAddress } from './provide-neo4j.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: Neo4jAddress | { readonly skip: string };
  }
}

/**
 * Loads the seed's graph while the tests of the product run. Returns once the load has begun, so that whoever looks at the
 * database sees that it is under way; `ended` is kept also when it fails, which the tests notice.
 */
async function beginSeeding(address: Neo4jAddress): Promise<{ readonly ended: Promise<void> }> {
  const store = createNeo4jStore(address);
  const graph = await seedGraph();
  return new Promise((resolve) => {
    const load = async (): Promise<void> => {
      const begun = (): void => resolve({ ended });
      try {
        await store.load(graph, { signal: new AbortController().signal, onProgress: begun });
      } catch (error) {
        process.stderr.write(`The seed was not loaded into Neo4j: ${String(error)}\n`);
      }
      begun();
      await store.close();
    };
    const ended = load();
  });
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const provided = await provideNeo4j();
  if ('skip' in provided) {
    process.stderr.write(`Neo4j tests are skipped: ${provided.skip}\n`);
    project.provide('neo4j', provided);
    return undefined;
  }
  const { uri, user, password, database, stop } = provided;
  const address: Neo4jAddress = { uri, user, password, database };
  project.provide('neo4j', address);
  // A run of this project alone has nothing to do meanwhile, and perhaps no test that needs the seed.
  const seeding = project.vitest.projects.length > 1 ? await beginSeeding(address) : null;
  return async () => {
    await seeding?.ended;
    await stop();
  };
}
