/** One Neo4j for all test files of a project; they read where it is with `inject('neo4j')`. */
import type { TestProject } from 'vitest/node';
import { provideNeo4j, type Neo4jAddress } from './provide-neo4j.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: Neo4jAddress | { readonly skip: string };
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const provided = await provideNeo4j();
  if ('skip' in provided) {
    process.stderr.write(`Neo4j tests are skipped: ${provided.skip}\n`);
    project.provide('neo4j', provided);
    return undefined;
  }
  const { uri, user, password, database, stop } = provided;
  project.provide('neo4j', { uri, user, password, database });
  return stop;
}
