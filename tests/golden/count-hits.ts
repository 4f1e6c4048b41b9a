import { auth, driver as driverFor, type ProfiledPlan } from 'neo4j-driver';
import { ADDRESS } from '../neo4j/test-store.ts';

export interface SentStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

function hitsOf({ dbHits, children }: ProfiledPlan): number {
  return children.reduce((sum, child) => sum + hitsOf(child), dbHits);
}

/** How often each of these questions makes the database touch its store: its hits in PROFILE, over all statements. */
export async function countHits(
  questions: ReadonlyMap<string, readonly SentStatement[]>,
): Promise<Map<string, number>> {
  const driver = driverFor(ADDRESS.uri, auth.basic(ADDRESS.user, ADDRESS.password), { disableLosslessIntegers: true });
  const session = driver.session({ database: ADDRESS.database, defaultAccessMode: 'READ' });
  const hits = new Map<string, number>();
  for (const [question, statements] of questions) {
    for (const { text, parameters } of statements) {
      const { summary } = await session.run(`PROFILE ${text}`, parameters);
      if (summary.profile === false) throw new Error('The database did not profile a statement');
      hits.set(question, (hits.get(question) ?? 0) + hitsOf(summary.profile));
    }
  }
  await session.close();
  await driver.close();
  return hits;
}
